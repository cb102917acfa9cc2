import { describe, expect, it } from 'vitest';
import { anApi, arnOf, passing, ROLE, waiting } from '../an-api.ts';

describe('DeleteStateMachine: serialization', () => {
  it('refuses an ARN that is no text', async () => {
    await expect(anApi().call('DeleteStateMachine', { stateMachineArn: 1 })).rejects.toMatchObject({
      code: 'SerializationException',
    });
  });
});

describe('DeleteStateMachine: validation', () => {
  it('wants the ARN of a state machine', async () => {
    const remove = (stateMachineArn?: string) => anApi().call('DeleteStateMachine', { stateMachineArn });
    await expect(remove()).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(remove('x')).rejects.toMatchObject({ code: 'InvalidArn' });
    await expect(remove(arnOf('activity:a'))).rejects.toMatchObject({ code: 'InvalidArn' });
    await expect(remove(arnOf('stateMachine:orders/Each'))).rejects.toMatchObject({ code: 'ValidationException' });
  });
});

describe('DeleteStateMachine', () => {
  it('deletes a state machine with its versions', async () => {
    const { create, call } = anApi();
    const stateMachineArn = await create('orders', passing(), { publish: true });
    await expect(call('DeleteStateMachine', { stateMachineArn })).resolves.toEqual({});
    for (const arn of [stateMachineArn, `${stateMachineArn}:1`]) {
      await expect(call('DescribeStateMachine', { stateMachineArn: arn })).rejects.toMatchObject({
        code: 'StateMachineDoesNotExist',
      });
    }
    expect(await call('ListStateMachines')).toMatchObject({ stateMachines: [] });
  });

  it('does not mind when there is none', async () => {
    await expect(anApi().call('DeleteStateMachine', { stateMachineArn: arnOf('stateMachine:none') })).resolves.toEqual({});
  });

  it('lets a state machine be created anew', async () => {
    const { create, call, start } = anApi();
    const stateMachineArn = await create('orders', passing('old'), { publish: true });
    await start(stateMachineArn, { name: 'before' });
    await call('DeleteStateMachine', { stateMachineArn });
    await create('orders', passing('new'));
    const executionArn = await start(stateMachineArn);
    await expect(call('DescribeExecution', { executionArn })).resolves.toMatchObject({ output: '"new"' });
    const published = await call('UpdateStateMachine', { stateMachineArn, publish: true });
    expect(published).toMatchObject({ stateMachineVersionArn: `${stateMachineArn}:1` });
  });

  it('waits for running executions, and starts no others', async () => {
    const { create, call, start, pass } = anApi();
    const stateMachineArn = await create('orders', waiting(60));
    const executionArn = await start(stateMachineArn);
    await call('DeleteStateMachine', { stateMachineArn });
    await call('DeleteStateMachine', { stateMachineArn });
    expect(await call('DescribeStateMachine', { stateMachineArn })).toMatchObject({ status: 'DELETING' });
    expect(await call('ListStateMachines')).toMatchObject({ stateMachines: [{ stateMachineArn }] });
    const deleting = { code: 'StateMachineDeleting', message: `State Machine is being deleted: '${stateMachineArn}'` };
    await expect(call('StartExecution', { stateMachineArn })).rejects.toMatchObject(deleting);
    await expect(call('UpdateStateMachine', { stateMachineArn, roleArn: ROLE })).rejects.toMatchObject(deleting);
    await expect(create('orders', waiting(60))).rejects.toMatchObject(deleting);

    await pass(60);
    expect(await call('ListStateMachines')).toMatchObject({ stateMachines: [] });
    await expect(call('DescribeStateMachine', { stateMachineArn })).rejects.toMatchObject({ code: 'StateMachineDoesNotExist' });
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await call('DescribeStateMachineForExecution', { executionArn })).toMatchObject({ definition: waiting(60) });
    await expect(create('orders')).resolves.toBe(stateMachineArn);
  });

  it('fails running executions where they would enter another state', async () => {
    const { create, call, start, pass } = anApi();
    const inside = {
      StartAt: 'Inner',
      States: { Inner: { Type: 'Wait', Seconds: 60, Next: 'More' }, More: { Type: 'Succeed' } },
    };
    const caught = { Retry: [{ ErrorEquals: ['States.ALL'] }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }] };
    const branching = {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [inside], ...caught, Next: 'After' }, After: { Type: 'Succeed' } },
    };
    const sequence = {
      StartAt: 'Hold',
      States: { Hold: { Type: 'Wait', Seconds: 60, Next: 'After' }, After: { Type: 'Succeed' } },
    };
    for (const definition of [branching, sequence]) {
      const stateMachineArn = await create('orders', JSON.stringify(definition), { publish: true });
      const executionArns = [await start(stateMachineArn), await start(`${stateMachineArn}:1`)];
      await call('DeleteStateMachine', { stateMachineArn });
      await pass(60);
      await expect(call('DescribeStateMachine', { stateMachineArn })).rejects.toMatchObject({ code: 'StateMachineDoesNotExist' });
      for (const executionArn of executionArns) {
        const ended = { error: 'States.Runtime', cause: 'State machine orders has been deleted.' };
        expect(await call('DescribeExecution', { executionArn })).toMatchObject({ status: 'FAILED', ...ended });
        const { events } = await call('GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 2 });
        const failed = { type: 'ExecutionFailed', executionFailedEventDetails: ended };
        expect(events).toMatchObject([failed, { type: 'WaitStateExited' }]);
      }
    }
  });

  it('lets what it failed be redriven when there is such a state machine again', async () => {
    const { create, call, start, pass } = anApi();
    const states = { Hold: { Type: 'Wait', Seconds: 60, Next: 'After' }, After: { Type: 'Succeed' } };
    const stateMachineArn = await create('orders', JSON.stringify({ StartAt: 'Hold', States: states }));
    const executionArn = await start(stateMachineArn);
    await call('DeleteStateMachine', { stateMachineArn });
    await pass(60);
    await expect(call('RedriveExecution', { executionArn })).rejects.toMatchObject({ code: 'ExecutionNotRedrivable' });
    await create('orders');
    await call('RedriveExecution', { executionArn });
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('tells more executions than it reads at a time', async () => {
    const { create, call, start, pass } = anApi();
    const first = { Hold: { Type: 'Wait', Seconds: 60, Next: 'After' }, After: { Type: 'Succeed' } };
    const stateMachineArn = await create('orders', JSON.stringify({ StartAt: 'Hold', States: first }));
    const executionArns: string[] = [];
    for (let count = 0; count < 120; count++) executionArns.push(await start(stateMachineArn));
    await call('DeleteStateMachine', { stateMachineArn });
    await pass(60);
    for (const executionArn of executionArns)
      expect(await call('DescribeExecution', { executionArn })).toMatchObject({ status: 'FAILED' });
  });
});
