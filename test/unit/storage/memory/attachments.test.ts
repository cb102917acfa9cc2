import { describe, expect, it } from 'vitest';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { ActivityTask, Note, Revision, StateMachine, Version } from '#storage/resource.ts';
import { aStateMachine } from '#test/support/a-state-machine.ts';
import { anExecution, succeeded } from '#test/support/an-execution.ts';

const MINUTE = 60_000;
const orders = aStateMachine('orders');

/** A revision of the state machine orders. */
const revisionOf = (revisionId: string): Revision => ({
  ...orders.revision,
  revisionId,
  arn: `${orders.arn}#${revisionId}`,
});

/** A storage that keeps no closed execution for long, and a state machine in it. */
async function aStorage() {
  let time = 0;
  const storage = createMemoryStorage({ maxExecutions: 0, retentionMillis: MINUTE, now: () => time, onFull: () => {} });
  let version = 0;

  /** Has the state machine go on with a new revision. */
  async function update(revisionId: string): Promise<void> {
    const revision = revisionOf(revisionId);
    await storage.saveResource(revision, 0);
    const machine: StateMachine = { ...orders, revision };
    await storage.saveResource(machine, version++);
  }
  const commit = (execution: Execution, expectedVersion = 0) =>
    storage.commit({ execution, expectedVersion, lists: [orders.arn], history: [] });
  await update('first');
  return {
    storage,
    update,
    commit,
    /** Lets time pass, and something else happen: what is forgotten is forgotten then. */
    async pass(millis = MINUTE) {
      time += millis;
      await commit(anExecution(`at ${time}`, { revisionId: 'other' }));
    },
    remove: () => storage.deleteResource(orders.arn, version),
    async revisions(...ids: string[]) {
      const stored = await Promise.all(ids.map((id) => storage.loadResource(revisionOf(id).arn)));
      return ids.filter((_, index) => stored[index] !== undefined);
    },
  };
}

describe('memory forgets a revision', () => {
  it('that is no longer the present one, a little later', async () => {
    const { update, pass, revisions } = await aStorage();
    await update('second');
    expect(await revisions('first', 'second')).toEqual(['first', 'second']);
    await pass();
    expect(await revisions('first', 'second')).toEqual(['second']);
  });

  it('with its state machine', async () => {
    const { remove, pass, revisions } = await aStorage();
    await remove();
    await pass();
    expect(await revisions('first')).toEqual([]);
  });

  it('that was made for nothing', async () => {
    const { storage, pass, revisions } = await aStorage();
    await storage.saveResource(revisionOf('lost'), 0);
    await pass();
    expect(await revisions('first', 'lost')).toEqual(['first']);
  });

  it('not before the last execution of it', async () => {
    const { update, commit, pass, revisions } = await aStorage();
    await commit(anExecution('one', { revisionId: 'first' }));
    await update('second');
    await pass();
    expect(await revisions('first')).toEqual(['first']);
    await commit(succeeded(anExecution('one', { revisionId: 'first' })), 1);
    await pass();
    await pass();
    expect(await revisions('first')).toEqual([]);
  });

  it('not before the last version of it', async () => {
    const { storage, update, pass, revisions } = await aStorage();
    const { arn: stateMachineArn, creationTime } = orders;
    const arn = `${stateMachineArn}:1`;
    const version: Version = { kind: 'version', arn, stateMachineArn, version: 1, revisionId: 'first', creationTime };
    await storage.saveResource(version, 0);
    await update('second');
    await pass();
    expect(await revisions('first')).toEqual(['first']);
    await storage.deleteResource(arn, 1);
    await pass();
    expect(await revisions('first')).toEqual([]);
  });

  it('not when it is taken up again in time', async () => {
    const { commit, update, pass, revisions } = await aStorage();
    await update('second');
    // Its start had read the state machine before the update.
    await commit(anExecution('late', { revisionId: 'first' }));
    await pass();
    expect(await revisions('first')).toEqual(['first']);
  });
});

describe('memory forgets what is kept for an execution', () => {
  const { arn: executionArn } = anExecution('one');
  const task: ActivityTask = { kind: 'activity-task', arn: 'a#t', list: 'tasks', order: '1', token: 't', executionArn };
  const note: Note = { kind: 'note', arn: 'count', value: 1, executionArn };

  it('with it', async () => {
    const { storage, commit, pass } = await aStorage();
    await commit(anExecution('one'));
    await storage.saveResource(task, 0);
    await storage.saveResource(note, 0);
    await storage.saveResource({ ...note, value: 2 }, 1);
    await pass();
    expect((await storage.loadResource('count'))?.version).toBe(2);
    await commit(succeeded(anExecution('one')), 1);
    await pass();
    expect(await storage.listResources('tasks', { limit: 1 })).toEqual({ items: [] });
    expect(await storage.loadResource('count')).toBeUndefined();
  });

  it('when it must have ended, where it is kept nowhere', async () => {
    const { storage, pass } = await aStorage();
    await storage.saveResource(note, 0);
    await pass(5 * MINUTE);
    expect(await storage.loadResource('count')).toBeDefined();
    await pass(5 * MINUTE);
    expect(await storage.loadResource('count')).toBeUndefined();
  });
});
