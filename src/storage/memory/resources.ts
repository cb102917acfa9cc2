import type { Resource } from '../resource.ts';
import { type ResourceStorage, VersionConflict } from '../storage.ts';
import type { Attachments } from './attachments.ts';
import { compareText, createOrderedList, type OrderedList } from './ordered-list.ts';

interface Kept {
  readonly resource: Resource;
  readonly version: number;
}

interface Listed {
  readonly order: string;
  readonly resource: Resource;
}

type ResourceList = OrderedList<Pick<Listed, 'order'>, Listed>;

/** The half of the memory storage that keeps resources; `forget` deletes one in whatever version it is. */
export type MemoryResources = ResourceStorage & { readonly forget: (arn: string) => void };

/** Keeps resources, and tells what they have to do with others. */
export function createResources(attachments: Pick<Attachments, 'saved' | 'deleted' | 'sweep'> | undefined): MemoryResources {
  const resources = new Map<string, Kept>();
  const lists = new Map<string, ResourceList>();

  function expectVersion(arn: string, expectedVersion: number): Kept | undefined {
    const kept = resources.get(arn);
    if ((kept?.version ?? 0) !== expectedVersion) throw new VersionConflict(arn, expectedVersion);
    return kept;
  }

  function enlist(resource: Resource): void {
    const { list, order } = resource;
    if (list === undefined || order === undefined) return;
    const ordered: ResourceList = lists.get(list) ?? createOrderedList((a, b) => compareText(a.order, b.order));
    lists.set(list, ordered);
    ordered.add({ order, resource });
  }

  function delist({ list, order }: Resource): void {
    const ordered = list === undefined ? undefined : lists.get(list);
    if (list === undefined || order === undefined || ordered === undefined) return;
    ordered.remove({ order });
    if (ordered.size() === 0) lists.delete(list);
  }

  function forget(arn: string): void {
    const kept = resources.get(arn);
    if (kept === undefined) return;
    delist(kept.resource);
    resources.delete(arn);
    attachments?.deleted(kept.resource);
  }

  return {
    async saveResource(resource, expectedVersion) {
      const before = expectVersion(resource.arn, expectedVersion);
      if (before !== undefined) delist(before.resource);
      enlist(resource);
      resources.set(resource.arn, { resource, version: expectedVersion + 1 });
      attachments?.saved(resource, before?.resource);
      attachments?.sweep();
    },

    async loadResource(arn) {
      return resources.get(arn);
    },

    forget,

    async deleteResource(arn, expectedVersion) {
      expectVersion(arn, expectedVersion);
      forget(arn);
    },

    async listResources(list, { after, limit }) {
      // One more than asked for tells whether this is the last page.
      const found = lists.get(list)?.page(after === undefined ? undefined : { order: after }, limit + 1) ?? [];
      const items = found.slice(0, limit).map(({ resource }) => resource);
      const last = found[limit - 1];
      return last !== undefined && found.length > limit ? { items, next: last.order } : { items };
    },

    async countResources(list, upTo) {
      return Math.min(lists.get(list)?.size() ?? 0, upTo);
    },
  };
}
