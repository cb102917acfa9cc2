import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { JsonObject } from '#json/json.ts';
import { answerOf, arbitraryScenario, SCENARIO_INPUT } from '#test/support/arbitrary-definition.ts';
import { runMachine } from '#test/support/run-machine.ts';

// Which events follow on which, in one line of control. Random executions take every one of these transitions, and no other.

/** What becomes of a failure: the state is left by a Catch, or the line ends and the state around hears of it. */
const FAILURE = (state: string) => [
  `${state}StateExited`,
  'MapIterationFailed',
  'MapStateStarted',
  'MapStateFailed',
  ...PARALLEL_FAILURE,
];
const PARALLEL_FAILURE = ['ParallelStateStarted', 'ParallelStateFailed', 'ExecutionFailed'];

/** What tells of a failure, the last event of a line that fails. */
const FAILURES = /^(FailStateEntered|(Task|LambdaFunction|Activity)\w*(Failed|TimedOut)|(Parallel|Map)StateFailed)$/;

const STATES = ['Pass', 'Wait', 'Choice', 'Succeed', 'Fail', 'Task', 'Parallel', 'Map'];
const ENTERED = STATES.map((type) => `${type}StateEntered`);

const TRANSITIONS: Readonly<Record<string, readonly string[]>> = {
  nothing: ['ExecutionStarted', 'PassStateEntered', 'ExecutionAborted', 'ExecutionTimedOut'],
  // Nothing follows on these.
  'a line’s failure': ['TaskStateAborted', 'WaitStateAborted', 'ParallelStateAborted', 'MapStateAborted', 'MapIterationAborted'],
  PassStateEntered: ['PassStateExited'],
  WaitStateEntered: ['WaitStateExited'],
  ChoiceStateEntered: ['ChoiceStateExited'],
  SucceedStateEntered: ['SucceedStateExited'],
  FailStateEntered: FAILURE('Fail').slice(1),
  // Left: for another state, or at the end of the line.
  'a state’s end': [
    ...ENTERED,
    ...['ExecutionSucceeded', 'ParallelStateSucceeded', 'ParallelStateExited', 'MapIterationSucceeded', 'MapIterationStarted'],
  ],

  TaskStateEntered: ['TaskScheduled', 'LambdaFunctionScheduled', 'ActivityScheduled'],
  TaskScheduled: ['TaskStarted'],
  TaskStarted: ['TaskSubmitted', 'TaskSubmitFailed', 'TaskSucceeded', 'TaskFailed', 'TaskTimedOut'],
  TaskSubmitFailed: ['TaskScheduled', ...FAILURE('Task')],
  TaskSubmitted: ['TaskSucceeded', 'TaskFailed', 'TaskTimedOut'],
  TaskSucceeded: ['TaskStateExited'],
  TaskFailed: ['TaskScheduled', ...FAILURE('Task')],
  TaskTimedOut: ['TaskScheduled', ...FAILURE('Task')],
  LambdaFunctionScheduled: ['LambdaFunctionStarted'],
  LambdaFunctionStarted: ['LambdaFunctionSucceeded', 'LambdaFunctionFailed', 'LambdaFunctionTimedOut'],
  LambdaFunctionSucceeded: ['TaskStateExited'],
  LambdaFunctionFailed: ['LambdaFunctionScheduled', ...FAILURE('Task')],
  LambdaFunctionTimedOut: ['LambdaFunctionScheduled', ...FAILURE('Task')],
  ActivityScheduled: ['ActivityStarted'],
  ActivityStarted: ['ActivitySucceeded', 'ActivityFailed', 'ActivityTimedOut'],
  ActivitySucceeded: ['TaskStateExited'],
  ActivityFailed: ['ActivityScheduled', ...FAILURE('Task')],
  ActivityTimedOut: ['ActivityScheduled', ...FAILURE('Task')],

  ParallelStateEntered: ['ParallelStateStarted'],
  ParallelStateStarted: ENTERED,
  ParallelStateFailed: FAILURE('Parallel'),
  MapStateEntered: ['MapStateStarted'],
  MapStateStarted: ['MapIterationStarted', 'MapStateSucceeded', 'MapStateExited'],
  MapIterationStarted: ENTERED,
  // The last iteration's: what is not last is followed by nothing.
  MapIterationSucceeded: ['MapStateSucceeded', 'MapStateExited'],
  MapStateFailed: FAILURE('Map'),
};

function transitionsOf(history: readonly HistoryEvent[]): string[] {
  const types = new Map(history.map(({ id, type }) => [id, type]));
  return history.map(({ previousEventId, type }) => {
    const before = types.get(previousEventId) ?? 'nothing';
    if (FAILURES.test(before) && type.endsWith('Aborted')) return `a line’s failure → ${type}`;
    return `${before.endsWith('StateExited') ? 'a state’s end' : before} → ${type}`;
  });
}

const BATCH_RUNS = 500;
const MIN_BATCHES = 8;
/** Enough for the rarest transition, however the scenarios change. */
const MAX_BATCHES = 60;

test('random executions take every transition there is, and no other', () => {
  const scenarios = fc.tuple(
    arbitraryScenario({ races: true }),
    fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined, freq: 9 }),
  );
  const all = Object.entries(TRANSITIONS).flatMap(([before, after]) => after.map((type) => `${before} → ${type}`));
  const taken = new Set<string>();
  for (let batch = 0; batch < MIN_BATCHES || (taken.size < all.length && batch < MAX_BATCHES); batch++) {
    for (const [scenario, after] of fc.sample(scenarios, { seed: batch, numRuns: BATCH_RUNS })) {
      const happenings = after === undefined ? [] : [{ after, event: { kind: 'aborted' as const } }];
      const definition: JsonObject = scenario.definition;
      const { history } = runMachine(definition, SCENARIO_INPUT, { answer: answerOf(scenario), happenings });
      for (const transition of transitionsOf(history)) taken.add(transition);
    }
  }
  expect([...taken].sort()).toEqual(all.sort());
});
