import { describe, expect, test } from 'vitest';
import { aMapRun, listOf, mapping, planned } from '../a-map-run.ts';
import { anApi, arnOf, START } from '../an-api.ts';

describe('a Map Run', () => {
  test('is listed and described', async () => {
    const { api, mapRunArn, executionArn, listed, describe: ask } = await aMapRun();
    expect(mapRunArn).toMatch(/^arn:aws:states:eu-west-1:123456789012:mapRun:mapper\/each:[0-9a-f-]{36}$/);
    expect(listed).toEqual({
      executionArn,
      mapRunArn,
      stateMachineArn: arnOf('stateMachine:mapper/each'),
      startDate: new Date(START),
      stopDate: new Date(START),
    });
    const counts = {
      pending: 0,
      running: 0,
      succeeded: 3,
      failed: 0,
      timedOut: 0,
      aborted: 0,
      total: 3,
      resultsWritten: 3,
      failuresNotRedrivable: 0,
      pendingRedrive: 0,
    };
    const { itemCounts, executionCounts, ...described } = await ask();
    expect([itemCounts, executionCounts]).toEqual([counts, counts]);
    expect(described).toEqual({
      mapRunArn,
      executionArn,
      status: 'SUCCEEDED',
      startDate: new Date(START),
      stopDate: new Date(START),
      maxConcurrency: 0,
      toleratedFailurePercentage: 0,
      toleratedFailureCount: 0,
      redriveCount: 0,
    });
    expect((await api.call('DescribeExecution', { executionArn }))['output']).toBe('[1,2,3]');
  });

  test('counts what is pending and what runs', async () => {
    const { counts } = await aMapRun({ integration: planned({ 2: ['wait'] }), map: { MaxConcurrency: 1 } });
    expect(await counts()).toEqual({ succeeded: 1, running: 1, pending: 1, total: 3 });
  });

  test.each([
    ['fail', 'STANDARD', { failed: 2, pending: 1, total: 3 }],
    ['fail', 'EXPRESS', { failed: 2, pending: 1, total: 3 }],
    ['ok', 'STANDARD', { failed: 1, succeeded: 1, pending: 1, total: 3 }],
    ['wait', 'STANDARD', { failed: 1, aborted: 1, pending: 1, total: 3 }],
  ] as const)('counts a child that does %s while it fails as it is listed: %s', async (does, executionType, expected) => {
    const integration = planned({ 1: ['fail'], 2: [does] });
    const { counts, children } = await aMapRun({ integration, executionType, map: { MaxConcurrency: 2 } });
    expect(await counts()).toEqual(expected);
    const statuses = (await children()).map(({ status }) => String(status).toLowerCase());
    for (const status of ['failed', 'succeeded', 'aborted'] as const)
      expect(statuses.filter((one) => one === status)).toHaveLength(Number((await counts())[status] ?? 0));
  });

  test('redrives only what did not succeed, also where that ended with the Map Run', async () => {
    const integration = planned({ 1: ['fail', 'ok'], 2: ['ok'] });
    const { api, executionArn, counts } = await aMapRun({ integration, map: { MaxConcurrency: 2 } });
    await api.call('RedriveExecution', { executionArn });
    await api.settle();
    expect(await counts()).toEqual({ succeeded: 3, total: 3, resultsWritten: 3 });
    expect(await api.call('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3]' });
  });

  test('lists several, newest first and in pages', async () => {
    const api = anApi({ integration: planned({}) });
    const twice = JSON.parse(mapping({}));
    twice.States.Done = { ...twice.States.Each, Label: 'again', End: true };
    twice.States.Done.ItemProcessor = {
      ...twice.States.Done.ItemProcessor,
      StartAt: 'W2',
      States: { W2: { Type: 'Pass', End: true } },
    };
    delete twice.States.Done.Next;
    const executionArn = await api.start(await api.create('twice', JSON.stringify(twice)), { input: '[1]' });
    const first = await api.call('ListMapRuns', { executionArn, maxResults: 1 });
    const second = await api.call('ListMapRuns', { executionArn, maxResults: 1, nextToken: first['nextToken'] });
    const labels = [first, second].map((page) => String(listOf(page, 'mapRuns')[0]?.['mapRunArn']).split(/[/:]/)[7]);
    expect(labels).toEqual(['again', 'each']);
    expect(second['nextToken']).toBeUndefined();
  });

  test('runs a thousand children', async () => {
    const items = Array.from({ length: 1_000 }, (_, index) => index);
    const { counts, children, describeExecution } = await aMapRun({ items });
    expect(await counts()).toEqual({ succeeded: 1_000, total: 1_000, resultsWritten: 1_000 });
    expect(await children({ maxResults: 1000 })).toHaveLength(1_000);
    expect((await describeExecution())['output']).toBe(JSON.stringify(items));
  }, 20_000);

  test.each(['DescribeMapRun', 'UpdateMapRun', 'ListExecutions'])('that does not exist is no resource for %s', async (action) => {
    const api = anApi();
    const mapRunArn = arnOf('mapRun:mapper/each:00000000-0000-4000-8000-000000000000');
    const call = api.call(action, { mapRunArn, ...(action === 'UpdateMapRun' ? { maxConcurrency: 1 } : {}) });
    await expect(call).rejects.toMatchObject({ code: 'ResourceNotFound' });
  });

  test('has an ARN of its own', async () => {
    const call = anApi().call('DescribeMapRun', { mapRunArn: 'mapRun' });
    await expect(call).rejects.toMatchObject({ code: 'InvalidArn', message: "Invalid Arn: 'Invalid ARN prefix: mapRun'" });
  });
});

