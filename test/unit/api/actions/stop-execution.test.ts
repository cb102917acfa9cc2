import { describe, expect, it } from 'vitest';
import { anApi, arnOf, START, waiting } from '../an-api.ts';

async function running() {
  const api = anApi();
  const executionArn = await api.start(await api.create('orders', waiting(60)));
  return { ...api, executionArn, stop: (given: object = {}) => api.call('StopExecution', { executionArn, ...given }) };
}

describe('StopExecution: serialization', () => {
  it('refuses a cause that is no text', async () => {
    await expect((await running()).stop({ cause: true })).rejects.toMatchObject({ code: 'SerializationException' });
  });
});

describe('StopExecution: validation', () => {
  it('shows nothing of an error that is too long', async () => {
    const message =
      "1 validation error detected: Value at 'error' failed to satisfy constraint: Member must have length less than or equal to 256";
    await expect((await running()).stop({ error: 'e'.repeat(257) })).rejects.toMatchObject({
      code: 'ValidationException',
      message,
    });
  });

  it.each([
    ['x', 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: x'"],
    [arnOf('express:orders:a:b'), 'InvalidArn', "Invalid Arn: 'Resource type not valid in this context: express'"],
    [arnOf('execution:orders:none'), 'ExecutionDoesNotExist', `Execution Does Not Exist: '${arnOf('execution:orders:none')}'`],
  ])('refuses %s', async (executionArn, code, message) => {
    await expect((await running()).stop({ executionArn })).rejects.toMatchObject({ code, message });
  });
});

describe('StopExecution', () => {
  it('stops an execution for good', async () => {
    const { call, executionArn, pass, stop } = await running();
    await pass(10);
    await expect(stop({ error: 'Enough', cause: 'of this' })).resolves.toEqual({ stopDate: new Date(START + 10_000) });
    await pass(3600);
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'of this',
      stopDate: new Date(START + 10_000),
    });
    const { events } = await call('GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 1 });
    expect(events).toMatchObject([
      {
        id: 3,
        type: 'ExecutionAborted',
        previousEventId: 0,
        executionAbortedEventDetails: { error: 'Enough', cause: 'of this' },
      },
    ]);
  });

  it('changes nothing about one that has ended', async () => {
    const { call, executionArn, pass, stop } = await running();
    await pass(60);
    await pass(5);
    await expect(stop({ error: 'Late' })).resolves.toEqual({ stopDate: new Date(START + 60_000) });
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED', error: undefined });
  });
});
