import { formatArn } from '#arn';
import type { Alias } from '#storage/resource.ts';
import type { ActionContext } from '../action.ts';
import { checkRouting, isSameRouting, loadAlias } from '../alias.ts';
import { requireAliasArn } from '../arns.ts';
import { SfnError } from '../errors.ts';
import type { InputOf, InputTable } from '../input-table.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { routingConfiguration } from '../shapes.ts';
import { loadActiveStateMachine } from '../state-machine.ts';

/**
 * UpdateStateMachineAlias: changes what an alias points to, or its description.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachineAlias.html
 *
 * Then AWS checks
 * 1. the ARN — `InvalidArn`: Invalid Arn: 'Invalid ARN prefix: x'
 * 2. that there is something to change — `ValidationException` with the reason MISSING_REQUIRED_PARAMETER (API model; text not
 *    recorded)
 * 3. the routing, as CreateStateMachineAlias does
 * 4. that the alias exists — `ResourceNotFound` (API reference)
 */
export const input = {
  stateMachineAliasArn: { type: 'string', required: true, min: 1, max: 256 },
  description: { type: 'string', max: 256, sensitive: true },
  routingConfiguration,
} as const satisfies InputTable;

/** Changes an alias. AWS: an update that says what is so already answers as the one before it — API reference. */
export async function run(
  { stateMachineAliasArn, description, routingConfiguration }: InputOf<typeof input>,
  context: ActionContext,
) {
  const arn = requireAliasArn(stateMachineAliasArn);
  const stateMachineArn = formatArn({ ...arn, kind: 'stateMachine' });
  if (description === undefined && routingConfiguration === undefined) throw nothingToChange();
  if (routingConfiguration !== undefined && (await checkRouting(context, routingConfiguration)) !== stateMachineArn)
    throw otherStateMachine();
  const { updateTime } = await retryOnConflict(async () => {
    const { alias, version } = await loadAlias(context, stateMachineAliasArn);
    await loadActiveStateMachine(context, stateMachineArn);
    // From now on it is the fake's own.
    const { imported: _, ...own } = alias;
    const changed: Alias = {
      ...own,
      ...(description === undefined ? {} : { description }),
      routing: routingConfiguration ?? alias.routing,
      updateTime: context.now(),
    };
    if (changed.description === alias.description && isSameRouting(changed.routing, alias.routing)) return alias;
    await context.storage.saveResource(changed, version);
    return changed;
  });
  return { updateDate: new Date(updateTime) };
}

/** The text is inferred from that of UpdateStateMachine. */
function nothingToChange(): SfnError {
  const message = 'Either the description or the routing configuration must be specified';
  return new SfnError('ValidationException', message, { reason: 'MISSING_REQUIRED_PARAMETER' });
}

/** The text is inferred. */
function otherStateMachine(): SfnError {
  const message = "Routing configuration must contain versions of the alias's state machine.";
  return new SfnError('ValidationException', message, { reason: 'INVALID_ROUTING_CONFIGURATION' });
}
