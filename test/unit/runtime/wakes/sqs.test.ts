import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { createSqsWakes, readWakeMessage } from '#runtime/wakes/sqs.ts';
import { aQueuedWorld } from '#test/support/a-queued-world.ts';
import { problemsOf } from '#test/support/legal-history.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:m:e';

const waiting = (Seconds: number): JsonObject => {
  const name = `Wait ${Seconds}`;
  return { StartAt: name, States: { [name]: { Type: 'Wait', Seconds, End: true } } };
};

const sideBySide = (...branches: readonly JsonObject[]): JsonObject => ({
  StartAt: 'P',
  States: { P: { Type: 'Parallel', Branches: [...branches], End: true } },
});

/** Wakes of the queue alone, and what they have sent. */
function aQueue(refuses = false) {
  const clock = createManualClock();
  const sent: { readonly message: unknown; readonly delaySeconds: number }[] = [];
  const logged: unknown[] = [];
  const send = async (body: string, delaySeconds: number) => {
    if (refuses) throw new Error('the queue is gone');
    sent.push({ message: JSON.parse(body), delaySeconds });
  };
  const wakes = createSqsWakes({ send, clock, log: (entry) => logged.push(entry) })(() => {});
  return { clock, sent, logged, wakes };
}

describe('the wakes of a queue', () => {
  test('are sent at the end, one for each execution, for the time asked for last', async () => {
    const { clock, sent, wakes } = aQueue();
    wakes.lookAt(ARN, clock.now() + 50_000);
    wakes.lookAt(`${ARN}2`, clock.now() + 7_000);
    wakes.lookAt(ARN, clock.now() + 3_000);
    expect(sent).toEqual([]);
    await wakes.sent();
    expect(sent).toHaveLength(2);
    expect(sent).toContainEqual({ message: { executionArn: ARN, at: clock.now() + 3_000 }, delaySeconds: 3 });
    expect(sent).toContainEqual({ message: { executionArn: `${ARN}2`, at: clock.now() + 7_000 }, delaySeconds: 7 });
  });

  test('are sent once', async () => {
    const { clock, sent, wakes } = aQueue();
    wakes.lookAt(ARN, clock.now());
    await wakes.sent();
    await wakes.sent();
    expect(sent).toHaveLength(1);
  });

  test('are not sent for what is forgotten', async () => {
    const { clock, sent, wakes } = aQueue();
    wakes.lookAt(ARN, clock.now());
    wakes.forget(ARN);
    await wakes.sent();
    expect(sent).toEqual([]);
  });

  test.each([
    [-60_000, 0],
    [0, 0],
    [1, 1],
    [999, 1],
    [1_000, 1],
    [1_001, 2],
    [899_001, 900],
    [86_400_000, 900],
  ])('that are due in %i ms have a delay of %i s: never early, and 15 minutes at most', async (millis, delaySeconds) => {
    const { clock, sent, wakes } = aQueue();
    wakes.lookAt(ARN, clock.now() + millis);
    await wakes.sent();
    expect(sent[0]?.delaySeconds).toBe(delaySeconds);
  });

  test('that the queue refuses are logged, and nothing else', async () => {
    const { clock, logged, wakes } = aQueue(true);
    wakes.lookAt(ARN, clock.now());
    await wakes.sent();
    expect(logged).toMatchObject([{ level: 'WARN', executionArn: ARN, error: expect.stringContaining('the queue is gone') }]);
  });

  test('leave no timer behind', async () => {
    const { clock, wakes } = aQueue();
    wakes.lookAt(ARN, clock.now() + 5_000);
    wakes.lookAt(`${ARN}2`, clock.now() + 5_000);
    await wakes.sent();
    wakes.lookAt(ARN, clock.now() + 5_000);
    wakes.close();
    expect(clock.pending()).toBe(0);
  });
});

describe('a wake message', () => {
  test('is read as it was written', () => {
    expect(readWakeMessage(JSON.stringify({ executionArn: ARN, at: 5 }))).toEqual({ executionArn: ARN, at: 5 });
  });

  test.each([
    '',
    'null',
    '[]',
    '5',
    '{"executionArn":"arn"}',
    '{"executionArn":5,"at":5}',
    '{"executionArn":"arn","at":"5"}',
    'hello',
  ])('is not %s', (body) => expect(readWakeMessage(body)).toBeUndefined());
});

