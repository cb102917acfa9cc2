import { type AliasArn, formatArn, parseArn, type StateMachineArn, type VersionArn } from '#arn';
import type { Log } from '#log';
import type { Resource } from '#storage/resource.ts';
import type { ApiParts } from '../action.ts';
import { SfnError } from '../errors.ts';
import type { Importable, ImportMachine } from './import.ts';
import { createPatience } from './patience.ts';
import type { RealMachines, Refusal, Told } from './real-machines.ts';
import { forget, saveAlias, saveMachine, saveVersion } from './save.ts';

/** What was asked for so short a time ago is not asked for again, in milliseconds. */
const ASK_AGAIN_MILLIS = 5_000;

/** How many times of asking are kept in mind. */
const MAX_ASKED = 10_000;

/** What brings in state machines. */
export type ImportParts = Pick<ApiParts, 'storage' | 'runtime' | 'now' | 'uuid' | 'aside'> & {
  readonly real: RealMachines;
  readonly log: Log;
};

/**
 * Brings in state machines from the real Step Functions when they are first named, and asks for them again, after a few seconds, when they
 * are started again: what has changed there becomes a new revision, what is deleted there is deleted here. What was made or changed here
 * belongs to this fake, and is never asked for. When AWS does not answer, what is here goes on.
 */
export function importMachines(parts: ImportParts): ImportMachine {
  const { storage, now, real, log } = parts;
  const ask = createPatience(now);
  const askedAt = new Map<string, number>();
  const underWay = new Map<string, Promise<string | undefined>>();

  const bring: ImportMachine = async (arn, purpose) => {
    const text = formatArn(arn);
    const here = (await storage.loadResource(text))?.resource;
    if (here !== undefined && (purpose === 'look' || !isImported(here))) return undefined;
    const owner = arn.kind === 'stateMachine' ? undefined : (await storage.loadResource(formatArn(ownerOf(arn))))?.resource;
    if (owner !== undefined && !isImported(owner)) return undefined;
    if (here !== undefined && now() < (askedAt.get(text) ?? 0) + ASK_AGAIN_MILLIS) return undefined;
    const known = underWay.get(text);
    if (known) return await known;
    const work = askFor(arn, here !== undefined).finally(() => underWay.delete(text));
    underWay.set(text, work);
    return await work;
  };

  /** Asks for it, and before that for the state machine that it is of. */
  async function askFor(arn: Importable, isHere: boolean): Promise<string | undefined> {
    const text = formatArn(arn);
    noteAsked(text);
    const ownerIsMissing = arn.kind === 'stateMachine' ? undefined : await bring(ownerOf(arn), 'start');
    if (ownerIsMissing !== undefined) return ownerIsMissing;
    const refusal = arn.kind === 'alias' ? await takeAlias(arn) : await takeMachine(arn);
    if (refusal === undefined || typeof refusal === 'string') return refusal;
    if (refusal.kind === 'missing') await forget(parts, arn);
    else if (isHere) {
      log({ level: 'WARN', message: `${text} stays as it is here: AWS was asked for it and said ${refusal.says}` });
      return undefined;
    }
    return `AWS was asked for ${text} and said ${refusal.says}`;
  }

  function noteAsked(arn: string): void {
    askedAt.delete(arn);
    askedAt.set(arn, now());
    for (const oldest of askedAt.keys()) {
      if (askedAt.size <= MAX_ASKED) break;
      askedAt.delete(oldest);
    }
  }

  async function takeMachine(arn: StateMachineArn | VersionArn): Promise<Refusal | undefined> {
    const told = await ask(() => real.describe(formatArn(arn), arn.region));
    return await kept(told, (found) =>
      arn.kind === 'version' ? saveVersion(parts, arn, found) : saveMachine(parts, arn, found),
    );
  }

  async function takeAlias(arn: AliasArn): Promise<Refusal | string | undefined> {
    const told = await ask(() => real.describeAlias(formatArn(arn), arn.region));
    if ('refusal' in told) return told.refusal;
    for (const { stateMachineVersionArn } of told.found.routing) {
      const version = parseArn(stateMachineVersionArn);
      const why = version?.kind === 'version' ? await bring(version, 'look') : undefined;
      if (why !== undefined) return why;
    }
    return await kept(told, (found) => saveAlias(parts, arn, found));
  }

  return bring;
}

/** The state machine that a version or an alias is of. */
const ownerOf = (arn: VersionArn | AliasArn): StateMachineArn => {
  const { partition, region, account, machine } = arn;
  return { kind: 'stateMachine', partition, region, account, machine };
};

const isImported = (resource: Resource): boolean =>
  resource.kind === 'state-machine' ? resource.revision.imported === true : 'imported' in resource && resource.imported === true;

/** Keeps what was found. AWS may take definitions that the fake does not: then that is said. */
async function kept<Found>(told: Told<Found>, save: (found: Found) => Promise<void>): Promise<Refusal | undefined> {
  if ('refusal' in told) return told.refusal;
  try {
    await save(told.found);
    return undefined;
  } catch (error) {
    if (!(error instanceof SfnError)) throw error;
    return { kind: 'failed', says: `something that this fake refuses with ${error.code}: ${error.message}` };
  }
}
