import { expect } from 'vitest';
import { waiting } from '#control/waiting.ts';
import type { JsonObject } from '#json/json.ts';
import { aNest, SANDBOX } from '#test/support/a-nest.ts';
import type { LocalTest } from './local-test.ts';

const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } };

const NESTED: JsonObject = {
  StartAt: 'N',
  States: {
    N: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:hour' },
      End: true,
    },
  },
};

const TOP: JsonObject = {
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      ItemProcessor: { ...NESTED, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
      End: true,
    },
  },
};

/** Time that is skipped or moved by hand, on a table. */
export function timeSuite(test: LocalTest): void {
  test('skips for three generations at once', async ({ table }) => {
    const nest = await aNest({ top: TOP, hour: WAIT }, { storage: table.open() });

    const top = await nest.run('top', [1]);

    expect(top).toMatchObject({ status: 'SUCCEEDED', stopTime: top.startTime + 3_600_000 });
    expect((await nest.only('hour')).stopTime).toBe(top.stopTime);
  });

  test('is found by another process that takes a family over', async ({ table }) => {
    const first = await aNest({ top: { ...TOP, TimeoutSeconds: 60 }, hour: WAIT }, { storage: table.open(), mode: 'manual' });
    const { arn, startTime } = await first.run('top', [1]);
    const second = await aNest({}, { storage: table.open() });

    await second.time.set(SANDBOX, 'skip');
    await second.pass(0);

    expect(await second.only('top')).toMatchObject({ arn, status: 'TIMED_OUT', stopTime: startTime + 60_000 });
    expect(await second.only('hour')).toMatchObject({ status: 'ABORTED', stopTime: startTime + 60_000 });
  });

  test('is moved by hand from one moment to the next', async ({ table }) => {
    const nest = await aNest({ top: TOP, hour: WAIT }, { storage: table.open(), mode: 'manual' });
    const { startTime } = await nest.run('top', [1]);
    expect((await waiting(nest, SANDBOX, { limit: 10 })).items.map(({ kind }) => kind)).toEqual(['timer', 'job', 'children']);

    expect(await nest.time.toNext(SANDBOX)).toBe(startTime + 3_600_000);

    expect(await nest.only('top')).toMatchObject({ status: 'SUCCEEDED', stopTime: startTime + 3_600_000 });
    expect((await waiting(nest, SANDBOX, { limit: 10 })).items).toEqual([]);
  });
}
