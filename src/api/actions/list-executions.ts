import { formatArn } from '#arn';
import type { Execution } from '#interpreter/execution.ts';
import type { Page } from '#storage/storage.ts';
import type { ActionContext } from '../action.ts';
import { requireArn } from '../arns.ts';
import { SfnError } from '../errors.ts';
import { showExecutionListItem } from '../execution.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { readPage } from '../page.ts';
import { resourceNotFound } from '../resource-not-found.ts';
import { loadStateMachine, requireStateMachineArn, stateMachineDoesNotExist, typeNotSupported } from '../state-machine.ts';
import { findAlias, findVersion } from '../version.ts';

/**
 * ListExecutions: lists the executions of a state machine, a version, an alias or a Map Run, newest first.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 *
 * Then AWS checks
 * 1. that there is either a stateMachineArn or a mapRunArn, not both — `ValidationException` (API reference; text not recorded)
 * 2. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x' (list_execution_invalid_arn)
 * 3. that it exists — `StateMachineDoesNotExist`: State Machine Does Not Exist: '<arn>' (list_execution_no_such_state_machine);
 *    a Map Run: `ResourceNotFound`
 * 4. the type — `StateMachineTypeNotSupported`: This operation is not supported by this type of state machine
 *    (start_async_describe_history_execution)
 * 5. the token — `InvalidToken`
 * AWS prints the values of statusFilter in the order below (state_machine_status_filter). Its token may be 3,096 characters
 * long, others 1,024 (list_executions_versions_pagination).
 */
export const input = {
  stateMachineArn: { type: 'string', min: 1, max: 256 },
  statusFilter: { type: 'string', enum: ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'] },
  maxResults: { type: 'integer', min: 0, max: 1000 },
  nextToken: { type: 'string', min: 1, max: 3096 },
  mapRunArn: { type: 'string', min: 1, max: 2000 },
  redriveFilter: { type: 'string', enum: ['REDRIVEN', 'NOT_REDRIVEN'] },
} as const satisfies InputTable;

export async function run(given: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const list = await listOf(given, context);
  const read = (page: PageRequest) => readExecutions(list, given, page, context);
  const { items, nextToken } = await readPage(context, 'ListExecutions', given, read);
  return { executions: items.map(showExecutionListItem), nextToken };
}

interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}

/** The list that is asked for: lists are named by the ARN of a state machine, a version, an alias or a Map Run. */
async function listOf({ stateMachineArn, mapRunArn }: InputOf<typeof input>, context: ActionContext): Promise<string> {
  if (stateMachineArn !== undefined && mapRunArn === undefined) return stateMachineListOf(stateMachineArn, context);
  if (mapRunArn === undefined || stateMachineArn !== undefined) {
    const message = 'Must specify exactly one of stateMachineArn and mapRunArn';
    throw new SfnError('ValidationException', message, { reason: 'MISSING_REQUIRED_PARAMETER' });
  }
  requireArn(mapRunArn, 'mapRun');
  // A Map Run is known by its children, or by what is stored about it.
  const { items } = await context.storage.listExecutions(mapRunArn, { limit: 1 });
  if (items.length > 0 || (await context.storage.loadResource(mapRunArn))) return mapRunArn;
  throw resourceNotFound(mapRunArn);
}

async function stateMachineListOf(arn: string, context: ActionContext): Promise<string> {
  const parsed = requireStateMachineArn(arn);
  const { machine } = await loadStateMachine(context, formatArn({ ...parsed, kind: 'stateMachine' }));
  if (parsed.kind === 'version' && !(await findVersion(context, arn))) throw stateMachineDoesNotExist(arn);
  if (parsed.kind === 'alias' && !(await findAlias(context, arn))) throw stateMachineDoesNotExist(arn);
  if (machine.type !== 'STANDARD') throw typeNotSupported();
  return arn;
}

/** How many executions are looked at for one page that is filtered by redrives: no index knows them, so such a page may be short. */
const MAX_LOOKED_AT = 10_000;

async function readExecutions(
  list: string,
  { statusFilter, redriveFilter }: InputOf<typeof input>,
  { after, limit }: PageRequest,
  { storage }: ActionContext,
): Promise<Page<Execution>> {
  const status = statusFilter === undefined ? {} : { status: statusFilter };
  if (redriveFilter === undefined)
    return storage.listExecutions(list, { ...status, ...(after === undefined ? {} : { after }), limit });
  const items: Execution[] = [];
  let position: Pick<PageRequest, 'after'> = after === undefined ? {} : { after };
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT && items.length < limit; ) {
    const page = await storage.listExecutions(list, { ...status, ...position, limit: limit - items.length });
    items.push(...page.items.filter(({ redriveCount }) => (redriveFilter === 'REDRIVEN') === redriveCount > 0));
    if (page.next === undefined) return { items };
    lookedAt += page.items.length;
    position = { after: page.next };
  }
  return position.after === undefined ? { items } : { items, next: position.after };
}
