import type { Resource } from '../resource.ts';
import { type ResourceStorage, VersionConflict } from '../storage.ts';
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

/** The half of the memory storage that keeps resources. */
export function createResources(): ResourceStorage & { readonly forget: (arn: string) => void } {
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
    if (list !== undefined && order !== undefined) lists.get(list)?.remove({ order });
  }

  return {
    async saveResource(resource, expectedVersion) {
      const before = expectVersion(resource.arn, expectedVersion);
      if (before !== undefined) delist(before.resource);
      enlist(resource);
      resources.set(resource.arn, { resource, version: expectedVersion + 1 });
    },

    async loadResource(arn) {
      return resources.get(arn);
    },

    forget(arn) {
      const kept = resources.get(arn);
      if (kept !== undefined) delist(kept.resource);
      resources.delete(arn);
    },

    async deleteResource(arn, expectedVersion) {
      const before = expectVersion(arn, expectedVersion);
      if (before !== undefined) delist(before.resource);
      resources.delete(arn);
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
