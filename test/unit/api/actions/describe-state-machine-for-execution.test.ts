import { describe, expect, it } from 'vitest';
import { anApi, arnOf, passing, ROLE, START } from '../an-api.ts';

describe('DescribeStateMachineForExecution: serialization', () => {
  it('refuses an ARN that is no text', async () => {
    const call = anApi().call('DescribeStateMachineForExecution', { executionArn: 1 });
    await expect(call).rejects.toMatchObject({ code: 'SerializationException' });
  });
});

describe('DescribeStateMachineForExecution: validation', () => {
  it.each([
    [undefined, 'ValidationException'],
    [arnOf('stateMachine:orders'), 'InvalidArn'],
    [arnOf('execution:orders:none'), 'ExecutionDoesNotExist'],
  ])('refuses %s', async (executionArn, code) => {
    await expect(anApi().call('DescribeStateMachineForExecution', { executionArn })).rejects.toMatchObject({ code });
  });
});

describe('DescribeStateMachineForExecution', () => {
  it('shows what the execution runs, not what the machine is now', async () => {
    const { create, start, call, pass } = anApi();
    const stateMachineArn = await create('orders', passing('old'));
    const executionArn = await start(stateMachineArn);
    await pass(5);
    const { revisionId } = await call('UpdateStateMachine', { stateMachineArn, definition: passing('new') });
    await expect(call('DescribeStateMachineForExecution', { executionArn })).resolves.toEqual({
      stateMachineArn,
      name: 'orders',
      definition: passing('old'),
      roleArn: ROLE,
      updateDate: new Date(START),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      revisionId: undefined,
    });
    const later = await start(stateMachineArn);
    const ofLater = await call('DescribeStateMachineForExecution', { executionArn: later });
    expect(ofLater).toMatchObject({ definition: passing('new'), revisionId, updateDate: new Date(START + 5_000) });
  });

  it('names the machine for an execution of a version', async () => {
    const { create, start, call } = anApi();
    const stateMachineArn = await create('orders', passing(), { publish: true });
    const executionArn = await start(`${stateMachineArn}:1`);
    expect(await call('DescribeStateMachineForExecution', { executionArn })).toMatchObject({ stateMachineArn });
  });

  it('leaves out the definition when only metadata are wanted', async () => {
    const { create, start, call } = anApi();
    const executionArn = await start(await create('orders'));
    const shown = await call('DescribeStateMachineForExecution', { executionArn, includedData: 'METADATA_ONLY' });
    expect(shown).toMatchObject({ definition: '{}' });
  });
});
