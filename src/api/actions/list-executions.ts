import { formatArn } from '#arn';
import type { Execution, ExecutionStatus } from '#interpreter/continuation/execution.ts';
import type { MapRun } from '#interpreter/continuation/map-run.ts';
import type { Page } from '#storage/storage.ts';
import type { ActionContext } from '../action.ts';
import { isPendingRedrive } from '../child-execution.ts';
import { SfnError } from '../errors.ts';
import { showExecutionListItem } from '../execution.ts';
import { bringIn } from '../import/import.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { loadMapRun } from '../map-run.ts';
import { readPage } from '../page.ts';
import { loadStateMachine, requireStateMachineArn, stateMachineDoesNotExist, typeNotSupported } from '../state-machine.ts';
import { findAlias, findVersion } from '../version.ts';

/**
 * ListExecutions: lists the executions of a state machine, a version, an alias or a Map Run, newest first: those that run by their start or
 * redrive, the others by their stop.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 *
 * Then AWS checks
 * 1. that there is either a stateMachineArn or a mapRunArn, not both — `ValidationException` (API reference; text not recorded)
 *    and that PENDING_REDRIVE is asked for of a Map Run only — `ValidationException` (API reference; text not recorded)
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
  const { name: list, mapRun } = await listOf(given, context);
  const shown = (execution: Execution): Execution =>
    isPendingRedrive(execution, mapRun, context.now()) ? { ...execution, status: 'PENDING_REDRIVE' } : execution;
  const read = (page: PageRequest) => readExecutions(list, filterOf(given, mapRun), shown, page, context);
  const { items, nextToken } = await readPage(context, 'ListExecutions', given, read);
  const executions = items.map((execution) => ({
    ...showExecutionListItem(execution),
    itemCount: execution.parent?.itemCount,
  }));
  return { executions, nextToken };
}

/** A list of executions by its name in the storage, and the Map Run whose children they are. */
interface ExecutionList {
  readonly name: string;
  readonly mapRun?: MapRun;
}

interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}

/** The list that is asked for: lists are named by the ARN of a state machine, a version, an alias or a Map Run. */
async function listOf(given: InputOf<typeof input>, context: ActionContext): Promise<ExecutionList> {
  const { stateMachineArn, mapRunArn, statusFilter } = given;
  if (stateMachineArn !== undefined && mapRunArn === undefined) {
    // AWS: "If you provide a stateMachineArn and a PENDING_REDRIVE statusFilter, the API returns a validation exception" — API reference; the
    // text is (inferred).
    if (statusFilter === 'PENDING_REDRIVE')
      throw new SfnError('ValidationException', 'The statusFilter PENDING_REDRIVE is only supported with a mapRunArn');
    return { name: await stateMachineListOf(stateMachineArn, context) };
  }
  if (mapRunArn === undefined || stateMachineArn !== undefined) {
    const message = 'Must specify exactly one of stateMachineArn and mapRunArn';
    throw new SfnError('ValidationException', message, { reason: 'MISSING_REQUIRED_PARAMETER' });
  }
  return { name: mapRunArn, mapRun: (await loadMapRun(context, mapRunArn)).mapRun };
}

async function stateMachineListOf(arn: string, context: ActionContext): Promise<string> {
  const parsed = requireStateMachineArn(arn);
  await bringIn(context, parsed, 'look');
  const { machine } = await loadStateMachine(context, formatArn({ ...parsed, kind: 'stateMachine' }));
  if (parsed.kind === 'version' && !(await findVersion(context, arn))) throw stateMachineDoesNotExist(arn);
  if (parsed.kind === 'alias' && !(await findAlias(context, arn))) throw stateMachineDoesNotExist(arn);
  if (machine.type !== 'STANDARD') throw typeNotSupported();
  return arn;
}

/** What is asked for: by a status that the storage lists, or by what only a look at each execution tells. */
interface Filter {
  readonly status?: ExecutionStatus;
  readonly accepts?: (shown: Execution) => boolean;
}

function filterOf({ statusFilter, redriveFilter }: InputOf<typeof input>, mapRun: MapRun | undefined): Filter {
  // Those that wait for their redrive are stored as what they were before.
  const isByLook = statusFilter !== undefined && mapRun !== undefined && mapRun.executions.pendingRedrive > 0;
  const isListed = statusFilter !== undefined && !(isByLook && statusFilter === 'PENDING_REDRIVE');
  return {
    ...(isListed ? { status: statusFilter } : {}),
    ...(isByLook || redriveFilter !== undefined
      ? {
          accepts: ({ status, redriveCount }) =>
            (!isByLook || status === statusFilter) &&
            (redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === redriveCount > 0),
        }
      : {}),
  };
}

/** How many executions are looked at for one page whose filter no index knows, so that such a page may be short. */
const MAX_LOOKED_AT = 10_000;

async function readExecutions(
  list: string,
  { status: listed, accepts }: Filter,
  shown: (execution: Execution) => Execution,
  { after, limit }: PageRequest,
  { storage }: ActionContext,
): Promise<Page<Execution>> {
  const status = listed === undefined ? {} : { status: listed };
  if (accepts === undefined) {
    const page = await storage.listExecutions(list, { ...status, ...(after === undefined ? {} : { after }), limit });
    return { ...page, items: page.items.map(shown) };
  }
  const items: Execution[] = [];
  let position: Pick<PageRequest, 'after'> = after === undefined ? {} : { after };
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT && items.length < limit; ) {
    const page = await storage.listExecutions(list, { ...status, ...position, limit: limit - items.length });
    items.push(...page.items.map(shown).filter(accepts));
    if (page.next === undefined) return { items };
    lookedAt += page.items.length;
    position = { after: page.next };
  }
  return position.after === undefined ? { items } : { items, next: position.after };
}
