import { durationText } from '#control/picture/duration-text.ts';
import { visitsOf } from '#control/picture/visits.ts';
import { writeJson } from '#json/write-json.ts';
import { type Duration, millisOf } from './duration.ts';
import { eventsOf, type Run } from './run.ts';

/** What a check has found: whether it holds, and what the run was wanted to do, as it goes on after "the run to". */
export interface Finding {
  readonly pass: boolean;
  readonly wanted: string;
}

/** How two values are compared: a test framework's own way knows what stands for many values. */
export type Equals = (one: unknown, other: unknown) => boolean;

/** By how much a time in a state may differ, in milliseconds, or in parts of it: the work itself takes a little. */
const TOLERANCE_MILLIS = 1_000;
const TOLERANCE_PART = 0.01;

/** The checks of runs, each said once: matchers and assertions are made of them. */
export const runChecks = (equals: Equals) => ({
  toHaveSucceeded: (run: Run, ...output: readonly unknown[]): Finding => ({
    pass: run.status === 'SUCCEEDED' && (output.length === 0 || equals(run.output, output[0])),
    wanted: `have succeeded${output.length === 0 ? '' : ` with ${writeJson(output[0])}, not ${writeJson(run.output) ?? 'nothing'}`}`,
  }),
  toHaveFailed: (run: Run, error?: string, cause?: string | RegExp): Finding => ({
    pass: hasFailed(run) && (error === undefined || run.error === error) && (cause === undefined || says(run.cause ?? '', cause)),
    wanted: `have failed${error === undefined ? '' : ` with ${error}`}${cause === undefined ? '' : ` because ${cause}`}`,
  }),
  toHaveVisited: (run: Run, states: readonly string[]): Finding => {
    const visited = visitsOf(eventsOf(run)).map(({ state }) => state);
    let next = 0;
    for (const state of visited) if (state === states[next]) next += 1;
    return { pass: next === states.length, wanted: `have visited ${states.join(', ')} in this order` };
  },
  toHaveRetried: (run: Run, state: string, count: number): Finding => {
    const retries = sum(visitsOf(eventsOf(run)).map((visit) => (visit.state === state ? visit.retries : 0)));
    return { pass: retries === count, wanted: `have tried ${state} again ${count} times, not ${retries}` };
  },
  toHaveTaken: (run: Run, state: string, duration: Duration): Finding => {
    const stays = visitsOf(eventsOf(run)).filter((visit) => visit.state === state && visit.exitedAt !== undefined);
    const taken = sum(stays.map(({ enteredAt, exitedAt = enteredAt }) => exitedAt - enteredAt));
    const wanted = millisOf(duration);
    const pass = stays.length > 0 && Math.abs(taken - wanted) < Math.max(TOLERANCE_MILLIS, wanted * TOLERANCE_PART);
    return { pass, wanted: `have taken ${durationText(wanted)} in ${state}, not ${durationText(taken)}` };
  },
});

const hasFailed = ({ status }: Run): boolean => status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED';

const says = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** What a failed check shows: what was wanted, and the run as a picture. */
export const findingText = ({ wanted }: Finding, run: Run, isNot = false): string =>
  `expected the run ${isNot ? 'not ' : ''}to ${wanted}\n\n${run}`;