describe('a child of a Map Run', () => {
  test('is an execution of its own', async () => {
    const { api, mapRunArn, children, eventTypes } = await aMapRun({
      integration: planned({ 2: ['fail'] }),
      map: { ToleratedFailureCount: 1 },
    });
    const [failed] = await children({ statusFilter: 'FAILED' });
    expect(failed).toMatchObject({
      mapRunArn,
      itemCount: 1,
      stateMachineArn: arnOf('stateMachine:mapper/each'),
      redriveCount: 0,
    });
    expect(await children({ statusFilter: 'SUCCEEDED' })).toHaveLength(2);
    const executionArn = String(failed?.['executionArn']);
    expect(executionArn).toMatch(/:execution:mapper\/each:[0-9a-f-]{36}$/);
    expect(await api.call('DescribeExecution', { executionArn })).toMatchObject({
      executionArn,
      mapRunArn,
      status: 'FAILED',
      input: '2',
      error: 'Oops',
      redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
    });
    expect(await eventTypes(executionArn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionFailed',
      'ExecutionFailed',
    ]);
    expect(await api.call('DescribeStateMachineForExecution', { executionArn })).toMatchObject({ label: 'each', mapRunArn });
  });

  test('is not listed with its state machine', async () => {
    const { api } = await aMapRun();
    const listed = listOf(await api.call('ListExecutions', { stateMachineArn: arnOf('stateMachine:mapper') }), 'executions');
    expect(listed).toHaveLength(1);
    expect(listed[0]?.['itemCount']).toBeUndefined();
  });

  test('is redriven with its Map Run, not by itself', async () => {
    const { api, children } = await aMapRun({ integration: planned({ 2: ['fail'] }) });
    const [failed] = await children({ statusFilter: 'FAILED' });
    const call = api.call('RedriveExecution', { executionArn: failed?.['executionArn'] });
    await expect(call).rejects.toMatchObject({ code: 'ExecutionNotRedrivable' });
  });

  test('that somebody stops counts as aborted', async () => {
    const {
      api,
      children,
      counts,
      describe: ask,
    } = await aMapRun({
      integration: planned({ 2: ['wait'] }),
      map: { ToleratedFailureCount: 1 },
    });
    const [running] = await children({ statusFilter: 'RUNNING' });
    await api.call('StopExecution', { executionArn: running?.['executionArn'] });
    await api.settle();
    expect((await ask())['status']).toBe('SUCCEEDED');
    expect(await counts()).toEqual({ succeeded: 2, aborted: 1, total: 3, resultsWritten: 2 });
  });

  test('of type EXPRESS can be listed and described when it has ended, and has no history', async () => {
    const { api, children, counts } = await aMapRun({
      integration: planned({ 2: ['fail'] }),
      executionType: 'EXPRESS',
      map: { ToleratedFailurePercentage: 50 },
    });
    expect(await counts()).toEqual({ succeeded: 2, failed: 1, total: 3, resultsWritten: 2 });
    expect(await children()).toHaveLength(3);
    const [failed] = await children({ statusFilter: 'FAILED' });
    const executionArn = String(failed?.['executionArn']);
    expect(executionArn).toMatch(/:express:mapper\/each:[0-9a-f-]{36}:[0-9a-f-]{36}$/);
    expect(await api.call('DescribeExecution', { executionArn })).toMatchObject({ status: 'FAILED', error: 'Oops', input: '2' });
    await expect(api.call('GetExecutionHistory', { executionArn })).rejects.toMatchObject({ code: 'InvalidArn' });
    await expect(api.call('StopExecution', { executionArn })).rejects.toMatchObject({ code: 'InvalidArn' });
  });
});

