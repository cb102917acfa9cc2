import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import { jsonOf } from './answers.ts';
import type { Duration } from './duration.ts';
import { type ExploreOptions, exploredText } from './exploration.ts';
import type { Machine } from './machine.ts';
import type { Run } from './run.ts';
import { type Finding, findingText, runChecks } from './run-checks.ts';

export { evenedHistory } from './evened-history.ts';

// Assertions for node:test and every other framework: they throw node:assert's AssertionError, whose message shows the run as a picture.

const checks = runChecks((one, other) => isDeepStrictEqual(jsonOf(one), jsonOf(other)));

/** It has succeeded, with this output where one is given. */
export const assertSucceeded = (run: Run, ...output: readonly [output?: unknown]): void =>
  assert(run, checks.toHaveSucceeded(run, ...output), assertSucceeded);

/** It has failed, timed out or been stopped, with this error and cause where they are given. */
export const assertFailed = (run: Run, error?: string, cause?: string | RegExp): void =>
  assert(run, checks.toHaveFailed(run, error, cause), assertFailed);

/** It has been in these states in this order, whatever came between them. */
export const assertVisited = (run: Run, states: readonly string[]): void =>
  assert(run, checks.toHaveVisited(run, states), assertVisited);

/** It has tried that state again so many times. */
export const assertRetried = (run: Run, state: string, count: number): void =>
  assert(run, checks.toHaveRetried(run, state, count), assertRetried);

/** It has been in that state so long, to the second, or to the hundredth part of what is long. */
export const assertTaken = (run: Run, state: string, duration: Duration): void =>
  assert(run, checks.toHaveTaken(run, state, duration), assertTaken);

/** However its calls go, it ends, and ends well or by an error of theirs: `explore` finds nothing. */
export async function assertAlwaysEnds(machine: Machine, o?: ExploreOptions): Promise<void> {
  const found = await machine.explore(o);
  if (found.findings.length > 0) throw new AssertionError({ message: exploredText(machine.name, found), operator: 'fake-sfn' });
}

/** `from`: where the stack begins that is shown. */
function assert(run: Run, finding: Finding, from: (...given: never[]) => void): void {
  if (finding.pass) return;
  throw new AssertionError({ message: findingText(finding, run), stackStartFn: from, operator: 'fake-sfn' });
}