describe('an execution that a queue wakes', () => {
  test('waits longer than a message can, by stages', async () => {
    const world = aQueuedWorld();
    const arn = await world.start(waiting(2_000), 'long');
    await world.deliverLast();
    await world.deliverLast();
    expect((await world.storage.loadExecution(arn))?.execution.status).toBe('RUNNING');
    await world.deliverLast();
    expect(world.sent.map(({ delaySeconds }) => delaySeconds)).toEqual([900, 900, 200]);
    const history = await world.history(arn);
    expect(history.map(({ type, timestamp }) => [type, timestamp - (history[0]?.timestamp ?? 0)])).toEqual([
      ['ExecutionStarted', 0],
      ['WaitStateEntered', 0],
      ['WaitStateExited', 2_000_000],
      ['ExecutionSucceeded', 2_000_000],
    ]);
  });

  test('has one message under way, for what is due first', async () => {
    const world = aQueuedWorld();
    const arn = await world.start(sideBySide(waiting(30), waiting(10), waiting(20)), 'side-by-side');
    await world.deliverLast();
    await world.deliverLast();
    await world.deliverLast();
    expect(world.sent.map(({ delaySeconds }) => delaySeconds)).toEqual([10, 10, 10]);
    expect((await world.storage.loadExecution(arn))?.execution.status).toBe('SUCCEEDED');
  });

  test('is not hurt by a message that comes twice, early, late, or after its end', async () => {
    const world = aQueuedWorld();
    const arn = await world.start(waiting(10), 'twice');
    const [first] = world.sent;
    if (!first) throw new Error('nothing was sent');
    await world.deliver(first);
    expect(world.sent.map(({ delaySeconds }) => delaySeconds)).toEqual([10, 10]);
    world.clock.moveTo(world.clock.now() + 60_000);
    await world.deliver(first, first);
    const history = await world.history(arn);
    expect(problemsOf(history)).toEqual([]);
    await world.deliver(first);
    expect(await world.history(arn)).toEqual(history);
    expect(world.sent).toHaveLength(2);
  });

  test('goes on with the next look at what is due when its message is lost', async () => {
    const world = aQueuedWorld();
    const arn = await world.start(waiting(10), 'lost');
    world.clock.moveTo(world.clock.now() + 60_000);
    await world.invoke({ source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} });
    expect((await world.storage.loadExecution(arn))?.execution.status).toBe('SUCCEEDED');
  });

  test('sends nothing when there is no such execution', async () => {
    const world = aQueuedWorld();
    const message = { messageId: 'm', delaySeconds: 0, body: JSON.stringify({ executionArn: ARN, at: 0 }) };
    expect(await world.deliver(message)).toEqual({ batchItemFailures: [] });
    expect([world.sent, world.logged]).toEqual([[], []]);
  });

  test('sends nothing while only somebody outside can move it', async () => {
    const world = aQueuedWorld({ integration: async () => ({ kind: 'submitted', output: '{}' }) });
    const Parameters = { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' };
    const task = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters, End: true };
    const arn = await world.start({ StartAt: 'T', States: { T: task } }, 'callback');
    expect((await world.history(arn)).at(-1)?.type).toBe('TaskSubmitted');
    expect(world.sent).toEqual([]);
  });

  test('is left alone for a minute when it is due but cannot be moved on', async () => {
    const world = aQueuedWorld();
    const arn = await world.start(
      { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 10, Next: 'P' }, P: { Type: 'Pass', End: true } } },
      'stuck',
    );
    const stored = await world.storage.loadExecution(arn);
    const frame = stored?.execution.frames[0];
    if (!stored || !frame) throw new Error('there is no execution');
    // Nothing in a Pass state waits: should this ever be stored, no event moves it.
    const execution = { ...stored.execution, frames: { 0: { ...frame, state: 'P' } } };
    await world.storage.commit({
      expectedVersion: stored.version,
      execution,
      history: [],
      lists: [execution.stateMachineArn],
      dueAt: world.clock.now(),
    });
    await world.deliverLast();
    await world.deliverLast();
    expect(world.sent.map(({ delaySeconds }) => delaySeconds)).toEqual([10, 60, 60]);
    expect((await world.storage.loadExecution(arn))?.version).toBe(stored.version + 1);
  });
});
