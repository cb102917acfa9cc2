import { type AliasArn, formatArn, type StateMachineArn, type VersionArn } from '#arn';
import { unlessConflict } from '#runtime/unless-conflict.ts';
import { type Alias, type Revision, revisionArn, type StateMachine } from '#storage/resource.ts';
import type { ActionContext } from '../action.ts';
import { settingsOf } from '../configuration.ts';
import { checkDefinition } from '../definition.ts';
import { deleteStateMachine } from '../delete-state-machine.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';
import { hasContent, shownRevisionId } from '../revision.ts';
import { findStateMachine, stateMachineList } from '../state-machine.ts';
import { aliasList } from '../state-machine-deletion.ts';
import { findVersion, newVersion } from '../version.ts';
import type { Importable } from './import.ts';
import type { RealAlias, RealMachine } from './real-machines.ts';

/** What is kept with. */
type SaveContext = Pick<ActionContext, 'storage' | 'runtime' | 'uuid' | 'aside'>;

/** Keeps a state machine, with a new revision when it is another than before. Throws InvalidDefinition. */
export async function saveMachine(context: SaveContext, arn: StateMachineArn, found: RealMachine): Promise<void> {
  await checkDefinition(found, context);
  const text = formatArn(arn);
  await retryOnConflict(async () => {
    const before = await findStateMachine(context, text);
    // On its way out here: so it says to whoever starts it, until its last execution has ended.
    if (before?.machine.status === 'DELETING' || (before && isSame(before.machine, found))) return;
    const revision = await saveRevision(context, text, found);
    const machine: StateMachine = {
      kind: 'state-machine',
      arn: text,
      list: stateMachineList(arn),
      order: arn.machine,
      name: arn.machine,
      type: found.type,
      status: 'ACTIVE',
      creationTime: found.creationTime,
      updateTime: revision.creationTime,
      revision,
      ...(before?.machine.lastVersion === undefined ? {} : { lastVersion: before.machine.lastVersion }),
      tags: before?.machine.tags ?? {},
    };
    await context.storage.saveResource(machine, before?.version ?? 0);
  });
}

/** Keeps a version of a state machine that is here. Throws InvalidDefinition. */
export async function saveVersion(context: SaveContext, arn: VersionArn, found: RealMachine): Promise<void> {
  await checkDefinition(found, context);
  const owner = formatArn({ ...arn, kind: 'stateMachine' });
  if ((await findVersion(context, formatArn(arn))) !== undefined) return;
  const { revisionId } = (await currentRevision(context, owner, found)) ?? (await saveRevision(context, owner, found));
  const { creationTime, description } = found;
  const version = { ...newVersion(owner, arn.version, revisionId, description, creationTime), imported: true } as const;
  await unlessConflict(context.storage.saveResource(version, 0));
  await retryOnConflict(async () => {
    const stored = await findStateMachine(context, owner);
    if (stored === undefined || (stored.machine.lastVersion ?? 0) >= arn.version) return;
    await context.storage.saveResource({ ...stored.machine, lastVersion: arn.version }, stored.version);
  });
}

/** Keeps an alias whose versions are here. */
export async function saveAlias({ storage }: SaveContext, arn: AliasArn, found: RealAlias): Promise<void> {
  const stateMachineArn = formatArn({ ...arn, kind: 'stateMachine' });
  const { description, routing, creationTime, updateTime } = found;
  const alias: Alias = {
    kind: 'alias',
    arn: formatArn(arn),
    list: aliasList(stateMachineArn),
    order: `${String(creationTime).padStart(15, '0')} ${arn.alias}`,
    name: arn.alias,
    stateMachineArn,
    imported: true,
    ...(description === undefined ? {} : { description }),
    routing,
    creationTime,
    updateTime,
  };
  await retryOnConflict(async () => {
    const before = await storage.loadResource(alias.arn);
    if (before?.resource.kind === 'alias' && before.resource.updateTime === updateTime) return;
    await storage.saveResource(alias, before?.version ?? 0);
  });
}

/** Deletes what is not there any more, as if it had been deleted here. */
export async function forget(context: SaveContext, arn: Importable): Promise<void> {
  const text = formatArn(arn);
  if (arn.kind === 'stateMachine') return await deleteStateMachine(context, text);
  await retryOnConflict(async () => {
    const stored = await context.storage.loadResource(text);
    if (stored !== undefined) await context.storage.deleteResource(text, stored.version);
  });
}

/** One that was deleted there and created anew may have no revision id either: it has another time. */
const isSame = ({ type, creationTime, revision }: StateMachine, found: RealMachine): boolean =>
  creationTime === found.creationTime && type === found.type && isSameRevision(revision, found);

const isSameRevision = (revision: Revision, found: RealMachine): boolean =>
  shownRevisionId(revision) === found.revisionId && hasContent(revision, contentOf(found));

/** The state machine's revision, when the version is of that one: the first one has no id to know it by. */
async function currentRevision(context: SaveContext, owner: string, found: RealMachine): Promise<Revision | undefined> {
  const stored = await findStateMachine(context, owner);
  return stored !== undefined && isSameRevision(stored.machine.revision, found) ? stored.machine.revision : undefined;
}

const contentOf = ({ definition, roleArn, settings }: RealMachine) => ({
  definition,
  roleArn,
  settings: { ...settingsOf({}), ...settings },
});

async function saveRevision({ storage, uuid }: SaveContext, stateMachineArn: string, found: RealMachine): Promise<Revision> {
  const revisionId = found.revisionId ?? uuid();
  const revision: Revision = {
    kind: 'revision',
    arn: revisionArn(stateMachineArn, revisionId),
    revisionId,
    ...(found.revisionId === undefined ? { initial: true } : {}),
    imported: true,
    stateMachineArn,
    ...contentOf(found),
    creationTime: found.creationTime,
  };
  // Revisions do not change: one that is stored is this one.
  await unlessConflict(storage.saveResource(revision, 0));
  return revision;
}
