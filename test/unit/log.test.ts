import { expect, test } from 'vitest';
import { createJsonLog } from '#log';

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
