import type { Registered } from './register.ts';
import type { Unresolved } from './seeded-machine.ts';

/** What has been registered, by ARN, and what has not, a line each: `file:line:column what is wrong`. */
export function seedReport(registered: readonly Registered[], unresolved: readonly Unresolved[]) {
  return {
    done: registered.flatMap(({ arn }) => (arn === undefined ? [] : [arn])),
    problems: [
      ...registered.flatMap(({ problem, machine: { at, name } }) =>
        problem === undefined ? [] : [`${at.file}:${at.line}:${at.column} ${name} is refused: ${problem}`],
      ),
      ...unresolved.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`),
    ],
  };
}
