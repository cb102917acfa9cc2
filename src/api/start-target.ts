import { type AliasArn, formatArn, type StateMachineArn, type VersionArn } from '#arn';
import type { Alias, Revision, StateMachine } from '#storage/resource.ts';
import type { ActionContext } from './action.ts';
import { loadRevision } from './revision.ts';
import { loadActiveStateMachine, stateMachineDoesNotExist } from './state-machine.ts';
import { findAlias, findVersion } from './version.ts';

/** What an execution is started from. */
export interface StartTarget {
  readonly machine: StateMachine;
  readonly revision: Revision;
  /** There when a version or an alias was named. */
  readonly stateMachineVersionArn?: string;
  /** There when an alias was named. */
  readonly stateMachineAliasArn?: string;
}

/**
 * What starting this ARN (of a state machine, a version or an alias) starts: an alias picks one of its versions by weight. Throws
 * StateMachineDoesNotExist and StateMachineDeleting.
 */
export async function resolveStartTarget(
  context: Pick<ActionContext, 'storage' | 'uuid'>,
  parsed: StateMachineArn | VersionArn | AliasArn,
): Promise<StartTarget> {
  const arn = formatArn(parsed);
  if (parsed.kind === 'stateMachine') {
    const { machine } = await loadActiveStateMachine(context, arn);
    return { machine, revision: machine.revision };
  }
  const alias = parsed.kind === 'alias' ? await findAlias(context, arn) : undefined;
  const versionArn = parsed.kind === 'version' ? arn : alias && pickVersion(alias, context.uuid());
  const version = versionArn === undefined ? undefined : await findVersion(context, versionArn);
  if (version === undefined) throw stateMachineDoesNotExist(arn);
  const { machine } = await loadActiveStateMachine(context, formatArn({ ...parsed, kind: 'stateMachine' }));
  const revision = await loadRevision(context, machine.arn, version.revisionId);
  return {
    machine,
    revision,
    stateMachineVersionArn: version.arn,
    ...(alias === undefined ? {} : { stateMachineAliasArn: alias.arn }),
  };
}

/** Picks a version by weight. The first eight digits of a random UUID are a random number of 32 bits. */
function pickVersion({ routing }: Alias, uuid: string): string | undefined {
  let ticket = (Number.parseInt(uuid.slice(0, 8), 16) / 2 ** 32) * 100;
  for (const { stateMachineVersionArn, weight } of routing) {
    if (ticket < weight) return stateMachineVersionArn;
    ticket -= weight;
  }
  return routing.at(-1)?.stateMachineVersionArn;
}
