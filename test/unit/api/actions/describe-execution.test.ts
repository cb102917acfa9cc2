import { describe, expect, it } from 'vitest';
import { anApi, arnOf, failing, passing, START, waiting } from '../an-api.ts';

async function run(definition: string, more: object = {}) {
  const api = anApi();
  const executionArn = await api.start(await api.create('orders', definition), more);
  return { ...api, executionArn, describe: (given: object = {}) => api.call('DescribeExecution', { executionArn, ...given }) };
}

describe('DescribeExecution: serialization', () => {
  it('refuses an ARN that is no text', async () => {
    await expect(anApi().call('DescribeExecution', { executionArn: {} })).rejects.toMatchObject({
      code: 'SerializationException',
    });
  });
});

describe('DescribeExecution: validation', () => {
  it('refuses unknown kinds of data', async () => {
    const call = anApi().call('DescribeExecution', { executionArn: arnOf('execution:a:b'), includedData: 'SOME' });
    await expect(call).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringContaining('[ALL_DATA, METADATA_ONLY]'),
    });
  });

  it.each([
    ['x', 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: x'"],
    [arnOf('express:orders:a:b'), 'InvalidArn', "Invalid Arn: 'Resource type not valid in this context: express'"],
    [arnOf('execution:orders:none'), 'ExecutionDoesNotExist', `Execution Does Not Exist: '${arnOf('execution:orders:none')}'`],
  ])('refuses %s', async (executionArn, code, message) => {
    await expect(anApi().call('DescribeExecution', { executionArn })).rejects.toMatchObject({ code, message });
  });
});

describe('DescribeExecution', () => {
  it('shows a success', async () => {
    const { describe, executionArn } = await run(passing(5), { name: 'one', input: '[]', traceHeader: 'Root=1' });
    await expect(describe()).resolves.toEqual({
      executionArn,
      stateMachineArn: arnOf('stateMachine:orders'),
      stateMachineVersionArn: undefined,
      stateMachineAliasArn: undefined,
      name: 'one',
      status: 'SUCCEEDED',
      startDate: new Date(START),
      stopDate: new Date(START),
      input: '[]',
      inputDetails: { included: true },
      output: '5',
      outputDetails: { included: true },
      error: undefined,
      cause: undefined,
      traceHeader: 'Root=1',
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
  });

  it('shows one that runs', async () => {
    const { describe } = await run(waiting(60));
    const running = { status: 'RUNNING', stopDate: undefined, output: undefined, outputDetails: undefined };
    const why = { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: 'Execution is RUNNING and cannot be redriven' };
    await expect(describe()).resolves.toMatchObject({ ...running, ...why });
  });

  it('shows a failure, which can be redriven for 14 days', async () => {
    const { describe, pass } = await run(failing('Lost', 'in space'));
    await pass(14 * 86_400);
    await expect(describe()).resolves.toMatchObject({
      status: 'FAILED',
      error: 'Lost',
      cause: 'in space',
      redriveStatus: 'REDRIVABLE',
      redriveStatusReason: undefined,
    });
    await pass(1);
    await expect(describe()).resolves.toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
  });

  it('shows that the state machine is on its way out', async () => {
    const { describe, call, start } = await run(failing('Lost', ''));
    const stateMachineArn = arnOf('stateMachine:orders');
    await call('UpdateStateMachine', { stateMachineArn, definition: waiting(60) });
    await start(stateMachineArn);
    await call('DeleteStateMachine', { stateMachineArn });
    await expect(describe()).resolves.toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'State machine is in DELETING status',
    });
  });

  it('leaves out the data when only metadata are wanted', async () => {
    const { describe } = await run(passing(5));
    const none = { input: undefined, inputDetails: { included: false }, output: undefined, outputDetails: { included: false } };
    await expect(describe({ includedData: 'METADATA_ONLY' })).resolves.toMatchObject({ status: 'SUCCEEDED', ...none });
  });
});
