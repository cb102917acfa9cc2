import { formatArn } from '#arn';
import type { Alias } from '#storage/resource.ts';
import type { ActionContext } from './action.ts';
import { requireArn } from './arns.ts';
import { SfnError } from './errors.ts';
import { MAX_ALIASES } from './limits.ts';
import { referencedResourceNotFound } from './resource-not-found.ts';
import { loadActiveStateMachine } from './state-machine.ts';
import { aliasList } from './state-machine-deletion.ts';
import { findVersion } from './version.ts';

/** Where an alias leads. */
export type Routing = Alias['routing'];

/** The alias with this ARN, with the version to write on; throws ResourceNotFound. */
export async function loadAlias(
  { storage }: Pick<ActionContext, 'storage'>,
  arn: string,
): Promise<{ readonly alias: Alias; readonly version: number }> {
  const stored = await storage.loadResource(arn);
  if (stored?.resource.kind !== 'alias') throw referencedResourceNotFound(arn);
  return { alias: stored.resource, version: stored.version };
}

/** All aliases of a state machine, oldest first: they are never many. */
export async function aliasesOf({ storage }: Pick<ActionContext, 'storage'>, stateMachineArn: string): Promise<Alias[]> {
  const { items } = await storage.listResources(aliasList(stateMachineArn), { limit: MAX_ALIASES });
  return items.filter((item) => item.kind === 'alias');
}

/**
 * The ARN of the state machine that a routing leads to. Throws InvalidArn, ValidationException, ResourceNotFound for a version that does
 * not exist, and StateMachineDeleting.
 *
 * AWS: the text for what names no version is recorded (test_error_create_alias_with_state_machine_arn), those for a version that is there
 * twice and for the weights were measured by others; that for versions of two machines, and the order, are (inferred) from the API reference.
 */
export async function checkRouting(context: Pick<ActionContext, 'storage'>, routing: Routing): Promise<string> {
  const arns = routing.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const machines = arns.map((text) => {
    const arn = requireArn(text, 'stateMachine');
    if (arn.kind !== 'version')
      throw invalidRouting(`Routing configuration must contain state machine version ARNs. Received: [${arns.join(', ')}]`);
    return formatArn({ ...arn, kind: 'stateMachine' });
  });
  const [stateMachineArn = ''] = machines;
  if (machines.some((machine) => machine !== stateMachineArn))
    throw invalidRouting('Routing configuration must contain versions of the same state machine.');
  if (new Set(arns).size < arns.length)
    throw invalidRouting(
      `Routing configuration must contain distinct state machine version ARNs. Received: [${arns.join(', ')}]`,
    );
  const weights = routing.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100)
    throw invalidRouting(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  for (const arn of arns) if ((await findVersion(context, arn)) === undefined) throw referencedResourceNotFound(arn);
  await loadActiveStateMachine(context, stateMachineArn);
  return stateMachineArn;
}

/** Do both lead to the same versions with the same weights? Their order does not matter. */
export function isSameRouting(one: Routing, other: Routing): boolean {
  const weights = new Map(one.map(({ stateMachineVersionArn, weight }) => [stateMachineVersionArn, weight]));
  return (
    one.length === other.length &&
    other.every(({ stateMachineVersionArn, weight }) => weights.get(stateMachineVersionArn) === weight)
  );
}

const invalidRouting = (message: string): SfnError =>
  new SfnError('ValidationException', message, { reason: 'INVALID_ROUTING_CONFIGURATION' });
