import type { Bundle } from '#control/bundles/bundle.ts';
import { reasonsOf } from '#control/explain/reasons.ts';
import { isFailureOfExpression, NO_REASONS } from '#control/picture/reason.ts';
import { runPicture } from '#control/picture/run-picture.ts';
import { type StateVisit, visitsOf } from '#control/picture/visits.ts';
import type { SkipTo } from '#control/time.ts';
import type { Execution, ExecutionStatus, Frame, TaskAttempt } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { type CallAws, textIn } from './aws.ts';
import { type Duration, millisOf } from './duration.ts';
import { readPlain } from './plain.ts';
import type { Record } from './records.ts';
import { createToken, type Token } from './token.ts';

/** An execution. What it says of itself is as of its last commit, without asking anybody. */
export interface Run {
  readonly arn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** The output's value; undefined until it has succeeded. */
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Resolves with this run when it has ended, however it has: what waits for a token waits until somebody reports. */
  settled(): Promise<Run>;
  /** Resolves when it has entered that state, or the test is true after a step; rejects when it ends before. */
  until(stateOrTest: string | ((run: Run) => boolean)): Promise<Run>;
  /** Its history so far, as GetExecutionHistory shows it. */
  history(): RunEvent[];
  /** Its stays in that state, oldest first; in every state without one. */
  visits(state?: string): Visit[];
  /** Resolves with the token that the state waits for, as soon as it does; rejects when the run ends before. */
  token(state: string): Promise<Token>;
  /** Skips its time: so much of it, or to the next moment at which something happens; also past what a token or an activity may take. */
  skip(duration?: Duration): Promise<Run>;
  /** StopExecution. */
  stop(o?: { readonly error?: string; readonly cause?: string }): Promise<Run>;
  /** RedriveExecution: goes on from what has failed. */
  redrive(): Promise<Run>;
  /** Definition, description and history in AWS's own shapes, to be kept or imported elsewhere. */
  bundle(): Promise<Bundle>;
  /** The run as a picture: a line for each state, its retries, times and errors. */
  toString(): string;
}

/** A history event as AWS's clients show it. */
export type RunEvent = Omit<HistoryEvent, 'timestamp'> & { readonly timestamp: Date };

/** A stay in a state. */
export interface Visit {
  readonly state: string;
  /** `Task`, `Wait` … */
  readonly type: string;
  readonly input: unknown;
  /** Undefined while it is there, and where it failed. */
  readonly output: unknown;
  readonly enteredAt: Date;
  readonly exitedAt: Date | undefined;
  readonly retries: number;
  /** What went wrong on the way, oldest first. */
  readonly errors: readonly { readonly error: string; readonly cause: string }[];
}

/** What a run is made of. */
export interface RunParts {
  readonly record: Record;
  readonly call: CallAws;
  readonly skip: (request: { readonly executionArn: string } & SkipTo) => Promise<void>;
  readonly exportBundle: (executionArn: string) => Promise<Bundle>;
}

/** What is to be known of runs besides what they say themselves: their histories, for matchers. */
const histories = new WeakMap<object, () => readonly HistoryEvent[]>();

/** The events of a run with their times in epoch milliseconds. */
export const eventsOf = (run: Run): readonly HistoryEvent[] => histories.get(run)?.() ?? [];

/** Whether this is a run of a fake. */
export const isRun = (value: unknown): value is Run => typeof value === 'object' && value !== null && histories.has(value);

/** Makes the run of an execution that has been seen. */
export function createRun({ record, call, skip, exportBundle }: RunParts): Run {
  const { arn, name } = record.execution;
  const hasEnded = () => record.execution.status !== 'RUNNING';
  let reasons = NO_REASONS;

  /** Finds out why it has failed, where an expression is to blame: `toString` is asked too late for that. */
  async function findReasons(): Promise<void> {
    const { execution, history } = record;
    if (!history.some(isFailureOfExpression)) return;
    const variables = execution.frames[0]?.variables ?? {};
    reasons = await reasonsOf({ definition: await definitionOf(execution, call), history, executionArn: arn, variables });
  }

  /** What is to be found before the run ends. */
  const before = <Found>(what: string, find: () => Found | undefined): Promise<Found> =>
    record.when(() => {
      const found = find();
      if (found === undefined && hasEnded()) throw new Error(`The run ended before ${what}:\n${run}`);
      return found;
    });

  const run: Run = {
    arn,
    name,
    get status() {
      return record.execution.status;
    },
    get output() {
      return parsed(record.execution.output);
    },
    get error() {
      return record.execution.error;
    },
    get cause() {
      return record.execution.cause;
    },
    async settled() {
      await record.when(() => (hasEnded() ? true : undefined));
      await findReasons();
      return run;
    },
    until(wanted) {
      if (typeof wanted === 'function') return before('the test was true', () => (wanted(run) ? run : undefined));
      const entered = () => record.history.some((event) => event.stateEnteredEventDetails?.name === wanted);
      return before(`it entered '${wanted}'`, () => (entered() ? run : undefined));
    },
    history: () => record.history.map((event) => ({ ...event, timestamp: new Date(event.timestamp) })),
    visits: (state) =>
      visitsOf(record.history)
        .filter((visit) => state === undefined || visit.state === state)
        .map(shown),
    async token(state) {
      const attempt = await before(`'${state}' waited for a token`, () =>
        Object.values(record.execution.frames)
          .map((frame) => openAttempt(frame, state))
          .find((open) => open !== undefined),
      );
      return createToken(attempt, call);
    },
    async skip(duration) {
      await skip({
        executionArn: arn,
        ...(duration === undefined ? { until: 'next' } : { seconds: millisOf(duration) / 1_000 }),
      });
      return run;
    },
    async stop(o = {}) {
      await call('StopExecution', { executionArn: arn, ...o });
      return run;
    },
    async redrive() {
      await call('RedriveExecution', { executionArn: arn });
      return run;
    },
    bundle: () => exportBundle(arn),
    toString: () => runPicture({ ...record.execution, history: record.history, reasons }),
  };
  histories.set(run, () => record.history);
  return run;
}

/** The text that an execution runs. An EXPRESS one is not asked for its own: what it ran is what its state machine has, unless that was changed since. */
async function definitionOf({ arn, type, stateMachineArn }: Execution, call: CallAws): Promise<string> {
  const answer = await (type === 'EXPRESS'
    ? call('DescribeStateMachine', { stateMachineArn })
    : call('DescribeStateMachineForExecution', { executionArn: arn }));
  return textIn(answer, 'definition');
}

/** The attempt at that state that somebody with its token may report on: called out for, and accepted where it is to wait for that. */
function openAttempt({ state, visit }: Frame, wanted: string): TaskAttempt | undefined {
  const doing = visit?.doing;
  if (state !== wanted || doing?.kind !== 'task' || doing.later !== undefined) return undefined;
  const isOpen = doing.phase === 'submitted' || (doing.phase === 'calling' && !doing.resource.endsWith('.waitForTaskToken'));
  return isOpen ? doing : undefined;
}

const shown = ({ state, type, input, output, enteredAt, exitedAt, retries, failures }: StateVisit): Visit => ({
  state,
  type,
  input: parsed(input),
  output: parsed(output),
  enteredAt: new Date(enteredAt),
  exitedAt: exitedAt === undefined ? undefined : new Date(exitedAt),
  retries,
  errors: failures.map(({ error, cause }) => ({ error, cause })),
});

const parsed = (text: string | undefined): unknown => (text === undefined ? undefined : readPlain(text));
