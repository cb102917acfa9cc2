import type { ActionContext } from '../action.ts';
import { loadAlias } from '../alias.ts';
import { requireAliasArn } from '../arns.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';

/**
 * DeleteStateMachineAlias: deletes an alias, not what it points to.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineAlias.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that the alias exists — `ResourceNotFound` (API reference)
 */
export const input = {
  stateMachineAliasArn: { type: 'string', required: true, min: 1, max: 256 },
} as const satisfies InputTable;

/** Deletes an alias. */
export async function run({ stateMachineAliasArn }: InputOf<typeof input>, context: ActionContext) {
  requireAliasArn(stateMachineAliasArn);
  await retryOnConflict(async () => {
    const { version } = await loadAlias(context, stateMachineAliasArn);
    await context.storage.deleteResource(stateMachineAliasArn, version);
  });
  return {};
}
