import { formatArn } from '#arn';
import type { Alias } from '#storage/resource.ts';
import type { Page } from '#storage/storage.ts';
import type { ActionContext } from '../action.ts';
import { aliasesOf } from '../alias.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { readPage } from '../page.ts';
import { referencedResourceNotFound } from '../resource-not-found.ts';
import { paging } from '../shapes.ts';
import { loadActiveStateMachine, requireStateMachineArn } from '../state-machine.ts';
import { findVersion } from '../version.ts';

/**
 * ListStateMachineAliases: lists the aliases of a state machine, or those that point to a version.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineAliases.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that the state machine exists — `StateMachineDoesNotExist`: State Machine Does Not Exist: '<arn>'
 * 3. the token — `InvalidToken`
 * The recorded order is oldest first, which is also that of the names (list_state_machine_aliases_pagination_max_results),
 * though the API reference promises the newest first.
 */
export const input = {
  stateMachineArn: { type: 'string', required: true, min: 1, max: 256 },
  nextToken: paging.nextToken,
  maxResults: paging.maxResults,
} as const satisfies InputTable;

/** Lists aliases, oldest first. */
export async function run(given: InputOf<typeof input>, context: ActionContext) {
  const aliases = await aliasesWith(context, given.stateMachineArn);
  const { items, nextToken } = await readPage(context, 'ListStateMachineAliases', given, async (page) => cut(aliases, page));
  const stateMachineAliases = items.map(({ arn, creationTime }) => ({
    stateMachineAliasArn: arn,
    creationDate: new Date(creationTime),
  }));
  return { stateMachineAliases, nextToken };
}

/** The aliases of a state machine, or those that lead to a version. */
async function aliasesWith(context: ActionContext, stateMachineArn: string): Promise<Alias[]> {
  const arn = requireStateMachineArn(stateMachineArn);
  if (arn.kind !== 'version') {
    await loadActiveStateMachine(context, stateMachineArn);
    return await aliasesOf(context, stateMachineArn);
  }
  const owner = formatArn({ ...arn, kind: 'stateMachine' });
  await loadActiveStateMachine(context, owner);
  if ((await findVersion(context, stateMachineArn)) === undefined) throw referencedResourceNotFound(stateMachineArn);
  const aliases = await aliasesOf(context, owner);
  return aliases.filter(({ routing }) =>
    routing.some(({ stateMachineVersionArn }) => stateMachineVersionArn === stateMachineArn),
  );
}

/** A page of aliases that are in their order. */
function cut(aliases: readonly Alias[], { after = '', limit }: { readonly after?: string; readonly limit: number }): Page<Alias> {
  const rest = aliases.filter(({ order = '' }) => order > after);
  const items = rest.slice(0, limit);
  const next = rest.length > limit ? items.at(-1)?.order : undefined;
  return next === undefined ? { items } : { items, next };
}
