import { formatArn } from '#arn';
import type { ActionContext } from '../action.ts';
import { aliasesOf } from '../alias.ts';
import { requireVersionArn } from '../arns.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { findStateMachine } from '../state-machine.ts';

/**
 * DeleteStateMachineVersion: deletes a version; its number is not given again.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineVersion.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that no alias points to it — `ConflictException`: Version to be deleted must not be referenced by an alias. Current list
 *    of aliases referencing this version: [AliasName] (delete_version_with_alias)
 * A version that does not exist is deleted as well: 200 (inferred from DeleteStateMachine).
 */
export const input = {
  stateMachineVersionArn: { type: 'string', required: true, min: 1, max: 2000 },
} as const satisfies InputTable;

/** Deletes a version. */
export async function run({ stateMachineVersionArn }: InputOf<typeof input>, context: ActionContext) {
  const arn = requireVersionArn(stateMachineVersionArn);
  const stateMachineArn = formatArn({ ...arn, kind: 'stateMachine' });
  await retryOnConflict(async () => {
    const stored = await context.storage.loadResource(stateMachineVersionArn);
    if (stored === undefined) return;
    await checkUnused(context, stateMachineArn, stateMachineVersionArn);
    await keepNumber(context, stateMachineArn, arn.version);
    await context.storage.deleteResource(stateMachineVersionArn, stored.version);
  });
  return {};
}

async function checkUnused(context: ActionContext, stateMachineArn: string, versionArn: string): Promise<void> {
  const aliases = await aliasesOf(context, stateMachineArn);
  const names = aliases
    .filter(({ routing }) => routing.some(({ stateMachineVersionArn }) => stateMachineVersionArn === versionArn))
    .map(({ name }) => name);
  if (names.length === 0) return;
  const message =
    'Version to be deleted must not be referenced by an alias. ' +
    `Current list of aliases referencing this version: [${names.join(', ')}]`;
  throw new SfnError('ConflictException', message);
}

/** Publishing writes the version first and counts it then: one that was not counted must not leave its number behind. */
async function keepNumber(context: ActionContext, stateMachineArn: string, number: number): Promise<void> {
  const stored = await findStateMachine(context, stateMachineArn);
  if (stored === undefined || (stored.machine.lastVersion ?? 0) >= number) return;
  await context.storage.saveResource({ ...stored.machine, lastVersion: number }, stored.version);
}
