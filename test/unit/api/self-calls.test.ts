import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ApiCall } from '#api/call.ts';
import { createSelfCalls } from '#api/self-calls.ts';
import { createManualClock, type ManualClock } from '#test/support/manual-clock.ts';

let clock: ManualClock;
let served: string[];
let api: (call: ApiCall) => Promise<object>;

beforeEach(() => {
  clock = createManualClock();
  served = [];
  api = createSelfCalls(async ({ requestId }) => {
    served.push(requestId);
    return {};
  }, clock);
});

interface Asked {
  readonly action?: string;
  readonly machine?: string;
  readonly generation?: number;
  readonly depth?: number;
}

/** A task of an execution of that machine asks for something. */
const ask = (requestId: string, { action = 'StartExecution', machine = 'A', generation = 1, depth = 0 }: Asked = {}) =>
  api({
    action,
    input: {},
    requestId,
    caller: { account: '123456789012', region: 'us-east-1', partition: 'aws' },
    task: {
      startedBy: { executionArn: `arn:aws:states:us-east-1:123456789012:execution:${machine}:run`, attempt: requestId },
      nesting: { generation, depth },
      skippedMillis: 0,
    },
    remainingMillis: () => Number.POSITIVE_INFINITY,
  });

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}

describe('what executions ask of the fake itself', () => {
  it('is served one by one, and others have a turn between any two', async () => {
    const asked = Promise.all(['1', '2', '3'].map((id) => ask(id)));
    const seen: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      await setImmediate();
      seen.push(served.length);
    }
    await asked;
    expect(served).toEqual(['1', '2', '3']);
    expect(Math.max(...seen.map((count, index) => count - (seen[index - 1] ?? 0)))).toBe(1);
  });

  it('is served to state machines in turn', async () => {
    const many = Array.from({ length: 5 }, (_, index) => ask(`A${index}`));
    await Promise.all([...many, ask('B', { machine: 'B' })]);
    expect(served.indexOf('B')).toBeLessThan(2);
  });

  it('is served to the deepest of a recursion first, and before that what ends it', async () => {
    await Promise.all([
      ask('shallow', { depth: 1 }),
      ask('deep', { depth: 7 }),
      ask('deeper', { depth: 8 }),
      ask('check', { action: 'DescribeExecution' }),
    ]);
    expect(served).toEqual(['check', 'deeper', 'deep', 'shallow']);
  });

  it('fails where too many executions wait for each other', async () => {
    await ask('100', { depth: 100 });
    await expect(ask('101', { depth: 101 })).rejects.toMatchObject({
      code: 'ExecutionLimitExceeded',
      message: expect.stringContaining('More than 100 executions wait for each other'),
    });
    expect(served).toEqual(['100']);
  });

  it('fails where tasks of one machine want to start too many executions at once', async () => {
    const waiting = Array.from({ length: 10_000 }, (_, index) => ask(`${index}`));
    await expect(ask('one more')).rejects.toMatchObject({ code: 'ExecutionLimitExceeded' });
    await expect(ask('another', { machine: 'B' })).resolves.toEqual({});
    await Promise.all(waiting);
    await expect(ask('later')).resolves.toEqual({});
  });

  it('takes its time in a chain without an end, whatever else goes on', async () => {
    const asked = [ask('201', { generation: 201 }), ask('202', { generation: 202 }), ask('1', { generation: 1 })];
    await turns(5);
    expect(served).toEqual(['1']);
    clock.moveTo(clock.now() + 10);
    await turns(5);
    expect(served).toEqual(['1', '201']);
    clock.moveTo(clock.now() + 10);
    await Promise.all(asked);
    expect(served).toEqual(['1', '201', '202']);
  });
});
