import type { Resource } from '#storage/resource.ts';
import type { ActionContext } from '../action.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { readPage } from '../page.ts';
import { paging } from '../shapes.ts';
import { findStateMachine, stateMachineList } from '../state-machine.ts';

/**
 * ListStateMachines: lists the state machines of the account and region.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html
 *
 * Then AWS checks
 * 1. the token — `InvalidToken`
 * The recorded order is that of the names, not of time: sm_0, sm_10, sm_11, sm_1 … (list_sms_pagination).
 */
export const input = {
  maxResults: paging.maxResults,
  nextToken: paging.nextToken,
} as const satisfies InputTable;

export async function run(given: InputOf<typeof input>, context: ActionContext): Promise<object> {
  const list = stateMachineList(context.caller);
  const { items, nextToken } = await readPage(context, 'ListStateMachines', given, (page) =>
    context.storage.listResources(list, page),
  );
  const shown = await Promise.all(items.map((item) => show(item, context)));
  return { stateMachines: shown.flat(), nextToken };
}

async function show(item: Resource, context: ActionContext): Promise<object[]> {
  if (item.kind !== 'state-machine') return [];
  const { arn, name, type, status, creationTime } = item;
  // One that is on its way out may be gone by now.
  if (status === 'DELETING' && (await findStateMachine(context, arn)) === undefined) return [];
  return [{ stateMachineArn: arn, name, type, creationDate: new Date(creationTime) }];
}
