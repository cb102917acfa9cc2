import type { ActionContext } from '../action.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { readPage } from '../page.ts';
import { paging } from '../shapes.ts';
import { requireStateMachineArn } from '../state-machine.ts';
import { versionList } from '../state-machine-deletion.ts';

/**
 * ListStateMachineVersions: lists the versions of a state machine, newest first.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineVersions.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. the token — `InvalidToken`
 * StateMachineDoesNotExist is not among its errors (API reference).
 */
export const input = {
  stateMachineArn: { type: 'string', required: true, min: 1, max: 256 },
  nextToken: paging.nextToken,
  maxResults: paging.maxResults,
} as const satisfies InputTable;

/** Lists versions, newest first. */
export async function run(given: InputOf<typeof input>, context: ActionContext) {
  requireStateMachineArn(given.stateMachineArn);
  const list = versionList(given.stateMachineArn);
  const { items, nextToken } = await readPage(context, 'ListStateMachineVersions', given, (page) =>
    context.storage.listResources(list, page),
  );
  const stateMachineVersions = items.flatMap((item) =>
    item.kind === 'version' ? [{ stateMachineVersionArn: item.arn, creationDate: new Date(item.creationTime) }] : [],
  );
  return { stateMachineVersions, nextToken };
}
