import { describe, expect, it } from 'vitest';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { JsonObject } from '#json/json.ts';
import { aNest } from '#test/support/a-nest.ts';

const wait = (seconds: number) => ({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: seconds, End: true } } });

const map = (processor: JsonObject, more: JsonObject = {}, type = 'STANDARD'): JsonObject => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type } },
      End: true,
      ...more,
    },
  },
});

const call = (resource: string, machine: string, more: JsonObject = {}, states: JsonObject = {}): JsonObject => ({
  StartAt: 'T',
  States: {
    ...states,
    T: {
      Type: 'Task',
      Resource: `arn:aws:states:::${resource}`,
      Parameters: { StateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}` },
      End: true,
      ...more,
    },
  },
});

const seconds = ({ startTime, stopTime = Number.NaN }: Execution) => (stopTime - startTime) / 1000;

describe('time that is skipped', () => {
  it('ends a Distributed Map by the timeout of its machine, and its child with it', async () => {
    const nest = await aNest({ parent: { ...map(wait(3600)), TimeoutSeconds: 60 } });

    const parent = await nest.run('parent', [1]);
    const [child] = await nest.children(parent);

    expect(parent).toMatchObject({ status: 'TIMED_OUT' });
    expect(seconds(parent)).toBe(60);
    expect(child).toMatchObject({ status: 'ABORTED', stopTime: parent.stopTime });
    expect(nest.clock.now()).toBe(parent.startTime);
  });

  it.each(['STANDARD', 'EXPRESS'])('lets %s children of a Map run side by side in one time', async (type) => {
    const nest = await aNest({
      parent: map({ StartAt: 'W', States: { W: { Type: 'Wait', SecondsPath: '$', End: true } } }, {}, type),
    });

    const parent = await nest.run('parent', [30, 10, 20]);

    expect(parent.status).toBe('SUCCEEDED');
    expect(seconds(parent)).toBe(30);
    expect((await nest.children(parent)).map(seconds).toSorted()).toEqual([10, 20, 30]);
  });

  it('starts the next child at the time at which one before it has ended', async () => {
    const nest = await aNest({ parent: map(wait(10), { MaxConcurrency: 1 }) });

    const parent = await nest.run('parent', [1, 2, 3]);

    expect(seconds(parent)).toBe(30);
    const starts = (await nest.children(parent)).map(({ startTime }) => (startTime - parent.startTime) / 1000);
    expect(starts.toSorted()).toEqual([0, 10, 20]);
  });

  it.each(['states:startExecution.sync', 'states:startExecution.sync:2'])(
    'is no earlier in a parent (%s) than in its child',
    async (resource) => {
      const nest = await aNest({ parent: call(resource, 'child'), child: wait(3600) });

      const parent = await nest.run('parent');
      const child = await nest.only('child');

      expect(parent.status).toBe('SUCCEEDED');
      expect(seconds(child)).toBe(3600);
      expect(parent.stopTime).toBe(child.stopTime);
    },
  );

  it('strikes by the timeout of the task that waits for a child', async () => {
    const nest = await aNest({
      parent: call('states:startExecution.sync:2', 'child', { TimeoutSeconds: 50 }),
      child: wait(3600),
    });

    const parent = await nest.run('parent');
    const child = await nest.only('child');

    expect(parent).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(seconds(parent)).toBe(50);
    expect(child).toMatchObject({ status: 'ABORTED', stopTime: parent.stopTime });
  });

  it('strikes by the timeout of a child, and goes on with its parent then', async () => {
    const nest = await aNest({
      parent: call(
        'states:startExecution.sync:2',
        'child',
        { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'W' }] },
        wait(5).States,
      ),
      child: { ...wait(3600), TimeoutSeconds: 20 },
    });

    const parent = await nest.run('parent');
    const child = await nest.only('child');

    expect(child.status).toBe('TIMED_OUT');
    expect(seconds(child)).toBe(20);
    expect(seconds(parent)).toBe(25);
  });

  it('moves three generations together', async () => {
    const nest = await aNest({
      parent: { ...map(call('states:startExecution.sync:2', 'middle')), TimeoutSeconds: 500 },
      middle: call('states:startExecution.sync:2', 'child', {
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxAttempts: 1 }],
      }),
      child: { ...wait(3600), TimeoutSeconds: 100 },
    });

    const parent = await nest.run('parent', [1]);

    expect(parent.status).toBe('FAILED');
    expect(seconds(parent)).toBe(210);
    const [child] = await nest.children(parent);
    expect(child?.stopTime).toBe(parent.stopTime);
  });

  it('goes by the Express execution that a task waits for', async () => {
    const nest = await aNest(
      { parent: call('aws-sdk:sfn:startSyncExecution', 'child'), child: wait(120) },
      { express: ['child'] },
    );

    const parent = await nest.run('parent');

    expect(parent.status).toBe('SUCCEEDED');
    expect(seconds(parent)).toBe(120);
  });

  it('waits for the outside: a token in one child holds the time of the others', async () => {
    const token = {
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Parameters: { QueueUrl: 'https://queue', MessageBody: '' },
          End: true,
        },
      },
    };
    const nest = await aNest({ parent: call('states:startExecution.sync:2', 'child', { HeartbeatSeconds: 60 }), child: token });

    const parent = await nest.run('parent');
    expect(parent.status).toBe('RUNNING');
    await nest.pass(60);
    expect(await nest.only('parent')).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('ends for a child where it has a parent that goes on without it', async () => {
    const nest = await aNest({ parent: call('states:startExecution', 'child'), child: wait(3600) });

    const parent = await nest.run('parent');
    const child = await nest.only('child');

    expect(seconds(parent)).toBe(0);
    expect(seconds(child)).toBe(3600);
  });
});

describe('time that is not skipped', () => {
  it('has a parent told at once that its child has ended', async () => {
    const nest = await aNest({ parent: call('states:startExecution.sync:2', 'child'), child: wait(30) }, { mode: 'real' });

    await nest.run('parent');
    await nest.pass(30);

    expect(seconds(await nest.only('parent'))).toBe(30);
  });
});
