import { contextOf, sdkRefusal } from './aws-sdk.ts';
import type { JobOutcome, RunningJob, TaskCall, TaskOutcome } from './integration.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import type { Extension, Job, OptimisedAction, OptimisedService } from './optimised-service.ts';
import type { FindOperation } from './sdk-client.ts';
import { readSdkInput } from './sdk-input.ts';
import { sdkMetadata } from './sdk-metadata.ts';
import { capitalized } from './sdk-names.ts';
import { millisTimestamp, writeSdkOutput } from './sdk-output.ts';
import type { Shape } from './sdk-schema.ts';
import type { ServiceIntegration } from './service-integration.ts';
import type { TaskResource } from './task-resource.ts';

// AWS: recorded with sqs:sendMessage, sns:publish and states:startExecution. The order tells which comes first where two share a bucket.
const HEADERS = ['x-amzn-RequestId', 'connection', 'Content-Length', 'Date', 'Content-Type'];
const FIRST_CHECK_MILLIS = 1000;
const SLOWEST_CHECK_MILLIS = 10_000;
const MAX_FAILED_CHECKS = 5;

/** What is remembered of a job: a RunningJob's state, parsed. */
interface JobMemory {
  readonly check: JsonObject;
  readonly stop: JsonObject | undefined;
  readonly started: JsonObject;
  readonly checks: number;
  readonly failedChecks: number;
}

/** A call of a service's API. */
interface Question {
  readonly action: string;
  /** A JSON text in the task's spelling. */
  readonly parameters: string;
  readonly packageName?: string | undefined;
  readonly withMetadata?: boolean;
  readonly extension?: Extension | undefined;
}

type Answer =
  | { readonly kind: 'answer'; readonly answer: JsonObject }
  | { readonly kind: 'outcome'; readonly outcome: TaskOutcome };

/** Makes the integration of a service that its description is enough for. */
export function createOptimised(find: FindOperation, description: OptimisedService): ServiceIntegration {
  const { service, actions } = description;
  const actionOf = (task: TaskResource): OptimisedAction | undefined =>
    task.kind === 'service' && Object.hasOwn(actions, task.action) ? actions[task.action] : undefined;
  const jobOf = (task: TaskResource): Job => {
    const job = actionOf(task)?.job;
    if (job === undefined) throw new Error(`${service} has no such job`);
    return job;
  };

  /** Calls an action of the service's API with parameters in the task's spelling. */
  async function ask(
    call: TaskCall,
    { action, parameters, packageName = description.package, withMetadata = false, extension }: Question,
  ): Promise<Answer> {
    const operation = await find(packageName, action);
    const fail = (cause: string): Answer => ({ kind: 'outcome', outcome: { kind: 'failed', error: 'States.Runtime', cause } });
    if (operation.kind === 'missing') return fail(operation.cause);
    const read = readSdkInput(parameters, extended(operation.input, extension), capitalized);
    if (read.kind === 'wrong') return fail(read.cause);
    const { input } = read;
    const result = await (extension ? extension.send({ input, operation, call, find }) : operation.send(input, contextOf(call)));
    if (result.kind === 'failed') return { kind: 'outcome', outcome: result };
    if (result.kind === 'error') return { kind: 'outcome', outcome: sdkRefusal(result, operation, description.names) };
    const { emptyLists = false } = description;
    const written = await writeSdkOutput(result.output, operation.output, {
      spelling: capitalized,
      timestamp: millisTimestamp,
      emptyLists,
    });
    const metadata = withMetadata ? sdkMetadata(result.http, result.requestId, description.headers ?? HEADERS) : {};
    return { kind: 'answer', answer: sorted({ ...(isObject(written) ? written : {}), ...metadata }) };
  }

  return {
    known: Object.entries(actions).flatMap(([action, { suffixes = [] }]) =>
      ['', ...suffixes].map((suffix) => `${service}:${action}${suffix}`),
    ),
    knows: (task) =>
      task.kind === 'service' &&
      (task.suffix === '' ? actionOf(task) !== undefined : (actionOf(task)?.suffixes ?? []).includes(task.suffix)),

    async call(call, task) {
      const action = actionOf(task);
      if (action === undefined || task.kind !== 'service') throw new Error(`${service} does not know ${call.resource}`);
      const given = parsed(call.parameters);
      const parameters = action.parameters === undefined ? call.parameters : JSON.stringify(action.parameters(given, call));
      const asked = await ask(call, {
        action: action.action ?? task.action,
        parameters,
        packageName: action.package,
        withMetadata: action.withoutMetadata !== true,
        extension: action.extension,
      });
      if (asked.kind === 'outcome') return asked.outcome;
      const failure = action.failureIn?.(asked.answer, task.suffix);
      if (failure !== undefined) return { kind: 'failed', ...failure };
      const result = action.result === undefined ? asked.answer : sorted(action.result(asked.answer, given));
      const output = JSON.stringify(result);
      if (task.suffix === '') return { kind: 'succeeded', output };
      if (action.job === undefined || task.suffix === '.waitForTaskToken') return { kind: 'submitted', output };
      return { kind: 'submitted', output, job: begin(action.job, result, given) };
    },

    async check(call, task, state) {
      const job = jobOf(task);
      const memory = readMemory(state);
      const asked = await ask(call, { action: job.check, parameters: JSON.stringify(memory.check) });
      if (asked.kind === 'outcome') return afterFailedCheck(job, memory, asked.outcome);
      const phase = job.phase(asked.answer);
      if (phase === 'running') return { kind: 'running', job: later({ ...memory, failedChecks: 0 }) };
      const result = JSON.stringify(job.result === undefined ? asked.answer : job.result(asked.answer, memory.started));
      // AWS: a job that fails is States.TaskFailed with the job's description as the cause — recorded in
      // callback.test_start_execution_sync_delegate_failure.
      return phase === 'succeeded'
        ? { kind: 'succeeded', output: result }
        : { kind: 'failed', error: 'States.TaskFailed', cause: result };
    },

    async stop(call, task, state) {
      const { stop } = readMemory(state);
      const action = jobOf(task).stop;
      if (action === undefined || stop === undefined) return undefined;
      const asked = await ask(call, { action, parameters: JSON.stringify(stop) });
      return asked.kind === 'outcome' && asked.outcome.kind === 'failed'
        ? `${asked.outcome.error}: ${asked.outcome.cause}`
        : undefined;
    },
  };
}

