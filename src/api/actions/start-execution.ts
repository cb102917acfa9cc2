import type { Execution } from '#interpreter/continuation/execution.ts';
import { VersionConflict } from '#storage/storage.ts';
import type { ActionContext } from '../action.ts';
import { SfnError } from '../errors.ts';
import { prepareStart, type Start } from '../execution-seed.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';

/**
 * StartExecution: starts an execution and does not wait for it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 *
 * Then AWS checks (the order of 2 and 3 is inferred)
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'; `InvalidArn`: Invalid Arn: 'Resource type not valid in this
 *    context: execution'; the ARN of a Distributed Map state is a `ValidationException` (API reference)
 * 2. the name — `InvalidName`: Invalid Name: 'a/b'
 * 3. the input — `InvalidExecutionInput`: Invalid State Machine Execution Input: '<the parser's complaint, without its
 *    position>'; for "" 'Invalid execution input.'. Any JSON value will do (invalid_start_execution_input)
 * 4. that the machine exists — `StateMachineDoesNotExist`: State Machine Does Not Exist: '<arn>' (invalid_start_execution_arn);
 *    one that is on its way out: `StateMachineDeleting`
 * 5. the test case behind a `#`, which only Step Functions Local knows, and that rules and test cases name states that there are —
 *    `ValidationException`
 * 6. STANDARD: the name. The same input answers the first start while that runs, else `ExecutionAlreadyExists`: Execution
 *    Already Exists: '<arn>' (start_execution_idempotent)
 */
export const input = {
  stateMachineArn: { type: 'string', required: true, min: 1, max: 256 },
  name: { type: 'string', min: 1, max: 80 },
  input: { type: 'string', maxBytes: 262144, sensitive: true },
  traceHeader: { type: 'string', min: 0, max: 256, pattern: '\\p{ASCII}*' },
} as const satisfies InputTable;

export async function run(given: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const start = await prepareStart(given, context);
  const { arn, startTime } = await retryOnConflict(() => startOnce(start, context));
  return { executionArn: arn, startDate: new Date(startTime) };
}

/** Starts the execution, or answers with the one that was started by the same call and still runs. */
async function startOnce({ seed, target }: Start, { runtime, storage, beginning }: ActionContext): Promise<Execution> {
  try {
    return await runtime.start(seed, target.revision.definition, beginning);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    const existing = (await storage.loadExecution(seed.arn))?.execution;
    // Somebody is just about to store the first of its kind: try again.
    if (existing === undefined) throw error;
    if (existing.status === 'RUNNING' && existing.input === seed.input) return existing;
    // A task's call that is made again after a crash: what it started the first time may have ended meanwhile.
    if (seed.startedBy && existing.startedBy?.attempt === seed.startedBy.attempt) return existing;
    throw new SfnError('ExecutionAlreadyExists', `Execution Already Exists: '${seed.arn}'`);
  }
}
