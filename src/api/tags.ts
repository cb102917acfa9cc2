import type { Activity, StateMachine } from '#storage/resource.ts';
import type { ActionContext } from './action.ts';
import { requireArn } from './arns.ts';
import { SfnError } from './errors.ts';
import { MAX_TAGS } from './limits.ts';
import { resourceNotFound } from './resource-not-found.ts';

/** Tags by key, in the order in which the keys were first given. */
export type Tags = StateMachine['tags'];

/** A tag as it comes in: the API model requires neither member. */
export interface GivenTag {
  readonly key?: string;
  readonly value?: string;
}

/** What AWS allows in keys and values — API reference, TagResource. */
const ALLOWED = /^[\p{L}\p{N}\p{Z}\s_.:/=+\-@]*$/u;

/**
 * Adds tags to those that a resource has: a key that is there gets the new value. Throws TooManyTags, and ValidationException for what no
 * tag may be.
 */
export function addTags(before: Tags, given: readonly GivenTag[], resourceArn: string): Tags {
  const tags = new Map(Object.entries(before));
  given.forEach((tag, index) => {
    const [key, value] = checkTag(tag, index);
    tags.set(key, value);
  });
  if (tags.size > MAX_TAGS) {
    // The text is inferred; the limit: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    throw new SfnError('TooManyTags', `Too Many Tags: '${resourceArn}'`, { resourceName: resourceArn });
  }
  return Object.fromEntries(tags);
}

/** AWS: no key, other characters and keys of AWS's own are refused — API reference; with which words is inferred. */
function checkTag({ key, value = '' }: GivenTag, index: number): readonly [key: string, value: string] {
  if (key === undefined) {
    const path = `tags.${index + 1}.member.key`;
    throw invalidTag(
      `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
    );
  }
  if (!ALLOWED.test(key)) throw invalidTag(`Tag key contains characters that are not allowed: '${key}'`);
  if (!ALLOWED.test(value)) throw invalidTag(`Tag value contains characters that are not allowed: '${value}'`);
  if (/^aws:/i.test(key)) throw invalidTag(`Tag keys that begin with 'aws:' are reserved: '${key}'`);
  return [key, value];
}

const invalidTag = (message: string): SfnError => new SfnError('ValidationException', message);

/** What has tags, as it is stored. AWS: state machines and activities, not versions and aliases — API reference, ResourceNotFound. */
export async function loadTagged(
  { storage }: Pick<ActionContext, 'storage'>,
  arn: string,
): Promise<{ readonly resource: StateMachine | Activity; readonly version: number }> {
  requireArn(arn, 'stateMachine', 'activity');
  const { resource, version = 0 } = (await storage.loadResource(arn)) ?? {};
  if (resource?.kind === 'state-machine' || resource?.kind === 'activity') return { resource, version };
  throw resourceNotFound(arn);
}
