import { formatArn } from '#arn';
import type { Patience } from '#asl/budget.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Failure } from '#interpreter/continuation/failure.ts';
import type { JsonText } from '#interpreter/continuation/json-text.ts';
import { newExecution } from '#interpreter/continuation/new-execution.ts';
import { mapOnTrial } from '#interpreter/try-map.ts';
import {
  attempt,
  beginTrial,
  enter,
  fail,
  type InspectionStage,
  report,
  standingOf,
  succeed,
  type Trial,
  wakeUp,
} from '#interpreter/try-state.ts';
import type { ActionContext } from '../action.ts';
import type { Called } from '../aside.ts';
import { SfnError } from '../errors.ts';
import type { CallFacts } from './call-task.ts';
import type { Mock } from './check-mock.ts';
import { defaultContext } from './default-context.ts';
import { createHttpTrace, type HttpTrace } from './http-trace.ts';
import { createInspection, type Inspection } from './inspection.ts';
import { enterMap, type MapFacts } from './map-input.ts';
import { readMockContext } from './mock-context.ts';
import type { TestedState } from './tested-state.ts';

/** AWS: a test may take up to five minutes — API reference, TestState. */
const MAX_TEST_MILLIS = 300_000;

/** What a state is tested with; texts are JSON texts. */
export interface Test extends TestedState {
  readonly input: JsonText;
  readonly variables: Readonly<Record<string, JsonText>>;
  readonly roleArn: string | undefined;
  readonly mock: Mock | undefined;
  readonly mockContext: string | undefined;
  readonly retryCount: number;
  readonly mapIterationFailureCount: number;
  readonly mapItemReaderData: string | undefined;
  /** Whether the exchange of an HTTP task is shown, and how. */
  readonly tracing: { readonly revealSecrets: boolean } | undefined;
}

/** A trial that is over. */
export interface Tried {
  readonly trial: Trial;
  readonly inspection: Inspection;
  /** What Retry and Catch were asked about. */
  readonly failure?: Failure;
}

/** What a test needs from outside. */
export interface TestContext extends Pick<ActionContext, 'caller' | 'now' | 'uuid' | 'remainingMillis'> {
  /** Makes the state's call, which may take so many milliseconds. */
  readonly call: (millis: number, call: CallFacts) => Promise<Called['result']>;
  readonly patience: Patience;
}

/** Runs a state alone, to its end or to its retry. Throws ValidationException for a context object that it cannot have. */
export async function tryAlone(test: Test, context: TestContext): Promise<Tried> {
  const { machine, state, input, mockContext, retryCount } = test;
  const execution = executionOf(test, context);
  const inspection = createInspection(state, input);
  const failures: Failure[] = [];
  const probe = {
    context:
      mockContext === undefined
        ? defaultContext(execution, state, retryCount, context.uuid)
        : readMockContext(mockContext, state),
    contextText: mockContext,
    // What a Catch makes of the error is the output alone, no stage of the state's own data flow (inferred).
    inspect: (stage: InspectionStage, text: JsonText) => failures.length === 0 && inspection.inspect(stage, text),
    failed: (failure: Failure) => void failures.push(failure),
  };
  const moment = { now: execution.startTime, seed: context.uuid(), leaseMillis: MAX_TEST_MILLIS };
  const trial = beginTrial(machine, execution, moment, probe, { retryCount, patience: context.patience });
  if (state.type === 'Map') runMap(trial, test, inspection);
  else await runOther(trial, test, inspection, context);
  const [failure] = failures;
  return { trial, inspection, ...(failure ? { failure } : {}) };
}

