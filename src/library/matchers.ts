import type { Duration } from './duration.ts';
import { evenedHistory } from './evened-history.ts';
import { type ExploreOptions, exploredText } from './exploration.ts';
import { isMachine } from './machine.ts';
import { isRun, type Run } from './run.ts';
import { type Equals, type Finding, findingText, runChecks } from './run-checks.ts';

/** Matchers for runs. A failure shows the run as a picture. */
export interface RunMatchers<Result> {
  /** It has succeeded, with this output where one is given. */
  toHaveSucceeded(output?: unknown): Result;
  /** It has failed, timed out or been stopped, with this error and cause where they are given. */
  toHaveFailed(error?: string, cause?: string | RegExp): Result;
  /** It has been in these states in this order, whatever came between them. */
  toHaveVisited(states: readonly string[]): Result;
  /** It has tried that state again so many times. */
  toHaveRetried(state: string, count: number): Result;
  /** It has been in that state so long, to the second, or to the hundredth part of what is long. */
  toHaveTaken(state: string, duration: Duration): Result;
  /** Its history is that of the snapshot, with ids, ARNs and times evened out. */
  toMatchHistory(): Result;
  /** A machine, not a run: however its calls go, it ends, and ends well or by an error of theirs. `explore` finds nothing; a failure shows what it has found. */
  toAlwaysEnd(o?: ExploreOptions): Promise<Result>;
}

/** What vitest and jest give a matcher in `this`. */
interface Context {
  readonly isNot?: boolean | undefined;
  readonly equals: Equals;
}

interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers for an `expect.extend`; `matchSnapshot` compares a value with the snapshot of the running test, and throws where they differ. */
export const createMatchers = (matchSnapshot: (value: unknown) => void) => ({
  toHaveSucceeded(this: Context, received: unknown, ...output: readonly unknown[]) {
    return resultOf(this, received, (run, checks) => checks.toHaveSucceeded(run, ...output));
  },
  toHaveFailed(this: Context, received: unknown, error?: string, cause?: string | RegExp) {
    return resultOf(this, received, (run, checks) => checks.toHaveFailed(run, error, cause));
  },
  toHaveVisited(this: Context, received: unknown, states: readonly string[]) {
    return resultOf(this, received, (run, checks) => checks.toHaveVisited(run, states));
  },
  toHaveRetried(this: Context, received: unknown, state: string, count: number) {
    return resultOf(this, received, (run, checks) => checks.toHaveRetried(run, state, count));
  },
  toHaveTaken(this: Context, received: unknown, state: string, duration: Duration) {
    return resultOf(this, received, (run, checks) => checks.toHaveTaken(run, state, duration));
  },
  toMatchHistory(this: Context, received: unknown): Result {
    if (this.isNot) throw new TypeError('A snapshot that a run must not match is none: there is no `not.toMatchHistory()`.');
    matchSnapshot(evenedHistory(runOf(received)));
    return { pass: true, message: () => '' };
  },
  async toAlwaysEnd(this: Context, received: unknown, o?: ExploreOptions): Promise<Result> {
    if (!isMachine(received)) throw new TypeError(`What is expected to be so is not a machine of a fake${hintFor(received)}.`);
    const found = await received.explore(o);
    return { pass: found.findings.length === 0, message: () => exploredText(received.name, found, this.isNot) };
  },
});

function resultOf(
  { equals, isNot }: Context,
  received: unknown,
  check: (run: Run, checks: ReturnType<typeof runChecks>) => Finding,
): Result {
  const run = runOf(received);
  const finding = check(run, runChecks(equals));
  return { pass: finding.pass, message: () => findingText(finding, run, isNot) };
}

function runOf(received: unknown): Run {
  if (isRun(received)) return received;
  throw new TypeError(`What is expected to be so is not a run of a fake${hintFor(received)}.`);
}

const hintFor = (received: unknown): string => (received instanceof Promise ? ': put `await` before what gives it' : '');
