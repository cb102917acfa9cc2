import { describe, expect, it } from 'vitest';
import { anApi, arnOf, passing, ROLE, START, waiting } from '../an-api.ts';

async function orders(more: object = {}) {
  const api = anApi();
  const stateMachineArn = await api.create('orders', passing(1), more);
  await api.pass(10);
  const update = (changes: object) => api.call('UpdateStateMachine', { stateMachineArn, ...changes });
  return { ...api, stateMachineArn, update };
}

describe('UpdateStateMachine: serialization', () => {
  it('refuses a definition that is no text', async () => {
    await expect((await orders()).update({ definition: {} })).rejects.toMatchObject({ code: 'SerializationException' });
  });
});

describe('UpdateStateMachine: validation', () => {
  it('refuses an unknown logging level', async () => {
    const call = (await orders()).update({ loggingConfiguration: { level: 'SOME' } });
    await expect(call).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringContaining('loggingConfiguration.level'),
    });
  });

  it.each([[{}], [{ definition: null, roleArn: null }], [{ publish: false }]])(
    'wants something to change: %j',
    async (changes) => {
      await expect((await orders()).update(changes)).rejects.toMatchObject({
        code: 'MissingRequiredParameter',
        message: 'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      });
    },
  );

  it('refuses an ARN that is none, a description without a version, and logs without a destination', async () => {
    const { update } = await orders();
    await expect(update({ stateMachineArn: 'orders', roleArn: ROLE })).rejects.toMatchObject({ code: 'InvalidArn' });
    await expect(update({ roleArn: ROLE, versionDescription: 'v' })).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(update({ loggingConfiguration: { level: 'ALL' } })).rejects.toMatchObject({
      code: 'InvalidLoggingConfiguration',
    });
  });

  it('refuses a definition that is none', async () => {
    await expect((await orders()).update({ definition: 'x' })).rejects.toMatchObject({ code: 'InvalidDefinition' });
  });

  it.each(['stateMachine:none', 'stateMachine:orders:1', 'stateMachine:orders:live'])('does not find %s', async (resource) => {
    const { update } = await orders({ publish: true });
    await expect(update({ stateMachineArn: arnOf(resource), roleArn: ROLE })).rejects.toMatchObject({
      code: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${arnOf(resource)}'`,
    });
  });
});

describe('UpdateStateMachine', () => {
  it('changes what is given, in a new revision, and keeps the rest', async () => {
    const { update, call, stateMachineArn } = await orders({ tracingConfiguration: { enabled: true } });
    const answer = await update({ definition: passing(2) });
    expect(answer).toEqual({
      updateDate: new Date(START + 10_000),
      revisionId: expect.stringMatching(/^[\da-f-]{36}$/),
      stateMachineVersionArn: undefined,
    });
    await expect(call('DescribeStateMachine', { stateMachineArn })).resolves.toMatchObject({
      definition: passing(2),
      roleArn: ROLE,
      tracingConfiguration: { enabled: true },
      revisionId: answer['revisionId'],
      creationDate: new Date(START),
    });
  });

  it('replaces a configuration as a whole', async () => {
    const { update, call, stateMachineArn } = await orders({ loggingConfiguration: { includeExecutionData: true } });
    await update({ loggingConfiguration: { level: 'OFF' } });
    const { loggingConfiguration } = await call('DescribeStateMachine', { stateMachineArn });
    expect(loggingConfiguration).toEqual({ level: 'OFF', includeExecutionData: false });
  });

  it('keeps the revision when nothing changes', async () => {
    const { update, pass } = await orders();
    expect(await update({ definition: passing(1), roleArn: ROLE })).toMatchObject({
      revisionId: undefined,
      updateDate: new Date(START),
    });
    const changed = await update({ roleArn: `${ROLE}-2` });
    await pass(10);
    expect(await update({ roleArn: `${ROLE}-2`, definition: passing(1) })).toEqual(changed);
  });

  it('publishes what it has made, once for each revision', async () => {
    const { update, stateMachineArn } = await orders();
    expect(await update({ publish: true })).toMatchObject({
      revisionId: undefined,
      stateMachineVersionArn: `${stateMachineArn}:1`,
    });
    expect(await update({ publish: true, versionDescription: 'again' })).toMatchObject({
      stateMachineVersionArn: `${stateMachineArn}:1`,
    });
    expect(await update({ publish: true, definition: passing(2) })).toMatchObject({
      stateMachineVersionArn: `${stateMachineArn}:2`,
    });
  });

  it('lets running executions go on with what they started with', async () => {
    const { update, call, start, stateMachineArn, pass } = await orders();
    await update({ definition: waiting(30) });
    const executionArn = await start(stateMachineArn);
    await update({ definition: passing('new') });
    await pass(30);
    await expect(call('DescribeExecution', { executionArn })).resolves.toMatchObject({ status: 'SUCCEEDED', output: '{}' });
  });

  it('loses nothing when two updates meet', async () => {
    const { update, call, stateMachineArn } = await orders();
    await Promise.all([update({ definition: passing(2) }), update({ roleArn: `${ROLE}-2` })]);
    await expect(call('DescribeStateMachine', { stateMachineArn })).resolves.toMatchObject({
      definition: passing(2),
      roleArn: `${ROLE}-2`,
    });
  });
});
