import type { ActionContext } from '../action.ts';
import { requireAliasArn } from '../arns.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';

/**
 * DeleteStateMachineAlias: deletes an alias, not what it points to.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineAlias.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * and answers 200 whether there is such an alias or not (measured by others; the API reference speaks of `ResourceNotFound`).
 */
export const input = {
  stateMachineAliasArn: { type: 'string', required: true, min: 1, max: 256 },
} as const satisfies InputTable;

/** Deletes an alias; one that is not there is gone already. */
export async function run({ stateMachineAliasArn }: InputOf<typeof input>, context: ActionContext) {
  requireAliasArn(stateMachineAliasArn);
  await retryOnConflict(async () => {
    const stored = await context.storage.loadResource(stateMachineAliasArn);
    if (stored?.resource.kind === 'alias') await context.storage.deleteResource(stateMachineAliasArn, stored.version);
  });
  return {};
}
