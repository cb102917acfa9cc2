import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { aQueuedWorld } from '#test/support/a-queued-world.ts';
import { recordOf } from '#test/support/sqs-server.ts';

const waiting = (Seconds: number): JsonObject => ({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds, End: true } } });

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const calling: JsonObject = { StartAt: 'T', States: { T: { Type: 'Task', Resource: LAMBDA, End: true } } };

/** Turns round and round, without ever waiting, until its history is full. */
const spinning: JsonObject = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };

const SCHEDULES = [
  { version: '0', id: 'i', 'detail-type': 'Scheduled Event', source: 'aws.events', resources: [], detail: {} },
  { version: '0', id: 'i', 'detail-type': 'Scheduled Event', source: 'aws.scheduler', resources: [], detail: '{}' },
  { pump: {} },
  { pump: true },
];

describe('a Lambda event', () => {
  test.each(SCHEDULES)('%j lets what is due go on', async (event) => {
    const world = aQueuedWorld();
    const arns = [
      await world.start(waiting(10), 'one'),
      await world.start(waiting(20), 'two'),
      await world.start(waiting(90), 'later'),
    ];
    world.clock.moveTo(world.clock.now() + 60_000);
    expect(await world.invoke(event)).toEqual({});
    const statuses = arns.map(async (arn) => (await world.storage.loadExecution(arn))?.execution.status);
    expect(await Promise.all(statuses)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'RUNNING']);
  });

  test.each([
    [{}],
    [null],
    ['pump'],
    [{ Records: [{ eventSource: 'aws:s3', s3: {} }] }],
    [{ Records: [recordOf({ messageId: 'm', body: '{}' }), { eventSource: 'aws:dynamodb', dynamodb: {} }] }],
    [{ Records: 'none' }],
    [{ source: 'aws.s3', 'detail-type': 'Object Created', detail: {} }],
  ])('%j is not for us', async (event) => {
    expect(await aQueuedWorld().invoke(event)).toBeUndefined();
  });
});

describe('a batch of messages', () => {
  test('reports those that failed, and no others', async () => {
    const storage = createMemoryStorage();
    let broken = '';
    const world = aQueuedWorld({
      storage: {
        ...storage,
        loadExecution: (arn) => (arn === broken ? Promise.reject(new Error('the table is away')) : storage.loadExecution(arn)),
      },
    });
    const good = await world.start(waiting(10), 'good');
    broken = await world.start(waiting(10), 'broken');
    world.clock.moveTo(world.clock.now() + 10_000);
    const failed = world.sent.find(({ body }) => body.includes(broken));
    expect(await world.deliver(...world.sent)).toEqual({ batchItemFailures: [{ itemIdentifier: failed?.messageId }] });
    expect((await storage.loadExecution(good))?.execution.status).toBe('SUCCEEDED');

    broken = '';
    if (failed) expect(await world.deliver(failed)).toEqual({ batchItemFailures: [] });
  });

  test('does not become more and more while an execution cannot be moved on', async () => {
    const storage = createMemoryStorage();
    let isAway = false;
    const loadExecution = (arn: string) => (isAway ? Promise.reject(new Error('the table is away')) : storage.loadExecution(arn));
    const world = aQueuedWorld({ storage: { ...storage, loadExecution } });
    const arn = await world.start(waiting(10), 'broken');
    isAway = true;
    for (let receipts = 0; receipts < 5; receipts++) await world.deliverLast();
    expect(world.sent).toHaveLength(1);
    isAway = false;
    await world.deliverLast();
    expect((await storage.loadExecution(arn))?.execution.status).toBe('SUCCEEDED');
  });

  test('takes messages that are none of ours for done, so that they do not come again and again', async () => {
    expect(await aQueuedWorld().deliver({ messageId: 'm', body: 'hello', delaySeconds: 0 })).toEqual({ batchItemFailures: [] });
  });

  test('may be empty', async () => {
    expect(await aQueuedWorld().invoke({ Records: [] })).toEqual({ batchItemFailures: [] });
  });
});

describe('an invocation whose time is over', () => {
  test('hands an execution over that is still moving, to be woken at once', async () => {
    const world = aQueuedWorld();
    const arn = await world.start(spinning, 'spinning');
    expect(world.sent.map(({ body, delaySeconds }) => [JSON.parse(body).executionArn, delaySeconds])).toEqual([[arn, 0]]);
  });

  test('leaves a call that is out to itself, until its driver may be taken for dead', async () => {
    const world = aQueuedWorld();
    const arn = await world.start(calling, 'calling');
    const leaseUntil = (await world.storage.nextDue()) ?? 0;
    expect(world.sent.map(({ body }) => JSON.parse(body))).toMatchObject([{ executionArn: arn, at: leaseUntil }]);
    expect(leaseUntil - world.clock.now()).toBeGreaterThan(900_000);
  });
});
