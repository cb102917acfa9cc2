import { describe, expect, it } from 'vitest';
import { runCommandLine } from '#test/support/a-terminal.ts';
import { COMMANDS } from '../../../src/cli/commands/index.ts';

const NAMES = Object.keys(COMMANDS);

describe('a command line', () => {
  it.each([[['--help']], [['-h']], [['help']]])('lists the commands: %j', async (args) => {
    const { code, out, err } = await runCommandLine(args);
    expect([code, err]).toEqual([0, '']);
    for (const name of NAMES) expect(out).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
  });

  it.each([[['--version']], [['-v']]])('says the version: %j', async (args) => {
    expect(await runCommandLine(args)).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it.each([
    [[], 'A command is missing.'],
    [['start'], 'There is no command "start".'],
    [['serve', '9000'], 'serve takes no arguments, but got "9000".'],
    [['serve', '--prot', '1'], "Unknown option '--prot'."],
    [['serve', '-p', '1'], "Unknown option '-p'."],
    [['serve', '--port'], "Option '--port <value>' argument missing."],
    [['validate'], 'validate wants FILE.'],
    [['help', 'one', 'two'], 'help takes only [COMMAND], but got "two".'],
    [['help', 'dance'], 'There is no command "dance".'],
  ])('that is wrong is told why on stderr, with exit code 2: %j', async (args, problem) => {
    const { code, out, err } = await runCommandLine(args);
    expect([code, out, err.split('\n')[0]]).toEqual([2, '', problem]);
  });
});

describe.each(Object.entries(COMMANDS))('the help of %s', (name, { flags }) => {
  it('names every flag, and is the same however it is asked for', async () => {
    const { code, out, err } = await runCommandLine([name, '--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^Usage: fake-sfn ${name}`));
    for (const flag of Object.keys(flags)) expect(out).toContain(`--${flag}`);
    expect((await runCommandLine(['help', name])).out).toBe(out);
    expect((await runCommandLine([name, '-h'])).out).toBe(out);
  });
});
