import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { aNest, SANDBOX } from '#test/support/a-nest.ts';

const HOUR = 3_600_000;

const wait = (seconds: number) => ({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: seconds, End: true } } });

const TWO_WAITS = {
  StartAt: 'A',
  States: { A: { Type: 'Wait', Seconds: 10, Next: 'B' }, B: { Type: 'Wait', Seconds: 20, End: true } },
};

const token = (more: JsonObject = {}): JsonObject => ({
  StartAt: 'T',
  States: {
    T: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'https://queue', MessageBody: '' },
      End: true,
      ...more,
    },
  },
});

const nested = {
  StartAt: 'N',
  States: {
    N: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:week' },
      End: true,
    },
  },
};

describe('manual time', () => {
  it('stands still, whatever the clock does', async () => {
    const nest = await aNest({ m: wait(10) }, { mode: 'manual' });

    await nest.run('m');
    await nest.pass(1000);

    expect((await nest.only('m')).status).toBe('RUNNING');
    expect(await nest.storage.nextDue()).toBeUndefined();
  });

  it('goes from one moment to the next where it is moved', async () => {
    const nest = await aNest({ m: TWO_WAITS }, { mode: 'manual' });
    const { startTime } = await nest.run('m');

    await nest.time.advance(SANDBOX, 15_000);
    expect((await nest.only('m')).frames[0]?.state).toBe('B');
    expect(await nest.time.get(SANDBOX)).toEqual({ mode: 'manual', now: startTime + 15_000 });

    await nest.time.advance(SANDBOX, 15_000);
    expect(await nest.only('m')).toMatchObject({ status: 'SUCCEEDED', stopTime: startTime + 30_000 });
  });

  it('is moved to the next moment at which something happens', async () => {
    const nest = await aNest({ m: TWO_WAITS }, { mode: 'manual' });
    const { startTime } = await nest.run('m');

    expect(await nest.time.toNext(SANDBOX)).toBe(startTime + 10_000);
    expect(await nest.time.toNext(SANDBOX)).toBe(startTime + 30_000);
    expect(await nest.time.toNext(SANDBOX)).toBeUndefined();
    expect((await nest.only('m')).status).toBe('SUCCEEDED');
  });

  it('is the time of whatever is made in the account', async () => {
    const nest = await aNest({ m: wait(1) }, { mode: 'manual' });
    const { now } = await nest.time.get(SANDBOX);

    await nest.time.advance(SANDBOX, HOUR);

    expect((await nest.run('m')).startTime).toBe(now + HOUR);
  });

  it('passes for parents and children, nested and of Maps, in one week', async () => {
    const week = 7 * 24 * 3600;
    const map = {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemProcessor: { ...nested, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
          End: true,
        },
      },
    };
    const nest = await aNest({ top: map, week: wait(week) }, { mode: 'manual' });
    const { startTime } = await nest.run('top', [1]);

    await nest.time.advance(SANDBOX, week * 1000);

    expect(await nest.only('top')).toMatchObject({ status: 'SUCCEEDED', stopTime: startTime + week * 1000 });
  });

  it('passes for EXPRESS executions', async () => {
    const sync = {
      StartAt: 'N',
      States: { N: { ...nested.States.N, Resource: 'arn:aws:states:::aws-sdk:sfn:startSyncExecution' } },
    };
    const nest = await aNest({ top: sync, week: wait(60) }, { mode: 'manual', express: ['week'] });
    const { startTime } = await nest.run('top');

    await nest.time.advance(SANDBOX, 60_000);

    expect(await nest.only('top')).toMatchObject({ status: 'SUCCEEDED', stopTime: startTime + 60_000 });
  });

  it('goes on by the clock when it is let go, from where it was', async () => {
    const nest = await aNest({ m: TWO_WAITS }, { mode: 'manual' });
    const { startTime } = await nest.run('m');
    await nest.time.advance(SANDBOX, 12_000);

    await nest.time.set(SANDBOX, 'real');
    await nest.pass(17);
    expect((await nest.only('m')).status).toBe('RUNNING');
    await nest.pass(1);

    expect(await nest.only('m')).toMatchObject({ status: 'SUCCEEDED', stopTime: startTime + 30_000 });
  });

  it('stops what the clock would have moved', async () => {
    const nest = await aNest({ m: wait(10) }, { mode: 'real' });
    await nest.run('m');
    await nest.pass(4);

    await nest.time.set(SANDBOX, 'manual');
    await nest.pass(100);
    expect((await nest.only('m')).status).toBe('RUNNING');
    await nest.time.advance(SANDBOX, 6_000);

    expect((await nest.only('m')).status).toBe('SUCCEEDED');
  });
});

