import { writeJson } from '#json/write-json.ts';
import type { CallSelf } from '../call-self.ts';
import type { JobOutcome, RunningJob, TaskCall, TaskOutcome } from '../integration.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import type { FailureNames } from '../sdk/sdk-failure.ts';
import { readSdkInput } from '../sdk/sdk-input.ts';
import { sdkMetadata } from '../sdk/sdk-metadata.ts';
import { capitalized } from '../sdk/sdk-names.ts';
import { isoTimestamp, millisTimestamp } from '../sdk/sdk-output.ts';
import type { Shape } from '../sdk/sdk-schema.ts';
import type { ServiceIntegration } from '../service-integration.ts';
import type { TaskResource } from '../task-resource.ts';
import { askStates, attemptOf, httpAnswerWith, inApiSpelling, inTaskSpelling } from './states-api.ts';

const NAMES: FailureNames = {
  client: 'first',
  prefix: 'StepFunctions',
  service: 'AWSStepFunctions',
  unmodelled: 'AWSStepFunctionsException',
};
// AWS: recorded in sfn_task_service.test_start_execution_input_json.
const HEADERS = ['x-amzn-RequestId', 'connection', 'Content-Length', 'Date', 'Content-Type'];
const CHECK_MILLIS = 1000;
const TEXT = (): Shape => ({ kind: 'string' });
const START_EXECUTION: Shape = {
  kind: 'structure',
  members: new Map([
    ['stateMachineArn', TEXT],
    ['name', TEXT],
    ['input', TEXT],
    ['traceHeader', TEXT],
  ]),
};

/**
 * Starts executions in this same fake, and waits for them where it is asked to: `.sync` answers their output as a text, `.sync:2` as JSON.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
export function createStates(callSelf: CallSelf): ServiceIntegration {
  const suffixes = ['', '.sync', '.sync:2', '.waitForTaskToken'];
  return {
    known: suffixes.map((suffix) => `states:startExecution${suffix}`),
    knows: (task) => task.kind === 'service' && task.action === 'startExecution',
    call: (call, task) => startExecution(callSelf, call, task),

    async check(call, task, state): Promise<JobOutcome> {
      const input = { executionArn: executionOf(state) };
      const asked = await askStates(callSelf, call, { action: 'DescribeExecution', input, names: NAMES });
      if (asked.kind === 'failed') return asked;
      const described = inTaskSpelling(asked.answer, millisTimestamp);
      const status = isObject(described) ? described['Status'] : undefined;
      if (!isObject(described) || status === 'RUNNING' || status === 'PENDING_REDRIVE')
        return { kind: 'running', job: watching(input.executionArn) };
      const result = writeJson(task.kind === 'service' && task.suffix === '.sync:2' ? withParsedData(described) : described);
      // AWS: recorded in callback.test_start_execution_sync_delegate_failure; of executions that time out or are stopped inferred.
      return status === 'SUCCEEDED'
        ? { kind: 'succeeded', output: result }
        : { kind: 'failed', error: 'States.TaskFailed', cause: result };
    },

    async stop(call, _, state) {
      const input = { executionArn: executionOf(state) };
      const asked = await askStates(callSelf, call, { action: 'StopExecution', input, names: NAMES });
      return asked.kind === 'failed' ? `${asked.error}: ${asked.cause}` : undefined;
    },
  };
}

async function startExecution(callSelf: CallSelf, call: TaskCall, task: TaskResource): Promise<TaskOutcome> {
  const read = readSdkInput(call.parameters, START_EXECUTION, capitalized);
  if (read.kind === 'failed') return read;
  const suffix = task.kind === 'service' ? task.suffix : '';
  const waits = suffix.startsWith('.sync') ? ({ waitsFor: 'job' } as const) : { isAwaited: suffix !== '' };
  const input = { name: attemptOf(call), ...read.input };
  const asked = await askStates(callSelf, call, { action: 'StartExecution', input, names: NAMES, ...waits });
  if (asked.kind === 'failed') return asked;
  const { answer, requestId } = asked;
  const startDate = 'startDate' in answer && answer.startDate instanceof Date ? answer.startDate : new Date();
  const started = inTaskSpelling(answer, millisTimestamp);
  const members = {
    ...(isObject(started) ? started : {}),
    ...sdkMetadata(httpAnswerWith(answer, requestId, startDate), requestId, HEADERS),
  };
  const output = writeJson(Object.fromEntries(Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : 1))));
  if (suffix === '') return { kind: 'succeeded', output };
  if (suffix === '.waitForTaskToken') return { kind: 'submitted', output };
  const arn = isObject(started) ? started['ExecutionArn'] : undefined;
  if (typeof arn !== 'string') throw new Error('StartExecution answers without an ARN');
  return { kind: 'submitted', output, job: watching(arn) };
}

/** `aws-sdk:sfn:<action>`: any action of the API, on this same fake. */
export async function callSdkStates(callSelf: CallSelf, call: TaskCall, task: TaskResource): Promise<TaskOutcome> {
  if (task.kind !== 'service') throw new Error(`no AWS SDK integration: ${call.resource}`);
  const parameters = parseJson(call.parameters);
  const input = inApiSpelling(isObject(parameters) ? parameters : {});
  const waits = task.action === 'startSyncExecution' ? ({ waitsFor: 'answer' } as const) : {};
  const asked = await askStates(callSelf, call, {
    ...waits,
    action: capitalized(task.action),
    input: isObject(input) ? input : {},
    names: { client: 'second', prefix: 'Sfn' },
    isAwaited: task.suffix !== '' || task.action === 'startSyncExecution',
  });
  if (asked.kind === 'failed') return asked;
  const output = writeJson(inTaskSpelling(asked.answer, isoTimestamp));
  return { kind: task.suffix === '' ? 'succeeded' : 'submitted', output };
}

const watching = (executionArn: string): RunningJob => ({
  state: JSON.stringify({ executionArn }),
  checkAfterMillis: CHECK_MILLIS,
});

function executionOf(state: string): string {
  const memory = parseJson(state);
  const arn = isObject(memory) ? memory['executionArn'] : undefined;
  if (typeof arn !== 'string') throw new Error(`no state of a nested execution: ${state}`);
  return arn;
}

const withParsedData = (described: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(described).map(([name, value]) => [
      name,
      (name === 'Input' || name === 'Output') && typeof value === 'string' ? (parseJson(value) ?? value) : value,
    ]),
  );
