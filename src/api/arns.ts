import { type AliasArn, parseArn, type ResourceType, type SfnArn, splitArn, type VersionArn } from '#arn';
import { SfnError } from './errors.ts';

type ArnOf<Type extends ResourceType> = Extract<
  SfnArn,
  { kind: Type extends 'stateMachine' ? 'stateMachine' | 'version' | 'alias' : Type }
>;

/**
 * Reads an ARN where the action takes resources of these types; throws InvalidArn.
 * Versions and aliases come with `stateMachine`: what an action does with them is its own affair.
 *
 * AWS: the sub-reasons `Invalid ARN prefix: x` (describe_execution_invalid_arn, get_activity_task_invalid_arn …) and
 * `Resource type not valid in this context: express` (start_async_describe_history_execution) are recorded; that an ARN of another
 * service has the first one, and the text for a resource of the right type and a wrong form, are inferred.
 */
export function requireArn<Type extends ResourceType>(text: string, ...types: readonly Type[]): ArnOf<Type> {
  const arn = parseArn(text);
  if (arn !== undefined && isOfType<Type>(arn, types)) return arn;
  const parts = splitArn(text);
  if (parts === undefined) throw invalidArn(`Invalid ARN prefix: ${text}`);
  const wanted: readonly string[] = types;
  throw wanted.includes(parts.resourceType) ? invalidArn(`Invalid ARN resource: ${text}`) : notInContext(parts.resourceType);
}

/** Reads the ARN of a version; throws InvalidArn (for the ARN of something else with a text that is inferred). */
export function requireVersionArn(text: string): VersionArn {
  const arn = requireArn(text, 'stateMachine');
  if (arn.kind !== 'version') throw notInContext('stateMachine');
  return arn;
}

/** Reads the ARN of an alias; throws InvalidArn (for the ARN of something else with a text that is inferred). */
export function requireAliasArn(text: string): AliasArn {
  const arn = requireArn(text, 'stateMachine');
  if (arn.kind !== 'alias') throw notInContext('stateMachine');
  return arn;
}

function isOfType<Type extends ResourceType>(arn: SfnArn, types: readonly string[]): arn is ArnOf<Type> {
  return types.includes(arn.kind === 'version' || arn.kind === 'alias' ? 'stateMachine' : arn.kind);
}

const notInContext = (resourceType: string): SfnError => invalidArn(`Resource type not valid in this context: ${resourceType}`);

function invalidArn(reason: string): SfnError {
  return new SfnError('InvalidArn', `Invalid Arn: '${reason}'`);
}
