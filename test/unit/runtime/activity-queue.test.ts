import { describe, expect, it } from 'vitest';
import { createActivityQueue, withActivityQueue } from '#runtime/activity-queue.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Activity } from '#storage/resource.ts';

const PACK = 'arn:aws:states:us-east-1:123456789012:activity:pack';
const SHIP = 'arn:aws:states:us-east-1:123456789012:activity:ship';

/** A queue whose clock shows what `at` was told last; timers are fired by hand. */
function aQueue(storage = createMemoryStorage()) {
  let now = 1_000_000;
  const timers = new Map<() => void, number>();
  const clock = {
    now: () => now,
    callAt: (time: number, callback: () => void) => {
      timers.set(callback, time);
      return () => timers.delete(callback);
    },
  };
  const at = (time: number) => {
    now = time;
    for (const [callback, due] of [...timers]) if (due <= now && timers.delete(callback)) callback();
  };
  return { queue: createActivityQueue(storage, clock), storage, at, timers };
}

/** An attempt of the one execution that there is. */
const attempt = (token: string) => ({ token, executionArn: 'arn:aws:states:us-east-1:123456789012:execution:orders:e-1' });

const anActivity: Activity = {
  kind: 'activity',
  arn: PACK,
  name: 'pack',
  creationTime: 0,
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  tags: {},
};

/** Whether a promise has been resolved by now. */
async function isResolved(promise: Promise<void>): Promise<boolean> {
  return await Promise.race([promise.then(() => true), new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
}

describe('the queue of an activity', () => {
  it('gives what was added first, once', async () => {
    const { queue, at } = aQueue();
    await queue.add(PACK, attempt('z'));
    at(1_000_001);
    await queue.add(PACK, attempt('a'));
    expect([await queue.take(PACK), await queue.take(PACK), await queue.take(PACK)]).toEqual(['z', 'a', undefined]);
  });

  it('gives each task to one of those who take at once', async () => {
    const { queue } = aQueue();
    for (const token of ['a', 'b', 'c']) await queue.add(PACK, attempt(token));
    const taken = await Promise.all([1, 2, 3, 4, 5].map(() => queue.take(PACK)));
    expect(taken.filter((token) => token !== undefined).sort()).toEqual(['a', 'b', 'c']);
  });

  it('holds a task once, however often it is added, at its first place', async () => {
    const { queue, at } = aQueue();
    await queue.add(PACK, attempt('a'));
    await queue.add(PACK, attempt('b'));
    at(1_000_005);
    await queue.add(PACK, attempt('a'));
    expect([await queue.take(PACK), await queue.take(PACK), await queue.take(PACK)]).toEqual(['a', 'b', undefined]);
  });

  it('can hold a task again that was taken', async () => {
    const { queue } = aQueue();
    await queue.add(PACK, attempt('a'));
    await queue.take(PACK);
    await queue.add(PACK, attempt('a'));
    expect(await queue.take(PACK)).toBe('a');
  });

  it('keeps activities apart', async () => {
    const { queue } = aQueue();
    await queue.add(PACK, attempt('a'));
    expect(await queue.take(SHIP)).toBeUndefined();
  });

  it('is the storage’s: another process finds what this one has added', async () => {
    const { queue, storage } = aQueue();
    await queue.add(PACK, attempt('a'));
    expect(await aQueue(storage).queue.take(PACK)).toBe('a');
  });

  it('wakes all who wait when something is added', async () => {
    const { queue, timers } = aQueue();
    const waits = [queue.wait(PACK, 1_060_000), queue.wait(PACK, 1_060_000)];
    const elsewhere = queue.wait(SHIP, 1_060_000);
    await queue.add(PACK, attempt('a'));
    await Promise.all(waits);
    expect(await isResolved(elsewhere)).toBe(false);
    expect(timers.size).toBe(1);
  });

  it('has those who wait look again every second, and at their end', async () => {
    const { queue, at } = aQueue();
    const long = queue.wait(PACK, 1_060_000);
    const short = queue.wait(PACK, 1_000_400);
    at(1_000_400);
    await short;
    expect(await isResolved(long)).toBe(false);
    at(1_001_000);
    await long;
  });
});

describe('an integration with the queue', () => {
  const call = {
    resource: PACK,
    parameters: '{}',
    token: 't',
    state: 'Only',
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:m',
    executionArn: 'arn:aws:states:us-east-1:123456789012:execution:m:e',
    invocation: 0,
    signal: new AbortController().signal,
  };

  it('queues what is pending', async () => {
    const { queue, storage } = aQueue();
    await storage.saveResource(anActivity, 0);
    const integration = withActivityQueue(async () => ({ kind: 'pending' }), queue);
    await expect(integration(call)).resolves.toEqual({ kind: 'pending' });
    expect(await queue.take(PACK)).toBe('t');
  });

  const stranger = { ...call, executionArn: 'arn:aws:states:us-east-1:210987654321:execution:m:e' };
  const nothing = { kind: 'failed', error: 'States.Runtime', cause: `The activity ${PACK} does not exist.` };

  it('refuses what is for an activity that does not exist', async () => {
    const { queue, storage } = aQueue();
    const integration = withActivityQueue(async () => ({ kind: 'pending' }), queue);
    await expect(integration.refuse?.(call)).resolves.toEqual(nothing);
    await storage.saveResource(anActivity, 0);
    await expect(integration.refuse?.(call)).resolves.toBeUndefined();
  });

  it('refuses nothing that a mock answers, and no call of a service', async () => {
    const { queue } = aQueue();
    const mocked = Object.assign(async () => ({ kind: 'pending' }) as const, { isMocked: async () => true });
    await expect(withActivityQueue(mocked, queue).refuse?.(call)).resolves.toBeUndefined();
    const integration = withActivityQueue(async () => ({ kind: 'pending' }), queue);
    const other = { ...call, resource: 'arn:aws:states:::sqs:sendMessage' };
    expect(integration.refuse?.(other)).toBeUndefined();
  });

  it('has no activities of other accounts where accounts are closed', async () => {
    const { queue, storage } = aQueue();
    await storage.saveResource(anActivity, 0);
    const integration = withActivityQueue(async () => ({ kind: 'pending' }), queue, { accountsAreClosed: true });
    await expect(integration.refuse?.(call)).resolves.toBeUndefined();
    await expect(integration.refuse?.(stranger)).resolves.toEqual(nothing);
  });

  it('queues nothing that has an answer, as a mock gives', async () => {
    const { queue } = aQueue();
    const integration = withActivityQueue(async () => ({ kind: 'succeeded', output: '1' }), queue);
    await expect(integration(call)).resolves.toEqual({ kind: 'succeeded', output: '1' });
    expect(await queue.take(PACK)).toBeUndefined();
  });
});
