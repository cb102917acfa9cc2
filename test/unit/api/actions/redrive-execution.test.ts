import { describe, expect, it } from 'vitest';
import type { Integration } from '#integrations/integration.ts';
import { anApi, arnOf, failing, passing, START, type TestApi, waiting } from '../an-api.ts';

const MINUTE = 60;
const DAY = 86_400;

/** An API with an execution that has failed. */
async function aFailure(
  integration?: Integration,
): Promise<{ api: TestApi; executionArn: string; redrive: (more?: object) => Promise<object> }> {
  const api = anApi(integration ? { integration } : {});
  const executionArn = await api.start(await api.create('broken', failing('Oops', 'again')), { name: 'run' });
  const redrive = async (more: object = {}) => {
    const answer = await api.call('RedriveExecution', { executionArn, ...more });
    await api.settle();
    return answer;
  };
  return { api, executionArn, redrive };
}

describe('RedriveExecution: validation', () => {
  it('refuses tokens with blanks', async () => {
    const { redrive } = await aFailure();
    await expect(redrive({ clientToken: 'a b' })).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it.each([
    ['x', 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: x'"],
    [arnOf('express:broken:run:1'), 'InvalidArn', "Invalid Arn: 'Resource type not valid in this context: express'"],
    [arnOf('execution:broken:none'), 'ExecutionDoesNotExist', `Execution Does Not Exist: '${arnOf('execution:broken:none')}'`],
  ])('refuses %s', async (executionArn, code, message) => {
    const { redrive } = await aFailure();
    await expect(redrive({ executionArn })).rejects.toMatchObject({ code, message });
  });
});

describe('RedriveExecution', () => {
  it('answers with the time of the redrive, which is shown everywhere', async () => {
    const { api, executionArn, redrive } = await aFailure();
    await api.pass(5);
    const redriveDate = new Date(START + 5_000);
    expect(await redrive()).toEqual({ redriveDate });
    expect(await api.call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'FAILED',
      startDate: new Date(START),
      stopDate: redriveDate,
      redriveCount: 1,
      redriveDate,
      redriveStatus: 'REDRIVABLE',
    });
    const { executions } = await api.call('ListExecutions', {
      stateMachineArn: arnOf('stateMachine:broken'),
      redriveFilter: 'REDRIVEN',
    });
    expect(executions).toMatchObject([{ executionArn, redriveCount: 1, redriveDate }]);
  });

  it('refuses an execution that runs or has succeeded', async () => {
    const api = anApi();
    const executionArn = await api.start(await api.create('slow', waiting(5)));
    await expect(api.call('RedriveExecution', { executionArn })).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
      message: 'Execution is RUNNING and cannot be redriven',
    });
    await api.pass(5);
    await expect(api.call('RedriveExecution', { executionArn })).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
      message: 'Execution is SUCCEEDED and cannot be redriven',
    });
  });

  it('refuses an execution that ended more than 14 days ago', async () => {
    const { api, executionArn, redrive } = await aFailure();
    await api.pass(14 * DAY + 1);
    await expect(redrive()).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
      message: 'Execution redrivable period exceeded',
    });
    expect(await api.call('DescribeExecution', { executionArn })).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
  });

  it('counts the 14 days from the last end', async () => {
    const { api, redrive } = await aFailure();
    await api.pass(10 * DAY);
    await redrive();
    await api.pass(10 * DAY);
    expect(await redrive()).toEqual({ redriveDate: new Date(START + 20 * DAY * 1000) });
  });

  it('refuses an execution of a state machine that is gone', async () => {
    const { api, redrive } = await aFailure();
    await api.call('DeleteStateMachine', { stateMachineArn: arnOf('stateMachine:broken') });
    await expect(redrive()).rejects.toMatchObject({ message: 'State machine is in DELETING status' });
  });

  it('runs the definition that the execution started with', async () => {
    const { api, executionArn, redrive } = await aFailure();
    await api.call('UpdateStateMachine', { stateMachineArn: arnOf('stateMachine:broken'), definition: passing() });
    await redrive();
    expect(await api.call('DescribeExecution', { executionArn })).toMatchObject({ status: 'FAILED', error: 'Oops' });
  });

  it('lets one of two callers redrive', async () => {
    const api = anApi();
    const executionArn = await api.start(await api.create('slow', waiting(5)));
    await api.call('StopExecution', { executionArn });
    const calls = [1, 2].map(() => api.call('RedriveExecution', { executionArn }));
    const [one, other] = await Promise.allSettled(calls);
    expect(one).toMatchObject({ status: 'fulfilled' });
    expect(other).toMatchObject({ reason: { message: 'Execution is RUNNING and cannot be redriven' } });
  });
});

describe('RedriveExecution: client tokens', () => {
  const countOf = async (api: TestApi, executionArn: string) =>
    (await api.call('DescribeExecution', { executionArn }))['redriveCount'];

  it('answer the same again, whatever has become of the execution', async () => {
    const { api, executionArn, redrive } = await aFailure();
    const first = await redrive({ clientToken: 'one' });
    await api.pass(10 * MINUTE);
    expect(await redrive({ clientToken: 'one' })).toEqual(first);
    expect(await countOf(api, executionArn)).toBe(1);
  });

  it('are good for 15 minutes', async () => {
    const { api, executionArn, redrive } = await aFailure();
    await redrive({ clientToken: 'one' });
    await api.pass(15 * MINUTE);
    await redrive({ clientToken: 'one' });
    expect(await countOf(api, executionArn)).toBe(1);
    await api.pass(1);
    await redrive({ clientToken: 'one' });
    expect(await countOf(api, executionArn)).toBe(2);
  });

  it('are remembered up to ten', async () => {
    const { api, executionArn, redrive } = await aFailure();
    for (let token = 0; token <= 10; token++) await redrive({ clientToken: `token-${token}` });
    await redrive({ clientToken: 'token-1' });
    expect(await countOf(api, executionArn)).toBe(11);
    await redrive({ clientToken: 'token-0' });
    expect(await countOf(api, executionArn)).toBe(12);
  });
});
