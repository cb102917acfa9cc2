import type { ActionContext } from '../action.ts';
import { loadAlias } from '../alias.ts';
import { requireAliasArn } from '../arns.ts';
import { bringIn } from '../import/import.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { referencedResourceNotFound } from '../resource-not-found.ts';

/**
 * DescribeStateMachineAlias: tells about an alias.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineAlias.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that the alias exists — `ResourceNotFound` (API reference)
 */
export const input = {
  stateMachineAliasArn: { type: 'string', required: true, min: 1, max: 256 },
} as const satisfies InputTable;

/** Tells about an alias. */
export async function run({ stateMachineAliasArn }: InputOf<typeof input>, context: ActionContext) {
  await bringIn(context, requireAliasArn(stateMachineAliasArn), 'look', referencedResourceNotFound);
  const { alias } = await loadAlias(context, stateMachineAliasArn);
  return {
    stateMachineAliasArn,
    name: alias.name,
    description: alias.description,
    routingConfiguration: alias.routing,
    creationDate: new Date(alias.creationTime),
    updateDate: new Date(alias.updateTime),
  };
}
