import { describe, expect, it } from 'vitest';
import { anApi, arnOf } from '../an-api.ts';

const definition = JSON.stringify({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      Label: 'Order',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Good',
        States: {
          Good: { Type: 'Choice', Choices: [{ Variable: '$', BooleanEquals: true, Next: 'Yes' }], Default: 'No' },
          Yes: { Type: 'Succeed' },
          No: { Type: 'Fail', Error: 'Bad' },
        },
      },
      ToleratedFailurePercentage: 100,
      End: true,
    },
  },
});

/** A Map Run of two children: one that succeeds, one that fails. */
async function aMapRun() {
  const api = anApi();
  const executionArn = await api.start(await api.create('orders', definition), { input: '[true,false]' });
  await api.pass(10);
  const { events } = await api.call('GetExecutionHistory', { executionArn });
  const started: unknown[] = Array.isArray(events) ? events.map((event) => event.mapRunStartedEventDetails?.mapRunArn) : [];
  const mapRunArn = String(started.find((arn) => arn !== undefined));
  const { executions } = await api.call('ListExecutions', { mapRunArn });
  const childArn = (status: string) =>
    String(Array.isArray(executions) ? executions.find((child) => child.status === status)?.executionArn : undefined);
  return { ...api, mapRunArn, executions, childArn };
}

describe('the children of a Map Run', () => {
  it('are listed by the Map Run', async () => {
    const { executions, mapRunArn, call } = await aMapRun();
    const child = { mapRunArn, stateMachineArn: arnOf('stateMachine:orders/Order') };
    expect(executions).toHaveLength(2);
    expect(executions).toMatchObject([child, child]);
    const ofMachine = await call('ListExecutions', { stateMachineArn: arnOf('stateMachine:orders') });
    expect(ofMachine['executions']).toMatchObject([{ mapRunArn: undefined, status: 'SUCCEEDED' }]);
  });

  it('are described with their Map Run, which redrives them', async () => {
    const { call, childArn, mapRunArn } = await aMapRun();
    expect(await call('DescribeExecution', { executionArn: childArn('FAILED') })).toMatchObject({
      mapRunArn,
      error: 'Bad',
      redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
      redriveStatusReason: undefined,
    });
    expect(await call('DescribeExecution', { executionArn: childArn('SUCCEEDED') })).toMatchObject({
      mapRunArn,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
  });

  it('have a history, and the definition of their state machine', async () => {
    const { call, childArn, mapRunArn } = await aMapRun();
    const executionArn = childArn('SUCCEEDED');
    const { events } = await call('GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 1 });
    expect(events).toMatchObject([{ type: 'ExecutionSucceeded' }]);
    expect(await call('DescribeStateMachineForExecution', { executionArn })).toMatchObject({
      stateMachineArn: arnOf('stateMachine:orders/Order'),
      name: 'orders',
      definition,
      label: 'Order',
      mapRunArn,
    });
  });
});