describe('a time that was real', () => {
  it('skips what waits when it is told to', async () => {
    const nest = await aNest({ m: wait(HOUR) }, { mode: 'real' });
    await nest.run('m');

    await nest.time.set(SANDBOX, 'skip');
    await nest.pass(0);

    expect((await nest.only('m')).status).toBe('SUCCEEDED');
  });

  it('is moved on for everything that waits by so much', async () => {
    const nest = await aNest({ m: TWO_WAITS, n: wait(60) }, { mode: 'real' });
    const { startTime } = await nest.run('m');
    await nest.run('n');

    await nest.time.advance(SANDBOX, 40_000);

    expect(await nest.only('m')).toMatchObject({ status: 'SUCCEEDED', stopTime: startTime + 30_000 });
    expect((await nest.only('n')).status).toBe('RUNNING');
    await nest.pass(20);
    expect((await nest.only('n')).status).toBe('SUCCEEDED');
  });
});

describe('skip', () => {
  it.each(['skip', 'real', 'manual'] as const)('goes past the timeout of a token (%s)', async (mode) => {
    const nest = await aNest({ m: token({ TimeoutSeconds: 500, HeartbeatSeconds: 400 }) }, { mode });
    const { arn, startTime } = await nest.run('m');

    await nest.time.skip(SANDBOX, { executionArn: arn, until: 'next' });

    expect(await nest.only('m')).toMatchObject({ status: 'FAILED', error: 'States.Timeout', stopTime: startTime + 400_000 });
  });

  it('moves one execution by some seconds, and no other', async () => {
    const nest = await aNest({ m: TWO_WAITS, n: wait(60) }, { mode: 'real' });
    const { arn } = await nest.run('m');
    await nest.run('n');

    await nest.time.skip(SANDBOX, { executionArn: arn, seconds: 29 });
    expect((await nest.only('m')).status).toBe('RUNNING');
    await nest.pass(1);

    expect((await nest.only('m')).status).toBe('SUCCEEDED');
    expect((await nest.only('n')).skippedMillis).toBe(0);
  });

  it('goes until an execution is in a state', async () => {
    const nest = await aNest({ m: TWO_WAITS }, { mode: 'real' });
    const { arn } = await nest.run('m');

    await nest.time.skip(SANDBOX, { executionArn: arn, until: 'B' });

    expect(await nest.only('m')).toMatchObject({ status: 'RUNNING', skippedMillis: 10_000 });
  });

  it('takes the relatives with it', async () => {
    const nest = await aNest({ top: nested, week: wait(3600) }, { mode: 'real' });
    const { arn } = await nest.run('top');
    const child = await nest.only('week');

    await nest.time.skip(SANDBOX, { executionArn: child.arn, seconds: 4000 });

    const parent = await nest.only('top');
    expect(parent).toMatchObject({ arn, status: 'SUCCEEDED', stopTime: parent.startTime + 3_600_000 });
  });

  it('says that there is no such execution, also where it is another account’s', async () => {
    const nest = await aNest({ m: wait(10) }, { mode: 'real' });
    const { arn } = await nest.run('m');
    const other = { ...SANDBOX, account: '999999999999' };

    await expect(nest.time.skip(other, { executionArn: arn, seconds: 1 })).rejects.toThrow(`There is no execution ${arn}.`);
  });
});
