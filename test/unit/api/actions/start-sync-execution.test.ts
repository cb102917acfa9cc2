import { describe, expect, it } from 'vitest';
import { anApi, arnOf, CALLER, failing, passing, START, waiting } from '../an-api.ts';

async function quick(definition = passing()) {
  const api = anApi();
  const stateMachineArn = await api.create('quick', definition, { type: 'EXPRESS' });
  return { ...api, stateMachineArn, run: (given: object = {}) => api.call('StartSyncExecution', { stateMachineArn, ...given }) };
}

describe('StartSyncExecution: serialization', () => {
  it('refuses a name that is no text', async () => {
    await expect((await quick()).run({ name: 1 })).rejects.toMatchObject({ code: 'SerializationException' });
  });
});

describe('StartSyncExecution: validation', () => {
  it('checks the ARN, the name and the input', async () => {
    const { run } = await quick();
    await expect(run({ stateMachineArn: 'x' })).rejects.toMatchObject({ code: 'InvalidArn' });
    await expect(run({ stateMachineArn: arnOf('stateMachine:none') })).rejects.toMatchObject({
      code: 'StateMachineDoesNotExist',
    });
    await expect(run({ name: 'a:b' })).rejects.toMatchObject({ code: 'InvalidName' });
    await expect(run({ input: '{' })).rejects.toMatchObject({ code: 'InvalidExecutionInput' });
    await expect(run({ traceHeader: 'é' })).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it('refuses STANDARD state machines', async () => {
    const { call, create } = anApi();
    await expect(call('StartSyncExecution', { stateMachineArn: await create('slow') })).rejects.toMatchObject({
      code: 'StateMachineTypeNotSupported',
      message: 'This operation is not supported by this type of state machine',
    });
  });
});

describe('StartSyncExecution', () => {
  it('answers with the result', async () => {
    const { run, stateMachineArn } = await quick(passing({ sum: 3 }));
    await expect(run({ name: 'one', input: '{"a": 1}', traceHeader: 'Root=1-2' })).resolves.toEqual({
      executionArn: expect.stringMatching(/^arn:aws:states:eu-west-1:123456789012:express:quick:one:[\da-f-]{36}$/),
      stateMachineArn,
      name: 'one',
      startDate: new Date(START),
      stopDate: new Date(START),
      status: 'SUCCEEDED',
      input: '{"a": 1}',
      inputDetails: { included: true },
      output: '{"sum":3}',
      outputDetails: { included: true },
      error: undefined,
      cause: undefined,
      traceHeader: 'Root=1-2',
      billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 },
    });
  });

  it('answers with the failure, without an output', async () => {
    const { run } = await quick(failing('Orders.Lost', 'gone'));
    const answer = await run();
    expect(answer).toMatchObject({
      status: 'FAILED',
      error: 'Orders.Lost',
      cause: 'gone',
      output: undefined,
      outputDetails: { included: true },
    });
  });

  it('leaves out the data when only metadata are wanted', async () => {
    const answer = await (await quick()).run({ includedData: 'METADATA_ONLY' });
    expect(answer).toMatchObject({ status: 'SUCCEEDED', input: undefined, inputDetails: { included: false }, output: undefined });
  });

  it('bills what has begun of 100 milliseconds', async () => {
    const { run, pass } = await quick(waiting(2));
    const answer = run();
    await pass(0);
    await pass(2.001);
    await expect(answer).resolves.toMatchObject({
      billingDetails: { billedDurationInMilliseconds: 2100 },
      stopDate: new Date(START + 2001),
    });
  });

  it('ends after five minutes', async () => {
    const { run, pass } = await quick(waiting(301));
    const answer = run();
    await pass(0);
    await pass(300);
    await expect(answer).resolves.toMatchObject({ status: 'TIMED_OUT', stopDate: new Date(START + 300_000) });
  });

  it('ends a second before the time of the request does, and says why', async () => {
    const { call, pass, stateMachineArn } = await quick(waiting(60));
    const answer = call('StartSyncExecution', { stateMachineArn }, CALLER, 30_000);
    await pass(0);
    await pass(29);
    await expect(answer).resolves.toMatchObject({
      status: 'TIMED_OUT',
      stopDate: new Date(START + 29_000),
      cause: expect.stringContaining('29 seconds'),
    });
  });

  it('runs the version that is named', async () => {
    const { run, call, stateMachineArn } = await quick(passing('v1'));
    await call('UpdateStateMachine', { stateMachineArn, publish: true });
    await call('UpdateStateMachine', { stateMachineArn, definition: passing('v2') });
    expect(await run({ stateMachineArn: `${stateMachineArn}:1` })).toMatchObject({ output: '"v1"', stateMachineArn });
    expect(await run()).toMatchObject({ output: '"v2"' });
  });
});
