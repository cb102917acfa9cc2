import { describe, expect, it } from 'vitest';
import { anApi, arnOf, passing, ROLE, START } from '../an-api.ts';

describe('DescribeStateMachine: serialization', () => {
  it('refuses an ARN that is no text', async () => {
    const call = anApi().call('DescribeStateMachine', { stateMachineArn: ['arn'] });
    await expect(call).rejects.toMatchObject({ code: 'SerializationException' });
  });
});

describe('DescribeStateMachine: validation', () => {
  it('wants an ARN', async () => {
    await expect(anApi().call('DescribeStateMachine')).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it.each([
    ['orders', 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: orders'"],
    [arnOf('execution:orders:1'), 'InvalidArn', "Invalid Arn: 'Resource type not valid in this context: execution'"],
    [arnOf('stateMachine:none'), 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${arnOf('stateMachine:none')}'`],
    [arnOf('stateMachine:none:1'), 'StateMachineDoesNotExist', `State Machine Does Not Exist: '${arnOf('stateMachine:none:1')}'`],
  ])('refuses %s', async (stateMachineArn, code, message) => {
    await expect(anApi().call('DescribeStateMachine', { stateMachineArn })).rejects.toMatchObject({ code, message });
  });

  it('refuses the ARN of a Distributed Map state, and says why', async () => {
    const call = anApi().call('DescribeStateMachine', { stateMachineArn: arnOf('stateMachine:orders/Each') });
    await expect(call).rejects.toMatchObject({
      code: 'ValidationException',
      members: { reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' },
    });
  });
});

describe('DescribeStateMachine', () => {
  it('shows everything, with what was not said', async () => {
    const api = anApi();
    const stateMachineArn = await api.create('orders', passing());
    await expect(api.call('DescribeStateMachine', { stateMachineArn })).resolves.toEqual({
      stateMachineArn,
      name: 'orders',
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: passing(),
      roleArn: ROLE,
      creationDate: new Date(START),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      revisionId: undefined,
    });
  });

  it('shows a version as it was published, under its own ARN', async () => {
    const api = anApi();
    const stateMachineArn = await api.create('orders', passing(1), { publish: true, versionDescription: 'the first' });
    await api.pass(5);
    await api.call('UpdateStateMachine', { stateMachineArn, definition: passing(2), publish: true });
    const first = await api.call('DescribeStateMachine', { stateMachineArn: `${stateMachineArn}:1` });
    expect(first).toMatchObject({
      stateMachineArn: `${stateMachineArn}:1`,
      name: 'orders',
      definition: passing(1),
      description: 'the first',
    });
    expect(first).toMatchObject({ creationDate: new Date(START), revisionId: undefined });
    const second = await api.call('DescribeStateMachine', { stateMachineArn: `${stateMachineArn}:2` });
    expect(second).toMatchObject({ definition: passing(2), description: undefined, creationDate: new Date(START + 5_000) });
    expect(second['revisionId']).toEqual((await api.call('DescribeStateMachine', { stateMachineArn }))['revisionId']);
  });

  it('leaves out the definition when only metadata are wanted', async () => {
    const api = anApi();
    const stateMachineArn = await api.create('orders');
    const shown = await api.call('DescribeStateMachine', { stateMachineArn, includedData: 'METADATA_ONLY' });
    expect(shown).toMatchObject({ definition: '{}', roleArn: ROLE });
  });
});
