import type { Resource } from '../resource.ts';
import { type ResourceStorage, VersionConflict } from '../storage.ts';
import type { Connection } from './connection.ts';
import type { Item, WriteAction } from './expressions.ts';
import { fromResource, fromResourceEntry, type ResourceHead, toPiece, toResource, toResourceEntry } from './items.ts';
import { type Key, keyOf, placeInResourceList, resourceKey, resourceListKey } from './keys.ts';
import { partsIn, readWhole } from './part-store.ts';
import { blobText, createOutline, PartMissing, type PartRef, pieceKeys } from './parts.ts';
import { createRecent } from './recent.ts';
import type { Retention } from './retention.ts';
import { newWriteId, writeAtOnce } from './write.ts';

/** What has to be known of a resource's present version to write the next one. */
interface KnownResource {
  readonly head: ResourceHead;
  readonly bodyRef: PartRef | undefined;
}

/** Of how many resources this process remembers that. */
const REMEMBERED = 1_000;

/** The half of the DynamoDB storage that keeps resources. */
export function createResources(connection: Connection, retention: Retention): ResourceStorage & { readonly forget: () => void } {
  const recent = createRecent<KnownResource>(REMEMBERED);

  async function open(arn: string, item: Item): Promise<Resource> {
    return JSON.parse(await blobText(fromResource(item).body, partsIn(connection, resourceKey(arn).pk)));
  }

  function remember(arn: string, item: Item): KnownResource {
    const { head, body } = fromResource(item);
    const known = { head, bodyRef: 'ref' in body ? body.ref : undefined };
    recent.set(arn, known);
    return known;
  }

  /** What is known of that version; throws VersionConflict if it is not the present one. */
  async function knownAt(arn: string, version: number): Promise<KnownResource | undefined> {
    if (version === 0) return undefined;
    const remembered = recent.get(arn);
    if (remembered?.head.version === version) return remembered;
    const item = await connection.get(resourceKey(arn));
    const present = item && remember(arn, item);
    if (present?.head.version !== version) throw new VersionConflict(arn, version);
    return present;
  }

  async function write(
    arn: string,
    version: number,
    writeId: string,
    core: readonly WriteAction[],
    parts: readonly Item[],
    unneeded: readonly Key[],
  ) {
    const strayExpires = retention.strayExpires();
    if (await writeAtOnce(connection, { core, parts, unneeded, strayExpires }, writeId)) return;
    recent.delete(arn);
    throw new VersionConflict(arn, version);
  }

  async function loadResource(arn: string) {
    return await readWhole(async () => {
      const item = await connection.get(resourceKey(arn));
      if (!item) return undefined;
      const { version } = remember(arn, item).head;
      return { resource: await open(arn, item), version };
    });
  }

  return {
    loadResource,
    forget: () => recent.clear(),

    async saveResource(resource, expectedVersion) {
      const { arn, list, order } = resource;
      const before = await knownAt(arn, expectedVersion);
      const writeId = newWriteId();
      const outline = createOutline(resourceKey(arn).pk, writeId, new Map());
      const body = outline.blob(JSON.stringify(resource), 'body', 'state');
      const place = list === undefined || order === undefined ? {} : { list, order };
      const head: ResourceHead = { version: expectedVersion + 1, writeId, ...place };
      const core = [{ put: toResource(arn, head, body), on: expected(before) }, ...entryChanges(arn, before?.head, head)];
      const parts = outline.pieces.map((piece) => toPiece(piece, {}));
      await write(arn, expectedVersion, writeId, core, parts, bodyKeys(arn, before));
      recent.set(arn, { head, bodyRef: 'ref' in body ? body.ref : undefined });
    },

    async deleteResource(arn, expectedVersion) {
      const before = await knownAt(arn, expectedVersion);
      if (!before) throw new VersionConflict(arn, expectedVersion);
      const core = [{ delete: resourceKey(arn), on: expected(before) }, ...entryChanges(arn, before.head, undefined)];
      await write(arn, expectedVersion, newWriteId(), core, [], bodyKeys(arn, before));
      recent.delete(arn);
    },

    async listResources(list, { after, limit }) {
      const pk = resourceListKey(list);
      const behind = after === undefined ? {} : { after: placeInResourceList(after) };
      // One more than asked for tells whether this is the last page.
      const found = (await connection.query({ pk, ...behind, limit: limit + 1 })).map(fromResourceEntry);
      const entries = found.slice(0, limit);
      const heads = await connection.getAll(entries.map(({ arn }) => resourceKey(arn)));
      const headOf = new Map(heads.map((item) => [item['pk'], item]));
      const resources = await Promise.all(entries.map(({ arn }) => present(arn, headOf.get(resourceKey(arn).pk))));
      // Since its entry was read, a resource may have been deleted.
      const items = resources.filter((resource) => resource !== undefined);
      const last = entries.at(-1);
      return last !== undefined && found.length > limit ? { items, next: last.order } : { items };
    },

    countResources: (list, upTo) => connection.count({ pk: resourceListKey(list), limit: upTo }),
  };

  async function present(arn: string, item: Item | undefined): Promise<Resource | undefined> {
    if (!item) return undefined;
    try {
      return await open(arn, item);
    } catch (error) {
      if (!(error instanceof PartMissing)) throw error;
      return (await loadResource(arn))?.resource;
    }
  }
}

function expected(before: KnownResource | undefined) {
  return before ? { version: before.head.version, writeId: before.head.writeId } : ('absent' as const);
}

function bodyKeys(arn: string, known: KnownResource | undefined): Key[] {
  return known?.bodyRef ? pieceKeys(resourceKey(arn).pk, known.bodyRef) : [];
}

function entryChanges(arn: string, before: ResourceHead | undefined, after: ResourceHead | undefined): WriteAction[] {
  const entryOf = (head: ResourceHead | undefined) =>
    head?.list === undefined || head.order === undefined ? undefined : toResourceEntry(head.list, head.order, arn);
  const [gone, entry] = [entryOf(before), entryOf(after)];
  if (gone && entry && gone['pk'] === entry['pk'] && gone['sk'] === entry['sk']) return [];
  return [...(gone ? [{ delete: keyOf(gone) }] : []), ...(entry ? [{ put: entry }] : [])];
}
