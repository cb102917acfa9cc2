import type { Alias } from '#storage/resource.ts';
import type { ActionContext } from '../action.ts';
import { checkRouting, isSameRouting } from '../alias.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { MAX_ALIASES } from '../limits.ts';
import { checkQuota } from '../quota.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { routingConfiguration } from '../shapes.ts';
import { aliasList } from '../state-machine-deletion.ts';
import { findAlias } from '../version.ts';

/**
 * CreateStateMachineAlias: names one or two versions of a state machine, with weights.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html
 *
 * Then AWS checks
 * 1. that the routing names versions — `ValidationException`: Routing configuration must contain state machine version ARNs.
 *    Received: [<arn>] (error_create_alias_with_state_machine_arn)
 * 2. that the weights add up to 100, that versions are different and of one machine — `ValidationException` with the reason
 *    INVALID_ROUTING_CONFIGURATION (API model; texts not recorded)
 * 3. that the versions exist — `ResourceNotFound` (API reference)
 * 4. whether the alias exists. The same description and routing answer the first creation; else `ConflictException`: Failed to
 *    create alias because an alias with the same name and a different routing configuration already exists.
 *    (error_create_alias_not_idempotent: also when only the description differs)
 */
export const input = {
  description: { type: 'string', max: 256, sensitive: true },
  name: { type: 'string', required: true, min: 1, max: 80, pattern: '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$' },
  routingConfiguration: { ...routingConfiguration, required: true },
} as const satisfies InputTable;

/** Makes an alias, or finds it made. */
export async function run({ name, description, routingConfiguration }: InputOf<typeof input>, context: ActionContext) {
  const stateMachineArn = await checkRouting(context, routingConfiguration);
  const arn = `${stateMachineArn}:${name}`;
  const alias = await retryOnConflict(async () => {
    const before = await findAlias(context, arn);
    if (before !== undefined) {
      if (before.description !== description || !isSameRouting(before.routing, routingConfiguration)) throw aliasExists();
      return before;
    }
    await checkQuota(context, aliasList(stateMachineArn), MAX_ALIASES, () => tooManyAliases(stateMachineArn));
    const creationTime = context.now();
    const created: Alias = {
      kind: 'alias',
      arn,
      list: aliasList(stateMachineArn),
      order: `${String(creationTime).padStart(15, '0')} ${name}`,
      name,
      stateMachineArn,
      ...(description === undefined ? {} : { description }),
      routing: routingConfiguration,
      creationTime,
      updateTime: creationTime,
    };
    await context.storage.saveResource(created, 0);
    return created;
  });
  return { stateMachineAliasArn: arn, creationDate: new Date(alias.creationTime) };
}

/** The text is inferred. */
const tooManyAliases = (stateMachineArn: string): SfnError =>
  new SfnError(
    'ServiceQuotaExceededException',
    `The maximum number of aliases (${MAX_ALIASES}) has been reached for the state machine '${stateMachineArn}'.`,
  );

function aliasExists(): SfnError {
  const message =
    'Failed to create alias because an alias with the same name and a different routing configuration already exists.';
  return new SfnError('ConflictException', message);
}
