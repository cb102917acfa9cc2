import { expect, test } from 'vitest';
import { createJsonLog, errorFacts } from '#log';

/** The levels that are written of one entry of each. */
function written(leastLevel: string | undefined): unknown[] {
  const lines: string[] = [];
  const log = createJsonLog(leastLevel, (line) => lines.push(line));
  for (const level of ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const) log({ level, message: `one\n${level}` });
  return lines.map((line) => JSON.parse(line).level);
}

test('an entry is one line of JSON with its own level, time and facts', () => {
  const lines: string[] = [];
  createJsonLog(undefined, (line) => lines.push(line))({ level: 'WARN', message: 'two\nlines', table: 'fake-sfn' });
  expect(lines).toEqual([expect.stringMatching(/^\{.*\}\n$/)]);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    level: 'WARN',
    message: 'two\nlines',
    table: 'fake-sfn',
  });
});

test.each([
  ['FATAL', ['FATAL']],
  ['WARN', ['WARN', 'ERROR', 'FATAL']],
  ['info', ['INFO', 'WARN', 'ERROR', 'FATAL']],
  ['loud', ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']],
  [undefined, ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']],
])('with %s only what matters as much is written', (leastLevel, levels) => {
  expect(written(leastLevel)).toEqual(levels);
});

test('a log entry names the files of a stack, and not where on this machine they are', () => {
  const error = new Error('no');
  error.stack =
    'Error: no\n    at f (file:///srv/app/dist/cli.mjs:1:2)\n    at g (/var/task/index.mjs:3:4)\n    at C:\\app\\x.mjs:5:6';
  expect(errorFacts(error)).toEqual({ error: 'Error: no\n    at f (cli.mjs:1:2)\n    at g (index.mjs:3:4)\n    at x.mjs:5:6' });
});
