import { describe, expect, test } from 'vitest';
import { aMapRun, listOf, planned } from '../a-map-run.ts';
import { START } from '../an-api.ts';

describe('a redrive of a Map Run', () => {
  test('redrives the children that did not succeed, and starts those that had not begun', async () => {
    const {
      api,
      redrive,
      counts,
      children,
      describe: ask,
      describeExecution,
      eventTypes,
    } = await aMapRun({
      integration: planned({ 2: ['fail', 'ok'], 3: ['wait', 'ok'] }),
      items: [1, 2, 3, 4],
      map: { MaxConcurrency: 2 },
    });
    await api.pass(60);
    expect(await redrive()).toEqual({ redriveDate: new Date(START + 60_000) });
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3,4]', redriveCount: 1 });
    expect(await ask()).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
      redriveDate: new Date(START + 60_000),
      startDate: new Date(START),
      stopDate: new Date(START + 60_000),
    });
    expect(await counts()).toEqual({ succeeded: 4, total: 4, resultsWritten: 4 });
    expect(await counts('itemCounts')).toEqual({ succeeded: 4, total: 4, resultsWritten: 4 });
    expect((await eventTypes()).slice(6)).toEqual([
      'ExecutionFailed',
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    const again = await children({ redriveFilter: 'REDRIVEN' });
    expect(again.map(({ redriveCount, redriveDate }) => ({ redriveCount, redriveDate }))).toEqual(
      [1, 2].map(() => ({ redriveCount: 1, redriveDate: new Date(START + 60_000) })),
    );
    expect(await children({ redriveFilter: 'NOT_REDRIVEN' })).toHaveLength(2);
    expect((await eventTypes(String(again[0]?.['executionArn']))).slice(5, 8)).toContain('ExecutionRedriven');
  });

  test('runs EXPRESS children anew, under the same name', async () => {
    const { redrive, counts, children, describeExecution } = await aMapRun({
      integration: planned({ 2: ['fail', 'ok'] }),
      executionType: 'EXPRESS',
    });
    const before = (await children()).map(({ executionArn }) => executionArn).sort();
    await redrive();
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3]' });
    expect(await counts()).toEqual({ succeeded: 3, total: 3, resultsWritten: 3 });
    const after = await children();
    expect(after.map(({ executionArn }) => executionArn).sort()).toEqual(before);
    expect(after.every(({ status, redriveCount }) => status === 'SUCCEEDED' && redriveCount === 0)).toBe(true);
  });

  test('may fail again, and be redriven again', async () => {
    const {
      redrive,
      describe: ask,
      describeExecution,
      eventTypes,
    } = await aMapRun({
      integration: planned({ 2: ['fail', 'fail', 'ok'] }),
    });
    await redrive();
    expect(await ask()).toMatchObject({ status: 'FAILED', redriveCount: 1 });
    await redrive();
    expect(await ask()).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
    expect((await eventTypes()).filter((type) => type === 'MapRunRedriven')).toHaveLength(2);
  });

  test('shows children that wait for their turn as PENDING_REDRIVE', async () => {
    const plan = ['fail', 'wait'] as const;
    const { api, redrive, counts, children } = await aMapRun({
      integration: planned({ 1: plan, 2: plan, 3: plan }),
      items: [1, 2, 3, 4],
      map: { MaxConcurrency: 1, ToleratedFailureCount: 2 },
    });
    expect(await counts()).toEqual({ failed: 3, pending: 1, total: 4 });
    await redrive();
    expect(await counts()).toEqual({ pendingRedrive: 2, running: 1, pending: 1, total: 4 });
    const pending = await children({ statusFilter: 'PENDING_REDRIVE' });
    expect(pending.map(({ status }) => status)).toEqual(['PENDING_REDRIVE', 'PENDING_REDRIVE']);
    expect(await children({ statusFilter: 'FAILED' })).toEqual([]);
    expect((await children()).map(({ status }) => status).sort()).toEqual(['PENDING_REDRIVE', 'PENDING_REDRIVE', 'RUNNING']);
    const described = await api.call('DescribeExecution', { executionArn: pending[0]?.['executionArn'] });
    expect(described).toMatchObject({ status: 'PENDING_REDRIVE', redriveStatus: 'NOT_REDRIVABLE' });
  });

  test('that is stopped leaves none pending', async () => {
    const plan = ['fail', 'wait'] as const;
    const { redrive, stop, counts, children } = await aMapRun({
      integration: planned({ 1: plan, 2: plan, 3: plan }),
      map: { MaxConcurrency: 1, ToleratedFailureCount: 2 },
    });
    await redrive();
    await stop();
    expect(await counts()).toEqual({ failed: 2, aborted: 1, total: 3 });
    expect((await children()).map(({ status }) => status).sort()).toEqual(['ABORTED', 'FAILED', 'FAILED']);
  });

  test('right after a stop waits until the children have stopped', async () => {
    const { api, executionArn, counts, describeExecution } = await aMapRun({
      integration: planned({ 1: ['wait', 'ok'], 2: ['wait', 'ok'], 3: ['wait', 'ok'] }),
    });
    await Promise.all([
      api.call('StopExecution', { executionArn }),
      api.call('RedriveExecution', { executionArn }).catch(() => {}),
    ]);
    if ((await describeExecution())['status'] === 'ABORTED') await api.call('RedriveExecution', { executionArn });
    await api.settle();
    expect(await describeExecution()).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3]' });
    expect(await counts()).toEqual({ succeeded: 3, total: 3, resultsWritten: 3 });
  });

  test('leaves alone children that are too old, and counts them', async () => {
    const {
      api,
      executionArn,
      redrive,
      counts,
      describe: ask,
    } = await aMapRun({
      integration: planned({ 1: ['fail'], 2: ['wait', 'ok'] }),
      items: [1, 2],
      map: { ToleratedFailureCount: 1 },
    });
    await api.pass(10 * 86_400);
    await api.call('StopExecution', { executionArn });
    await api.pass(10 * 86_400);
    await redrive();
    expect((await ask())['status']).toBe('SUCCEEDED');
    expect(await counts()).toEqual({ succeeded: 1, failed: 1, failuresNotRedrivable: 1, total: 2, resultsWritten: 1 });
  });

  test('starts a new Map Run when the state failed after it', async () => {
    const { api, executionArn, redrive } = await aMapRun({ map: { OutputPath: '$.no' } });
    await redrive();
    expect(listOf(await api.call('ListMapRuns', { executionArn }), 'mapRuns')).toHaveLength(2);
  });
});
