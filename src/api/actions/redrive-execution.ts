import type { Execution, RedriveToken } from '#interpreter/continuation/execution.ts';
import type { ActionContext } from '../action.ts';
import { SfnError } from '../errors.ts';
import { loadExecution } from '../execution.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { whyNotRedrivable } from '../redrivability.ts';

/**
 * RedriveExecution: goes on with a failed, aborted or timed out execution where it stopped.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'; `InvalidArn`: Invalid Arn: 'Resource type not valid in this
 *    context: express'
 * 2. that the execution exists — `ExecutionDoesNotExist`: Execution Does Not Exist: '<arn>'
 * 3. whether one of the last 10 client tokens of the last 15 minutes asks again: it gets the same answer (API reference)
 * 4. that it can be redriven — `ExecutionNotRedrivable`; the reasons are those of redriveStatusReason, such as Execution is
 *    SUCCEEDED and cannot be redriven. What a Map Run has started is redriven with it, and not by itself (API reference,
 *    REDRIVABLE_BY_MAP_RUN; the text is inferred)
 */
export const input = {
  executionArn: { type: 'string', required: true, min: 1, max: 256 },
  clientToken: { type: 'string', min: 1, max: 64, pattern: '[!-~]+' },
} as const satisfies InputTable;

/** AWS: how long a client token is good for — API reference. */
const TOKEN_MILLIS = 15 * 60_000;

/** Redrives an execution. */
export async function run(given: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const { executionArn, clientToken = context.uuid() } = given;
  const execution = await loadExecution(context, executionArn);
  const before = redriveBy(clientToken, execution, context);
  if (before) return { redriveDate: new Date(before.time) };

  const reason = await whyNotRedrivable(execution, context);
  if (reason !== undefined) throw notRedrivable(reason);
  if (execution.parent) throw notRedrivable('Execution was started by a Map Run and is redriven with it');
  const after = await context.runtime.deliver(executionArn, { kind: 'redriven', clientToken });
  const redriven = after && redriveBy(clientToken, after, context);
  // Somebody else was quicker: it runs.
  if (!redriven) throw notRedrivable(`Execution is ${after?.status ?? 'RUNNING'} and cannot be redriven`);
  return { redriveDate: new Date(redriven.time) };
}

/** The redrive that was asked for with this token. */
function redriveBy(
  clientToken: string,
  { redriveTokens = [], skippedMillis }: Execution,
  { now }: ActionContext,
): RedriveToken | undefined {
  const since = now() + skippedMillis - TOKEN_MILLIS;
  return redriveTokens.find((token) => token.clientToken === clientToken && token.time >= since);
}

const notRedrivable = (reason: string): SfnError => new SfnError('ExecutionNotRedrivable', reason);
