import { expect } from 'vitest';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import { aStateMachine } from '#test/support/a-state-machine.ts';
import { allPages, forAll, type StorageTest, throughJson } from './storage-test.ts';

export function resourceSuite(test: StorageTest): void {
  test('are created at version 1, and each replacement adds 1', async ({ storage }) => {
    const created = aStateMachine('orders');
    const updated = aStateMachine('orders', { updateTime: 1_760_000_000_001, tags: {} });
    await storage.saveResource(created, 0);
    expect(await storage.loadResource(created.arn)).toEqual({ resource: throughJson(created), version: 1 });
    await storage.saveResource(updated, 1);
    expect(await storage.loadResource(created.arn)).toEqual({ resource: throughJson(updated), version: 2 });
    expect(await names(storage)).toEqual(['orders']);
  });

  test('may appear in no list', async ({ storage }) => {
    const { revision } = aStateMachine('orders');
    await storage.saveResource(revision, 0);
    expect(await storage.loadResource(revision.arn)).toEqual({ resource: throughJson(revision), version: 1 });
    expect(await names(storage)).toEqual([]);
    await storage.deleteResource(revision.arn, 1);
    expect(await storage.loadResource(revision.arn)).toBeUndefined();
  });

  test('keep a definition of 1,048,576 bytes', async ({ storage }) => {
    const { revision } = aStateMachine('orders');
    const big = { ...revision, definition: `{"Comment":"${'x'.repeat(1_048_576 - 14)}"}` };
    expect(big.definition).toHaveLength(1_048_576);
    await storage.saveResource(big, 0);
    expect((await storage.loadResource(big.arn))?.resource).toEqual(big);
  });

  test.for([0, 2, 7])('at version 1 are not replaced on version %i', async (version, { storage }) => {
    const created = aStateMachine('orders');
    await storage.saveResource(created, 0);
    const late = storage.saveResource(aStateMachine('orders', { order: 'zzz', status: 'DELETING' }), version);
    await expect(late).rejects.toBeInstanceOf(VersionConflict);
    expect(await storage.loadResource(created.arn)).toEqual({ resource: throughJson(created), version: 1 });
    expect((await storage.listResources('stateMachines', { limit: 10 })).items).toEqual([throughJson(created)]);
  });

  test('that do not exist are not replaced, nor listed for the attempt', async ({ storage }) => {
    const missing = aStateMachine('orders');
    await expect(storage.saveResource(missing, 1)).rejects.toBeInstanceOf(VersionConflict);
    expect(await storage.loadResource(missing.arn)).toBeUndefined();
    expect(await names(storage)).toEqual([]);
  });

  test('are won by one of two writers', async ({ storage }) => {
    const { arn } = aStateMachine('orders');
    for (const version of [0, 1]) {
      const variants = ['a', 'b'].map((letter) => aStateMachine('orders', { tags: { letter, round: `${version}` } }));
      const results = await Promise.allSettled(variants.map((variant) => storage.saveResource(variant, version)));
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(VersionConflict) });
      const winner = variants[results.findIndex(({ status }) => status === 'fulfilled')];
      expect(await storage.loadResource(arn)).toEqual({ resource: throughJson(winner), version: version + 1 });
    }
  });

  test('are deleted on their version only', async ({ storage }) => {
    const { arn } = aStateMachine('orders');
    await storage.saveResource(aStateMachine('orders'), 0);
    await storage.saveResource(aStateMachine('orders'), 1);
    for (const version of [0, 1, 3]) {
      await expect(storage.deleteResource(arn, version)).rejects.toBeInstanceOf(VersionConflict);
    }
    expect(await names(storage)).toEqual(['orders']);
    await storage.deleteResource(arn, 2);
    expect(await storage.loadResource(arn)).toBeUndefined();
    expect(await names(storage)).toEqual([]);
    await expect(storage.deleteResource(arn, 2)).rejects.toBeInstanceOf(VersionConflict);
  });

  test('can be created again after they were deleted', async ({ storage }) => {
    const { arn } = aStateMachine('orders');
    await storage.saveResource(aStateMachine('orders'), 0);
    await storage.deleteResource(arn, 1);
    await storage.saveResource(aStateMachine('orders', { type: 'EXPRESS' }), 0);
    expect(await storage.loadResource(arn)).toMatchObject({ resource: { type: 'EXPRESS' }, version: 1 });
    expect(await names(storage)).toEqual(['orders']);
  });

  test('are listed by ascending order, each list for itself', async ({ storage }) => {
    await save(storage, ['b', 'a', 'ab', 'B', '10', '9', 'é', 'a b', 'a-b']);
    await storage.saveResource(aStateMachine('elsewhere', { list: 'stateMachines/eu' }), 0);
    expect(await names(storage)).toEqual(['10', '9', 'B', 'a', 'a b', 'a-b', 'ab', 'b', 'é']);
    expect(await storage.listResources('stateMachines/eu', { limit: 10 })).toMatchObject({ items: [{ name: 'elsewhere' }] });
    expect(await storage.listResources('stateMachines/', { limit: 10 })).toEqual({ items: [] });
  });

  test('move when they are replaced at another place, in another list or in none', async ({ storage }) => {
    await save(storage, ['a', 'b', 'c']);
    await storage.saveResource(aStateMachine('a', { order: 'x' }), 1);
    expect(await names(storage)).toEqual(['b', 'c', 'a']);
    await storage.saveResource(aStateMachine('b', { list: 'others' }), 1);
    expect(await names(storage)).toEqual(['c', 'a']);
    expect(await storage.listResources('others', { limit: 10 })).toMatchObject({ items: [{ name: 'b' }] });
    const { list: _, order: __, ...unlisted } = aStateMachine('c');
    await storage.saveResource(unlisted, 1);
    expect(await names(storage)).toEqual(['a']);
  });

  test('page without loss or repetition, with a next position on every page but the last', async ({ storage }) => {
    const all = Array.from({ length: 60 }, (_, index) => `m-${100 + index}`);
    await save(storage, all.toReversed());
    const pages: number[] = [];
    const listed = await allPages(async (after) => {
      const page = await storage.listResources('stateMachines', { ...(after !== undefined && { after }), limit: 20 });
      pages.push(page.items.length);
      return page;
    });
    expect(listed.map(({ arn }) => arn)).toEqual(all.map((name) => aStateMachine(name).arn));
    expect(pages).toEqual([20, 20, 20]);
  });

  test('go on where a page ended, whatever was created or deleted since', async ({ storage }) => {
    await save(storage, ['b', 'd', 'f', 'h']);
    const { next } = await storage.listResources('stateMachines', { limit: 2 });
    await save(storage, ['a', 'c', 'e', 'i']);
    await storage.deleteResource(aStateMachine('d').arn, 1);
    await storage.deleteResource(aStateMachine('f').arn, 1);
    expect(next).toBeDefined();
    expect(await names(storage, next)).toEqual(['e', 'h', 'i']);
  });

  test('are counted, each list for itself, as far as is asked for', async ({ storage }) => {
    await save(storage, ['a', 'b', 'c', 'd']);
    await storage.saveResource(aStateMachine('elsewhere', { list: 'stateMachines/eu' }), 0);
    await storage.saveResource(aStateMachine('a', { status: 'DELETING' }), 1);
    expect(await storage.countResources('stateMachines', 10)).toBe(4);
    expect(await storage.countResources('stateMachines', 3)).toBe(3);
    expect(await storage.countResources('stateMachines/', 10)).toBe(0);
    await storage.deleteResource(aStateMachine('b').arn, 1);
    expect(await storage.countResources('stateMachines', 10)).toBe(3);
  });

  test('that were read before are not changed by a later write', async ({ storage }) => {
    const { arn } = aStateMachine('orders');
    await storage.saveResource(aStateMachine('orders'), 0);
    const snapshot = [await storage.loadResource(arn), await storage.listResources('stateMachines', { limit: 10 })];
    const copy = throughJson(snapshot);
    await storage.saveResource(aStateMachine('orders', { status: 'DELETING' }), 1);
    await storage.deleteResource(arn, 2);
    expect(snapshot).toEqual(copy);
  });
}

async function save(storage: Storage, machines: readonly string[]): Promise<void> {
  await forAll(machines, (name) => storage.saveResource(aStateMachine(name), 0));
}

async function names(storage: Storage, after?: string): Promise<(string | undefined)[]> {
  const { items } = await storage.listResources('stateMachines', { ...(after !== undefined && { after }), limit: 100 });
  return items.map((resource) => (resource.kind === 'state-machine' ? resource.name : undefined));
}
