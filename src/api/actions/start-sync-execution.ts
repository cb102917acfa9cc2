import type { Execution } from '#interpreter/continuation/execution.ts';
import type { TimeLimit } from '#runtime/runtime.ts';
import type { ActionContext } from '../action.ts';
import { answerBy } from '../answer-by.ts';
import { showExecutionData } from '../execution.ts';
import { prepareStart } from '../execution-seed.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { typeNotSupported } from '../state-machine.ts';

/**
 * StartSyncExecution: runs an EXPRESS execution and answers with its result.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
 *
 * Then AWS checks (the order of 2 and 3 is inferred)
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. the name — `InvalidName`: Invalid Name: 'a/b'
 * 3. the input — `InvalidExecutionInput`, as StartExecution does
 * 4. that the machine exists — `StateMachineDoesNotExist`: State Machine Does Not Exist: '<arn>'
 * 5. the test case behind a `#`, as StartExecution does
 * 6. the type — `StateMachineTypeNotSupported`: This operation is not supported by this type of state machine
 *    (start_sync_execution)
 */
export const input = {
  stateMachineArn: { type: 'string', required: true, min: 1, max: 256 },
  name: { type: 'string', min: 1, max: 80 },
  input: { type: 'string', maxBytes: 262144, sensitive: true },
  traceHeader: { type: 'string', min: 0, max: 256, pattern: '\\p{ASCII}*' },
  includedData: { type: 'string', enum: ['ALL_DATA', 'METADATA_ONLY'] },
} as const satisfies InputTable;

/** Milliseconds that AWS rounds a duration up to. */
const BILLING_STEP_MILLIS = 100;

/** AWS bills memory in steps of 64 MB; no execution that was recorded took more than one. */
const BILLED_MEMORY_MB = 64;

export async function run(given: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const { seed, target } = await prepareStart(given, context);
  if (target.machine.type !== 'EXPRESS') throw typeNotSupported();
  const { definition } = target.revision;
  const execution = await context.runtime.runToEnd(seed, definition, timeLimit(context), context.beginning);
  const { arn, stateMachineArn, name, status, startTime, stopTime = startTime, traceHeader } = execution;
  return {
    executionArn: arn,
    stateMachineArn,
    name,
    startDate: new Date(startTime),
    stopDate: new Date(stopTime),
    status,
    traceHeader,
    billingDetails: { billedMemoryUsedInMB: BILLED_MEMORY_MB, billedDurationInMilliseconds: billedMillis(execution) },
    ...showExecutionData(execution, given.includedData),
    // AWS: there whether it has succeeded or not — measured by others.
    outputDetails: { included: given.includedData !== 'METADATA_ONLY' },
  };
}

/** AWS answers within five minutes whatever it runs on; here a Lambda invocation may have less, and what it leaves undone is gone. */
function timeLimit(context: ActionContext): TimeLimit | undefined {
  const until = answerBy(context);
  if (until === Number.POSITIVE_INFINITY) return undefined;
  const cause = `fake-sfn had ${Math.round((until - context.clockNow()) / 1000)} seconds left to run this execution: give its Lambda function a longer timeout.`;
  return { until, cause };
}

function billedMillis({ startTime, stopTime = startTime }: Execution): number {
  return Math.max(1, Math.ceil((stopTime - startTime) / BILLING_STEP_MILLIS)) * BILLING_STEP_MILLIS;
}