const extended = (shape: Shape, extension: Extension | undefined): Shape =>
  extension && shape.kind === 'structure'
    ? { kind: 'structure', members: new Map([...shape.members, ...extension.members]) }
    : shape;

function begin(job: Job, started: JsonObject, given: JsonObject): RunningJob {
  const { SdkHttpMetadata: _, SdkResponseMetadata: __, ...answer } = started;
  return later({
    check: job.checkParameters(answer, given),
    stop: job.stop === undefined ? undefined : (job.stopParameters ?? job.checkParameters)(answer, given),
    started: answer,
    checks: 0,
    failedChecks: 0,
  });
}

/** The service may be out of breath: a few checks may fail in a row before the task does. */
function afterFailedCheck(job: Job, memory: JobMemory, outcome: TaskOutcome): JobOutcome {
  if (outcome.kind !== 'failed') throw new Error('only a failure ends a check early');
  if (job.goneError !== undefined && outcome.error === job.goneError) {
    return { kind: 'succeeded', output: JSON.stringify(memory.started) };
  }
  const failedChecks = memory.failedChecks + 1;
  if (failedChecks >= MAX_FAILED_CHECKS || outcome.error === 'States.Runtime') return outcome;
  return { kind: 'running', job: later({ ...memory, failedChecks }) };
}

/** The longer a job runs, the less often it is looked at. */
const later = (memory: JobMemory): RunningJob => ({
  state: JSON.stringify({ ...memory, checks: memory.checks + 1 }),
  checkAfterMillis: Math.min(FIRST_CHECK_MILLIS * 1.25 ** memory.checks, SLOWEST_CHECK_MILLIS),
});

function readMemory(state: string): JobMemory {
  const memory = parsed(state);
  const { check, stop, started, checks, failedChecks } = memory;
  if (!isObject(check) || !isObject(started) || typeof checks !== 'number' || typeof failedChecks !== 'number')
    throw new Error(`no job's state: ${state}`);
  return { check, stop: isObject(stop) ? stop : undefined, started, checks, failedChecks };
}

const parsed = (text: string): JsonObject => {
  const value = parseJson(text);
  return isObject(value) ? value : {};
};

const sorted = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
