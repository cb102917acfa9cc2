import { writeJson } from '#json/write-json.ts';
import type { JobOutcome, RunningJob, TaskFailure } from '../integration.ts';
import { isObject, type JsonObject, parseJson, sortedByName } from '../json.ts';
import type { ServiceIntegration } from '../service-integration.ts';
import type { TaskResource } from '../task-resource.ts';
import type { Api, Ask } from './ask.ts';
import type { Job, OptimisedAction, OptimisedService } from './optimised-service.ts';

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

/** Makes the integration of a service that its description is enough for, given the APIs that it may ask. */
export function createOptimised({ service, actions }: OptimisedService, apis: Readonly<Record<Api, Ask>>): ServiceIntegration {
  const actionOf = (task: TaskResource): OptimisedAction | undefined =>
    task.kind === 'service' && Object.hasOwn(actions, task.action) ? actions[task.action] : undefined;
  const jobOf = (task: TaskResource): { job: Job; ask: Ask } => {
    const { job, api = 'sdk' } = actionOf(task) ?? {};
    if (job === undefined) throw new Error(`${service} has no such job`);
    return { job, ask: apis[api] };
  };

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
      const parameters = action.parameters === undefined ? call.parameters : writeJson(action.parameters(given, call));
      const asked = await apis[action.api ?? 'sdk'](call, {
        action: action.action ?? task.action,
        parameters,
        packageName: action.package,
        withMetadata: action.withoutMetadata !== true,
        extension: action.extension,
      });
      if (asked.kind === 'failed') return asked;
      const failure = action.failureIn?.(asked.answer, task.suffix);
      if (failure !== undefined) return { kind: 'failed', ...failure };
      const result = action.result === undefined ? asked.answer : sortedByName(action.result(asked.answer, given));
      const output = writeJson(result);
      if (task.suffix === '') return { kind: 'succeeded', output };
      if (action.job === undefined || task.suffix === '.waitForTaskToken') return { kind: 'submitted', output };
      return { kind: 'submitted', output, job: begin(action.job, result, given) };
    },

    async check(call, task, state) {
      const { job, ask } = jobOf(task);
      const memory = readMemory(state);
      const asked = await ask(call, { action: job.check, parameters: writeJson(memory.check) });
      if (asked.kind === 'failed') return afterFailedCheck(job, memory, asked);
      const phase = job.phase(asked.answer);
      if (phase === 'running') return { kind: 'running', job: later({ ...memory, failedChecks: 0 }) };
      const more = (action: string, parameters: JsonObject) => ask(call, { action, parameters: writeJson(parameters) });
      const ended = { given: parsed(call.parameters), ask: more };
      const result = writeJson(job.result === undefined ? asked.answer : await job.result(asked.answer, memory.started, ended));
      // AWS: a job that fails is States.TaskFailed with the job's description as the cause — recorded in
      // callback.test_start_execution_sync_delegate_failure.
      return phase === 'succeeded'
        ? { kind: 'succeeded', output: result }
        : { kind: 'failed', error: 'States.TaskFailed', cause: result };
    },

    async stop(call, task, state) {
      const { stop } = readMemory(state);
      const { job, ask } = jobOf(task);
      if (job.stop === undefined || stop === undefined) return undefined;
      const asked = await ask(call, { action: job.stop, parameters: writeJson(stop) });
      return asked.kind === 'failed' ? `${asked.error}: ${asked.cause}` : undefined;
    },
  };
}

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
function afterFailedCheck(job: Job, memory: JobMemory, failure: TaskFailure): JobOutcome {
  if (job.goneError !== undefined && failure.error === job.goneError) {
    return { kind: 'succeeded', output: writeJson(memory.started) };
  }
  const failedChecks = memory.failedChecks + 1;
  if (failedChecks >= MAX_FAILED_CHECKS || failure.error === 'States.Runtime') return failure;
  return { kind: 'running', job: later({ ...memory, failedChecks }) };
}

/** The longer a job runs, the less often it is looked at. */
const later = (memory: JobMemory): RunningJob => ({
  state: writeJson({ ...memory, checks: memory.checks + 1 }),
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