function executionOf({ machine, input, roleArn = '', variables }: Test, { caller, now, uuid }: TestContext): Execution {
  const name = uuid();
  const stateMachineArn = formatArn({ kind: 'stateMachine', ...caller, machine: uuid() });
  // AWS: the ARN of a test's execution is that of an express one without its last part — state_configuration.test_map_state_failure_count.
  const arn = `${stateMachineArn.replace(':stateMachine:', ':express:')}:${name}`;
  const seed = { arn, name, type: 'EXPRESS', stateMachineArn, revisionId: '', roleArn, input, startTime: now() } as const;
  const execution = newExecution(machine, seed);
  return { ...execution, frames: { 0: { id: 0, index: 0, state: machine.startAt, input, lastEventId: 0, variables } } };
}

async function runOther(trial: Trial, { mock, tracing }: Test, inspection: Inspection, context: TestContext): Promise<void> {
  enter(trial);
  const standing = standingOf(trial);
  if (standing.kind === 'waits') {
    // Waiting teaches nothing: the state goes on at once, unless the wait is longer than a test may take.
    if (standing.until - trial.run.moment.now > MAX_TEST_MILLIS) fail(trial, { error: 'States.Timeout' });
    else wakeUp(trial);
  } else if (standing.kind === 'works') {
    const trace = tracing && createHttpTrace(tracing.revealSecrets, inspection);
    const outcome = mock ? outcomeOf(mock) : await call(trial, trace, context);
    if (trial.state.type === 'Task') report(trial, outcome);
    else if ('output' in outcome) succeed(trial, outcome.output);
    else fail(trial, outcome);
  }
}

async function call(
  trial: Trial,
  trace: HttpTrace | undefined,
  { call: make, remainingMillis }: TestContext,
): Promise<Called['result']> {
  const { run } = trial;
  const standing = standingOf(trial);
  if (standing.kind !== 'works' || !standing.call) throw new Error(`a ${trial.state.type} state is not tested without a mock`);
  const { resource, parameters, roleArn, token, state, invocation, timeoutAt = Infinity } = standing.call;
  const { stateMachineArn, arn: executionArn } = run.execution;
  const role = roleArn === undefined ? {} : { roleArn };
  const millis = Math.min(MAX_TEST_MILLIS, timeoutAt - run.moment.now, remainingMillis());
  return await make(millis, {
    resource,
    parameters,
    token,
    state,
    invocation,
    stateMachineArn,
    executionArn,
    ...role,
    ...(trace === undefined ? {} : { trace }),
  });
}

function runMap(
  trial: Trial,
  { state, fields, mock, mapItemReaderData: readerData, mapIterationFailureCount }: Test,
  inspection: Inspection,
): void {
  if (state.type !== 'Map' || !mock) throw new Error('a Map state is not tested without a mock');
  attempt(trial, () => {
    const facts = enterMap(
      { map: mapOnTrial(trial, state), state, fields, ...(readerData === undefined ? {} : { readerData }) },
      inspection,
    );
    const { total = Infinity } = facts;
    // AWS: refused — measured by others; the text is (inferred).
    if (mapIterationFailureCount > total)
      throw new SfnError('ValidationException', `MapIterationFailureCount must not exceed the number of items: ${total}`);
    const outcome = outcomeOf(mock);
    if (!('output' in outcome)) fail(trial, outcome);
    else if (exceedsTolerance(facts, mapIterationFailureCount)) fail(trial, THRESHOLD_EXCEEDED);
    else succeed(trial, outcome.output);
  });
}

/** AWS: a Map that says nothing of tolerated failures tolerates all that a test tells of — test_map_state_failure_count[TRACE-BASE_MAP_STATE]. */
function exceedsTolerance(
  { total = 0, toleratedFailureCount = Infinity, toleratedFailurePercentage = 100 }: MapFacts,
  failures: number,
): boolean {
  return failures > toleratedFailureCount || (failures / total) * 100 > toleratedFailurePercentage;
}

const THRESHOLD_EXCEEDED: Failure = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

const outcomeOf = ({ result = 'null', errorOutput }: Mock): { readonly output: JsonText } | Failure =>
  errorOutput ?? { output: result };
