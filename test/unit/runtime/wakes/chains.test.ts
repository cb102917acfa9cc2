import { expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { aQueuedWorld, type QueuedWorld } from '#test/support/a-queued-world.ts';
import type { SentMessage } from '#test/support/sqs-server.ts';

const DAY = 86_400_000;
const QUARTER = 900_000;
const HEARTBEATS = 1_000;
const BETWEEN = Math.floor((7 * DAY) / (HEARTBEATS + 1));
const SWEEP = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };

/** A week's Wait beside a token with that heartbeat. */
const besides = (task: JsonObject): JsonObject => ({
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Week', States: { Week: { Type: 'Wait', Seconds: 604_800, End: true } } },
        {
          StartAt: 'Ask',
          States: {
            Ask: {
              Type: 'Task',
              Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
              Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
              ...task,
              End: true,
            },
          },
        },
      ],
      End: true,
    },
  },
});

/** Runs a week of it, with a heartbeat every ten minutes, and a sweep every minute where there is one; resolves with the world after it, in which the Wait has ended on time. */
async function aWeek(task: JsonObject, reachMillis?: number): Promise<QueuedWorld> {
  const world = aQueuedWorld({
    integration: async () => ({ kind: 'submitted', output: '{}' }),
    ...(reachMillis === undefined ? {} : { reachMillis }),
  });
  const { clock } = world;
  const arn = await world.start(besides(task), 'week');
  const end = clock.now() + 7 * DAY + 60_000;
  const load = async () => (await world.storage.loadExecution(arn))?.execution;
  const queue: { readonly at: number; readonly message: SentMessage }[] = [];
  let taken = 0;
  const enqueue = () => {
    for (const message of world.sent.slice(taken)) queue.push({ at: clock.now() + message.delaySeconds * 1_000, message });
    taken = world.sent.length;
    queue.sort((a, b) => a.at - b.at);
  };
  async function heartbeat(): Promise<void> {
    const frames = Object.values((await load())?.frames ?? {});
    const frame = frames.find(({ state }) => state === 'Ask');
    const doing = frame?.visit?.doing;
    if (doing?.kind !== 'task' || frame === undefined) throw new Error('nobody waits for a token');
    const event = { kind: 'task-heartbeat', frame: frame.id, attempt: doing.attempt } as const;
    const limits = { until: clock.now() + 1_000, leavesCalls: true };
    await world.runtime.invocation(limits, () => world.runtime.report(arn, event));
  }
  enqueue();
  let nextHeartbeat = clock.now() + BETWEEN;
  let nextSweep = reachMillis === undefined ? Number.POSITIVE_INFINITY : clock.now() + 60_000;
  let heartbeats = 0;
  while (clock.now() < end) {
    const [first] = queue;
    const next = Math.min(first?.at ?? Number.POSITIVE_INFINITY, nextHeartbeat, nextSweep, end);
    clock.moveTo(next);
    if (next === first?.at) {
      queue.shift();
      await world.deliver(first.message);
    } else if (next === nextHeartbeat) {
      await heartbeat();
      nextHeartbeat = ++heartbeats < HEARTBEATS ? next + BETWEEN : Number.POSITIVE_INFINITY;
    } else if (next === nextSweep) {
      await world.invoke(SWEEP);
      nextSweep += 60_000;
    }
    enqueue();
  }
  expect(heartbeats).toBe(HEARTBEATS);
  const history = await world.history(arn);
  const left = history.find(({ type }) => type === 'WaitStateExited');
  // A message is never early, and comes by the second.
  const late = (left?.timestamp ?? 0) - (history[0]?.timestamp ?? 0) - 7 * DAY;
  expect(late >= 0 && late <= 1_000, `${late} ms late`).toBe(true);
  return world;
}

const TASKS = { 'a heartbeat of its own': { HeartbeatSeconds: 900 }, 'a timeout of a month': { TimeoutSeconds: 2_592_000 } };

test.for(Object.entries(TASKS))(
  'a week with 1,000 heartbeats of a task with %s takes a few messages where something sweeps',
  async ([, task]) => {
    const world = await aWeek(task, 90_000);
    expect(world.sent.length).toBeLessThanOrEqual(4);
  },
);

test.for(Object.entries(TASKS))(
  'a week with 1,000 heartbeats of a task with %s takes one message at a time where nothing does',
  async ([, task]) => {
    const world = await aWeek(task);
    // By stages of 15 minutes at most: a week of them, and some that come sooner.
    expect(world.sent.length).toBeLessThanOrEqual(((7 * DAY) / QUARTER) * 1.6);
  },
);
