import { unlessConflict } from '#runtime/unless-conflict.ts';
import type { Alias, Version } from '#storage/resource.ts';
import type { ActionContext } from './action.ts';
import { SfnError } from './errors.ts';
import { MAX_VERSIONS } from './limits.ts';
import { checkQuota } from './quota.ts';
import { loadActiveStateMachine, type StoredStateMachine } from './state-machine.ts';
import { versionList } from './state-machine-deletion.ts';

/** The ARN of a version. */
export const versionArn = (stateMachineArn: string, version: number): string => `${stateMachineArn}:${version}`;

/** Numbers are at most this; the place in the list counts down from it, since the newest version comes first. */
const MAX_VERSION = 999_999_999_999_999;

/** Throws ValidationException for a description of a version that is not to be published (test_create_with_version_description_no_publish). */
export function checkVersionDescription(publish: boolean, description: string | undefined): void {
  if (description === undefined || publish) return;
  throw new SfnError('ValidationException', 'Version description can only be set when publish is true');
}

/** The version with this ARN, or `undefined`. */
export async function findVersion({ storage }: Pick<ActionContext, 'storage'>, arn: string): Promise<Version | undefined> {
  const stored = await storage.loadResource(arn);
  return stored?.resource.kind === 'version' ? stored.resource : undefined;
}

/** The alias with this ARN, or `undefined`. */
export async function findAlias({ storage }: Pick<ActionContext, 'storage'>, arn: string): Promise<Alias | undefined> {
  const stored = await storage.loadResource(arn);
  return stored?.resource.kind === 'alias' ? stored.resource : undefined;
}

/**
 * Publishes the current revision of a state machine, or returns the version that it has been published as: AWS publishes a revision once
 * (test_idempotent_publish), with the description of the first time. `check` may throw when the machine is not what the caller expects.
 * Throws StateMachineDoesNotExist, StateMachineDeleting and ServiceQuotaExceededException.
 */
export async function publishVersion(
  context: Pick<ActionContext, 'storage' | 'now'>,
  stateMachineArn: string,
  description: string | undefined,
  check: (stored: StoredStateMachine) => void = () => {},
): Promise<Version> {
  const { storage, now } = context;
  for (;;) {
    const stored = await loadActiveStateMachine(context, stateMachineArn);
    check(stored);
    const { machine, version } = stored;
    const { lastVersion = 0, revision } = machine;
    const last = lastVersion === 0 ? undefined : await findVersion(context, versionArn(stateMachineArn, lastVersion));
    if (last?.revisionId === revision.revisionId) return last;
    // Counting costs a request: it is made only when the version's number says that there may be too many.
    if (lastVersion >= MAX_VERSIONS)
      await checkQuota(context, versionList(stateMachineArn), MAX_VERSIONS, () => tooManyVersions(stateMachineArn));
    const number = lastVersion + 1;
    const next = newVersion(stateMachineArn, number, revision.revisionId, description, now());
    // Two writes: should the second one be missing, whoever publishes next finds the version there and makes it good.
    await unlessConflict(storage.saveResource(next, 0));
    await unlessConflict(storage.saveResource({ ...machine, lastVersion: number }, version));
  }
}

/** A version with this number of the state machine's revision with this id. */
export const newVersion = (
  stateMachineArn: string,
  number: number,
  revisionId: string,
  description: string | undefined,
  creationTime: number,
): Version => ({
  kind: 'version',
  arn: versionArn(stateMachineArn, number),
  list: versionList(stateMachineArn),
  order: String(MAX_VERSION - number).padStart(15, '0'),
  stateMachineArn,
  version: number,
  revisionId,
  ...(description === undefined ? {} : { description }),
  creationTime,
});

/** The text is inferred. */
const tooManyVersions = (stateMachineArn: string): SfnError =>
  new SfnError(
    'ServiceQuotaExceededException',
    `The maximum number of versions (${MAX_VERSIONS}) has been reached for the state machine '${stateMachineArn}'.`,
  );
