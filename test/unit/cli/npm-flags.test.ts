import { describe, expect, it } from 'vitest';
import { npmKeptFlags } from '../../../src/cli/npm-flags.ts';

const NAMES = ['port', 'account-id'];

describe('flags that npm has kept', () => {
  it.each([
    [
      { npm_config_port: 'true' },
      ['serve', '9000'],
      'npm has kept --port for itself. Write -- in front: npm start -- --port 9000',
    ],
    [
      { npm_config_port: 'true', npm_config_account_id: 'true' },
      ['serve', '9000', '123456789012'],
      'npm has kept --port and --account-id for itself. Write -- in front: npm start -- --port <value> --account-id <value>',
    ],
  ])('are told with what to write: %j', (env, args, problem) => {
    expect(npmKeptFlags({ npm_lifecycle_event: 'start', ...env }, NAMES, args)).toBe(problem);
  });

  it.each([
    [{ npm_lifecycle_event: 'start', npm_config_registry: 'x' }],
    [{ npm_lifecycle_event: 'test', npm_config_port: 'true' }],
    [{}],
  ])('are none in %j', (env) => {
    expect(npmKeptFlags(env, NAMES, ['serve'])).toBeUndefined();
  });
});
