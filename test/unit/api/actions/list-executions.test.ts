import { describe, expect, it } from 'vitest';
import { anExecution, succeeded } from '#test/support/an-execution.ts';
import { anApi, arnOf, failing, passing, START, type TestApi, waiting } from '../an-api.ts';

const namesIn = ({ executions }: { readonly executions?: unknown }): unknown[] =>
  Array.isArray(executions) ? executions.map(({ name }) => name) : [];

/** Starts executions of one state machine, a second apart. */
async function startAll({ start, pass }: TestApi, stateMachineArn: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await start(stateMachineArn, { name });
    await pass(1);
  }
}

describe('ListExecutions: serialization', () => {
  it('refuses a size that is no number', async () => {
    await expect(anApi().call('ListExecutions', { maxResults: [] })).rejects.toMatchObject({ code: 'SerializationException' });
  });
});

describe('ListExecutions: validation', () => {
  it('refuses unknown statuses', async () => {
    const call = anApi().call('ListExecutions', { stateMachineArn: arnOf('stateMachine:orders'), statusFilter: 'DONE' });
    const values = '[SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]';
    await expect(call).rejects.toMatchObject({ code: 'ValidationException', message: expect.stringContaining(values) });
  });

  it('wants a state machine or a Map Run, not both', async () => {
    const { call } = anApi();
    const both = { stateMachineArn: arnOf('stateMachine:orders'), mapRunArn: arnOf('mapRun:orders/Each:1') };
    for (const given of [{}, both])
      await expect(call('ListExecutions', given)).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it.each([
    [{ stateMachineArn: 'x' }, 'InvalidArn'],
    [{ stateMachineArn: arnOf('stateMachine:none') }, 'StateMachineDoesNotExist'],
    [{ stateMachineArn: arnOf('stateMachine:orders:7') }, 'StateMachineDoesNotExist'],
    [{ stateMachineArn: arnOf('stateMachine:orders:live') }, 'StateMachineDoesNotExist'],
    [{ stateMachineArn: arnOf('stateMachine:quick') }, 'StateMachineTypeNotSupported'],
    [{ stateMachineArn: arnOf('stateMachine:orders'), nextToken: 'x' }, 'InvalidToken'],
    [{ stateMachineArn: arnOf('stateMachine:orders'), statusFilter: 'PENDING_REDRIVE' }, 'ValidationException'],
    [{ mapRunArn: arnOf('stateMachine:orders') }, 'InvalidArn'],
    [{ mapRunArn: arnOf('mapRun:orders/Each:1') }, 'ResourceNotFound'],
  ])('refuses %j', async (given, code) => {
    const { call, create } = anApi();
    await create('orders');
    await create('quick', passing(), { type: 'EXPRESS' });
    await expect(call('ListExecutions', given)).rejects.toMatchObject({ code });
  });
});

describe('ListExecutions', () => {
  it('shows the newest first', async () => {
    const api = anApi();
    const stateMachineArn = await api.create('orders', waiting(2));
    await startAll(api, stateMachineArn, ['one', 'two']);
    await api.create('others');
    await api.start(arnOf('stateMachine:others'));
    const { executions } = await api.call('ListExecutions', { stateMachineArn });
    // What has ended stands by its end, what runs by its start.
    expect(executions).toEqual([
      expect.objectContaining({ name: 'one', status: 'SUCCEEDED', stopDate: new Date(START + 2_000) }),
      {
        executionArn: arnOf('execution:orders:two'),
        stateMachineArn,
        stateMachineVersionArn: undefined,
        stateMachineAliasArn: undefined,
        name: 'two',
        status: 'RUNNING',
        startDate: new Date(START + 1_000),
        stopDate: undefined,
        redriveCount: 0,
      },
    ]);
  });

  it('filters by status', async () => {
    const api = anApi();
    const stateMachineArn = await api.create('orders', failing('E', ''));
    await startAll(api, stateMachineArn, ['bad']);
    await api.call('UpdateStateMachine', { stateMachineArn, definition: passing() });
    await startAll(api, stateMachineArn, ['good']);
    const namesOf = async (statusFilter: string) => namesIn(await api.call('ListExecutions', { stateMachineArn, statusFilter }));
    expect([await namesOf('FAILED'), await namesOf('SUCCEEDED'), await namesOf('RUNNING')]).toEqual([['bad'], ['good'], []]);
  });

  it('goes on where a page ended, whatever was started since', async () => {
    const api = anApi();
    const stateMachineArn = await api.create('orders');
    await startAll(api, stateMachineArn, ['one', 'two', 'three']);
    const first = await api.call('ListExecutions', { stateMachineArn, maxResults: 2 });
    await startAll(api, stateMachineArn, ['four']);
    const second = await api.call('ListExecutions', { stateMachineArn, maxResults: 2, nextToken: first['nextToken'] });
    expect([namesIn(first), namesIn(second), second['nextToken']]).toEqual([['three', 'two'], ['one'], undefined]);
    const foreign = { stateMachineArn, statusFilter: 'SUCCEEDED', nextToken: first['nextToken'] };
    await expect(api.call('ListExecutions', foreign)).rejects.toMatchObject({ code: 'InvalidToken' });
  });

  it('shows the executions of a version, also among those of the machine', async () => {
    const api = anApi();
    const stateMachineArn = await api.create('orders', passing(), { publish: true });
    await startAll(api, `${stateMachineArn}:1`, ['of-version']);
    await startAll(api, stateMachineArn, ['of-machine']);
    expect(namesIn(await api.call('ListExecutions', { stateMachineArn: `${stateMachineArn}:1` }))).toEqual(['of-version']);
    expect(namesIn(await api.call('ListExecutions', { stateMachineArn }))).toEqual(['of-machine', 'of-version']);
  });

  it('filters by redrives, page by page', async () => {
    const { call, create, parts } = anApi();
    const stateMachineArn = await create('orders');
    for (const [index, redriveCount] of [1, 0, 0, 2, 0, 3].entries()) {
      const execution = succeeded(anExecution(`run-${index}`, { stateMachineArn, redriveCount, startTime: START - index }));
      await parts.storage.commit({ expectedVersion: 0, execution, history: [], lists: [stateMachineArn] });
    }
    const first = await call('ListExecutions', { stateMachineArn, redriveFilter: 'REDRIVEN', maxResults: 2 });
    expect(namesIn(first)).toEqual(['run-0', 'run-3']);
    const second = await call('ListExecutions', {
      stateMachineArn,
      redriveFilter: 'REDRIVEN',
      maxResults: 2,
      nextToken: first['nextToken'],
    });
    expect([namesIn(second), second['nextToken']]).toEqual([['run-5'], undefined]);
    expect(namesIn(await call('ListExecutions', { stateMachineArn, redriveFilter: 'NOT_REDRIVEN' }))).toEqual([
      'run-1',
      'run-2',
      'run-4',
    ]);
  });
});
