import { expect } from 'vitest';
import type { Storage } from '#storage/storage.ts';
import { aStateMachine } from '#test/support/a-state-machine.ts';
import { A_STATE_MACHINE_ARN, anExecution, someHistory } from '#test/support/an-execution.ts';
import { aCommit, type FreshStorage, type StorageTest } from './storage-test.ts';

export function wholeStoreSuite(test: StorageTest, freshStorage: FreshStorage): void {
  test('answers undefined for what is missing', async ({ storage }) => {
    expect(await storage.loadExecution('arn:of:nothing')).toBeUndefined();
    expect(await storage.loadResource('arn:of:nothing')).toBeUndefined();
    expect(await storage.nextDue()).toBeUndefined();
  });

  test('is as good as new after clear', async ({ storage }) => {
    await fill(storage);
    expect(await contents(storage)).toEqual({
      version: 1,
      events: 3,
      listed: 1,
      running: 1,
      due: 1,
      nextDue: 500,
      resource: 1,
      resources: 1,
    });
    await storage.clear();
    expect(await contents(storage)).toEqual(EMPTY);
    await fill(storage);
    expect(await contents(storage)).toMatchObject({ version: 1, events: 3, listed: 1, resource: 1 });
  });

  test('can be cleared when it is empty', async ({ storage }) => {
    await storage.clear();
    await storage.clear();
    expect(await contents(storage)).toEqual(EMPTY);
  });

  test('shares nothing with another fresh one', async ({ storage }) => {
    const other = await freshStorage();
    await fill(storage);
    expect(await contents(other)).toEqual(EMPTY);
    await other.clear();
    await other.close();
    expect(await contents(storage)).toMatchObject({ version: 1, resource: 1 });
  });
}

const EMPTY = {
  version: undefined,
  events: 0,
  listed: 0,
  running: 0,
  due: 0,
  nextDue: undefined,
  resource: undefined,
  resources: 0,
};

async function fill(storage: Storage): Promise<void> {
  await storage.commit(aCommit({ execution: anExecution('one'), history: someHistory(1, 3), dueAt: 500 }));
  await storage.saveResource(aStateMachine('orders'), 0);
}

async function contents(storage: Storage) {
  const { arn } = anExecution('one');
  return {
    version: (await storage.loadExecution(arn))?.version,
    events: (await storage.readHistory(arn, { limit: 10, reverse: false })).length,
    listed: (await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 10 })).items.length,
    running: (await storage.listExecutions(A_STATE_MACHINE_ARN, { status: 'RUNNING', limit: 10 })).items.length,
    due: (await storage.dueExecutions(9_999, 10)).length,
    nextDue: await storage.nextDue(),
    resource: (await storage.loadResource(aStateMachine('orders').arn))?.version,
    resources: (await storage.listResources('stateMachines', { limit: 10 })).items.length,
  };
}