describe('tolerated failures', () => {
  const failingItems = (count: number) =>
    planned(Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index), ['fail'] as const])));
  const statusWith = async (failures: number, map: object) => {
    const items = Array.from({ length: 10 }, (_, index) => index);
    const run = await aMapRun({ integration: failingItems(failures), items, map });
    return (await run.describe())['status'];
  };

  test.each([
    ['none', 0, {}, 'SUCCEEDED'],
    ['none', 1, {}, 'FAILED'],
    ['a count', 2, { ToleratedFailureCount: 2 }, 'SUCCEEDED'],
    ['a count', 3, { ToleratedFailureCount: 2 }, 'FAILED'],
    ['a percentage', 2, { ToleratedFailurePercentage: 20 }, 'SUCCEEDED'],
    ['a percentage', 3, { ToleratedFailurePercentage: 20 }, 'FAILED'],
    ['both', 2, { ToleratedFailureCount: 2, ToleratedFailurePercentage: 50 }, 'SUCCEEDED'],
    ['both', 3, { ToleratedFailureCount: 2, ToleratedFailurePercentage: 50 }, 'FAILED'],
    ['both', 3, { ToleratedFailureCount: 5, ToleratedFailurePercentage: 20 }, 'FAILED'],
    ['all of them', 10, { ToleratedFailurePercentage: 100 }, 'SUCCEEDED'],
  ])('given as %s, with %i failures of 10 and %o: %s', async (_, failures, map, status) => {
    expect(await statusWith(failures, map)).toBe(status);
  });

  test('that are exceeded fail the state, and stop what runs', async () => {
    const { counts, children, describeExecution, eventTypes } = await aMapRun({
      integration: planned({ 2: ['fail'], 3: ['wait'] }),
      items: [1, 2, 3, 4],
      map: { MaxConcurrency: 2 },
    });
    expect(await describeExecution()).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    });
    expect(await eventTypes()).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
    expect(await counts()).toEqual({ succeeded: 1, failed: 1, aborted: 1, pending: 1, total: 4 });
    expect(await children({ statusFilter: 'RUNNING' })).toEqual([]);
    expect(await children({ statusFilter: 'ABORTED' })).toHaveLength(1);
  });
});

describe('UpdateMapRun', () => {
  test('lets more children run at once', async () => {
    const wait = { 1: ['wait'], 2: ['wait'], 3: ['wait'] } as const;
    const { api, mapRunArn, counts, describe: ask } = await aMapRun({ integration: planned(wait), map: { MaxConcurrency: 1 } });
    expect(await counts()).toEqual({ running: 1, pending: 2, total: 3 });
    expect(await api.call('UpdateMapRun', { mapRunArn, maxConcurrency: 3 })).toEqual({});
    await api.settle();
    expect(await counts()).toEqual({ running: 3, total: 3 });
    expect((await ask())['maxConcurrency']).toBe(3);
  });

  test('fails a run at once that has more failures than are tolerated now', async () => {
    const {
      api,
      mapRunArn,
      describe: ask,
      describeExecution,
    } = await aMapRun({
      integration: planned({ 1: ['fail'], 2: ['wait'] }),
      map: { ToleratedFailureCount: 2 },
    });
    await api.call('UpdateMapRun', { mapRunArn, toleratedFailurePercentage: 10 });
    await api.settle();
    expect(await ask()).toMatchObject({ status: 'FAILED', toleratedFailureCount: 2, toleratedFailurePercentage: 10 });
    expect((await describeExecution())['status']).toBe('FAILED');
  });

  test('lets a run go on that would have failed', async () => {
    const {
      api,
      mapRunArn,
      describe: ask,
    } = await aMapRun({
      integration: planned({ 1: ['fail'], 2: ['wait'] }),
      map: { ToleratedFailureCount: 1, MaxConcurrency: 2 },
    });
    await api.call('UpdateMapRun', { mapRunArn, toleratedFailureCount: 2 });
    expect(await ask()).toMatchObject({ status: 'RUNNING', toleratedFailureCount: 2 });
  });

  test('needs something to change, and a run that has not ended', async () => {
    const { api, mapRunArn } = await aMapRun();
    await expect(api.call('UpdateMapRun', { mapRunArn })).rejects.toMatchObject({
      code: 'ValidationException',
      members: { reason: 'MISSING_REQUIRED_PARAMETER' },
    });
    await expect(api.call('UpdateMapRun', { mapRunArn, maxConcurrency: 1 })).rejects.toMatchObject({
      code: 'ValidationException',
      members: { reason: 'CANNOT_UPDATE_COMPLETED_MAP_RUN' },
    });
    await expect(api.call('UpdateMapRun', { mapRunArn, toleratedFailurePercentage: 101 })).rejects.toThrow(
      "Value '101.0' at 'toleratedFailurePercentage' failed to satisfy constraint",
    );
  });
});

describe('StopExecution of the parent', () => {
  test.each(['STANDARD', 'EXPRESS'] as const)('aborts children that run, of type %s', async (executionType) => {
    const {
      stop,
      counts,
      children,
      describe: ask,
      eventTypes,
    } = await aMapRun({
      integration: planned({ 2: ['wait'] }),
      items: [1, 2, 3],
      map: { MaxConcurrency: 1 },
      executionType,
    });
    await stop();
    expect(await ask()).toMatchObject({ status: 'ABORTED', stopDate: new Date(START) });
    expect(await counts()).toEqual({ succeeded: 1, aborted: 1, pending: 1, total: 3 });
    expect((await children()).map(({ status }) => status).sort()).toEqual(['ABORTED', 'SUCCEEDED']);
    expect((await eventTypes()).slice(-2)).toEqual(['MapRunStarted', 'ExecutionAborted']);
  });
});
