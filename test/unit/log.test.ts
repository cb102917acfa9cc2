import { expect, it } from 'vitest';
import { errorFacts } from '#log';

it('a log entry names the files of a stack, and not where on this machine they are', () => {
  const error = new Error('no');
  error.stack =
    'Error: no\n    at f (file:///srv/app/dist/cli.mjs:1:2)\n    at g (/var/task/index.mjs:3:4)\n    at C:\\app\\x.mjs:5:6';
  expect(errorFacts(error)).toEqual({ error: 'Error: no\n    at f (cli.mjs:1:2)\n    at g (index.mjs:3:4)\n    at x.mjs:5:6' });
});
