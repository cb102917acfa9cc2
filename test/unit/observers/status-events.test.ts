import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { type BusEntry, createStatusEvents } from '#observers/status-events.ts';
import { aSeed, aWorld, saveRevision } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

const WAIT: JsonObject = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
const PASS: JsonObject = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };

/** A world whose executions an event bus is told about. */
function aWorldOnABus() {
  const requests: (readonly BusEntry[])[] = [];
  const clock = createManualClock();
  const put = async (entries: readonly BusEntry[]) => {
    requests.push(entries);
  };
  const observer = createStatusEvents({ put, source: 'my.states', clock, log: () => {} });
  return { ...aWorld({ observer, clock }), observer, requests };
}

const statusOf = ({ detail }: BusEntry): string => JSON.parse(detail).status;

describe('an event bus', () => {
  test('is told when an execution starts and when it ends', async () => {
    const world = aWorldOnABus();
    const startedAt = world.clock.now();
    const arn = await world.start(WAIT, 'slow', { n: 1 });
    await world.pass(90);
    const entries = world.requests.flat();
    expect(entries.map(statusOf)).toEqual(['RUNNING', 'SUCCEEDED']);
    expect(entries[1]).toMatchObject({
      source: 'my.states',
      detailType: 'Step Functions Execution Status Change',
      resources: [arn],
      time: startedAt + 60_000,
    });
    expect(JSON.parse(entries[1]?.detail ?? '')).toMatchObject({ executionArn: arn, input: '{"n":1}', output: '{"n":1}' });
  });

  test('is told without delay when the process is about to be frozen', async () => {
    const world = aWorldOnABus();
    await world.start(PASS, 'quick');
    await world.runtime.quiet(world.clock.now() + 10_000);
    expect(world.requests.flat().map(statusOf)).toEqual(['RUNNING', 'SUCCEEDED']);
    expect(world.clock.pending()).toBe(0);
  });

  test('gets ten events at a time', async () => {
    const world = aWorldOnABus();
    for (let number = 0; number < 8; number++) await world.start(PASS, `quick-${number}`);
    await world.observer.flush();
    expect(world.requests.map((entries) => entries.length)).toEqual([10, 6]);
  });

  test('is told nothing of EXPRESS executions', async () => {
    const world = aWorldOnABus();
    const seed = aSeed(world.clock, 'express', {}, 'EXPRESS');
    await saveRevision(world.storage, seed, PASS);
    expect((await world.runtime.runToEnd(seed, JSON.stringify(PASS))).status).toBe('SUCCEEDED');
    await world.observer.flush();
    expect(world.requests).toEqual([]);
  });
});
