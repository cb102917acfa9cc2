import { describe, expect, it } from 'vitest';
import { readCommand, usage } from '../../../src/cli/flags.ts';

describe('a command line', () => {
  it('asks to serve, with flags under the names of their variables', () => {
    expect(readCommand(['serve', '--port', '9000', '--time=skip'])).toEqual({
      name: 'serve',
      flags: { PORT: { flag: '--port', value: '9000' }, FAKE_SFN_TIME: { flag: '--time', value: 'skip' } },
    });
  });

  it.each([[['help']], [['--help']], [['-h']], [['serve', '--help']], [['serve', '--port', '1', '-h']]])(
    'asks for help: %j',
    (args) => {
      expect(readCommand(args)).toEqual({ name: 'help' });
    },
  );

  it('may have a flag that stands alone', () => {
    expect(readCommand(['serve', '--verbose'])).toEqual({
      name: 'serve',
      flags: { FAKE_SFN_VERBOSE: { flag: '--verbose', value: 'true' } },
    });
  });

  it.each([[['--version']], [['serve', '-v']]])('asks for the version: %j', (args) => {
    expect(readCommand(args)).toEqual({ name: 'version' });
  });

  it.each([
    [[], 'A command is missing.'],
    [['start'], 'There is no command "start".'],
    [['serve', '9000'], 'serve takes no arguments, but got "9000".'],
    [['serve', '--prot', '1'], "Unknown option '--prot'."],
    [['serve', '-p', '1'], "Unknown option '-p'."],
    [['serve', '--port'], "Option '--port <value>' argument missing."],
  ])('that is wrong is told why: %j', (args, problem) => {
    expect(readCommand(args)).toEqual({ name: 'wrong', problem });
  });
});

describe('the help', () => {
  it('names every flag that can be given', () => {
    for (const flag of [
      'port',
      'host',
      'storage',
      'table',
      'time',
      'logs',
      'event-bus',
      'mock-config',
      'tasks',
      'allowed-hosts',
      'account-id',
      'region',
    ]) {
      expect(usage()).toContain(`--${flag} `);
      expect(readCommand(['serve', `--${flag}`, 'x'])).toMatchObject({ name: 'serve' });
    }
  });
});
