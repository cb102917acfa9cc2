import { describe, expect, it } from 'vitest';
import { actionTable } from '#api/action-table.ts';
import type { Caller } from '#api/call.ts';
import { createTaskToken } from '#interpreter/continuation/task-token.ts';
import { anApi, CALLER } from './an-api.ts';

const STRANGER: Caller = { ...CALLER, account: '210987654321' };
const PLACE = 'arn:aws:states:eu-west-1:123456789012';
const MACHINE = `${PLACE}:stateMachine:m`;
const EXECUTION = `${PLACE}:execution:m:e`;
const ACTIVITY = `${PLACE}:activity:a`;
const VERSION = `${MACHINE}:1`;
const ALIAS = `${MACHINE}:live`;
const MAP_RUN = `${PLACE}:mapRun:m/map:6d3b2c9e-0000-4000-8000-000000000000`;
const TOKEN = createTaskToken(EXECUTION, 0, 'secret');
const TAGS = { tags: [{ key: 'k', value: 'v' }] };

/** What each action is asked for; those that name nothing that exists are not here. */
const NAMING: Readonly<Record<string, readonly [resource: string, input: object]>> = {
  CreateStateMachineAlias: [VERSION, { name: 'live', routingConfiguration: [{ stateMachineVersionArn: VERSION, weight: 100 }] }],
  DeleteActivity: [ACTIVITY, { activityArn: ACTIVITY }],
  DeleteStateMachine: [MACHINE, { stateMachineArn: MACHINE }],
  DeleteStateMachineAlias: [ALIAS, { stateMachineAliasArn: ALIAS }],
  DeleteStateMachineVersion: [VERSION, { stateMachineVersionArn: VERSION }],
  DescribeActivity: [ACTIVITY, { activityArn: ACTIVITY }],
  DescribeExecution: [EXECUTION, { executionArn: EXECUTION }],
  DescribeMapRun: [MAP_RUN, { mapRunArn: MAP_RUN }],
  DescribeStateMachine: [MACHINE, { stateMachineArn: MACHINE }],
  DescribeStateMachineAlias: [ALIAS, { stateMachineAliasArn: ALIAS }],
  DescribeStateMachineForExecution: [EXECUTION, { executionArn: EXECUTION }],
  GetActivityTask: [ACTIVITY, { activityArn: ACTIVITY }],
  GetExecutionHistory: [EXECUTION, { executionArn: EXECUTION }],
  ListExecutions: [MACHINE, { stateMachineArn: MACHINE }],
  ListMapRuns: [EXECUTION, { executionArn: EXECUTION }],
  ListStateMachineAliases: [MACHINE, { stateMachineArn: MACHINE }],
  ListStateMachineVersions: [MACHINE, { stateMachineArn: MACHINE }],
  ListTagsForResource: [MACHINE, { resourceArn: MACHINE }],
  PublishStateMachineVersion: [MACHINE, { stateMachineArn: MACHINE }],
  RedriveExecution: [EXECUTION, { executionArn: EXECUTION }],
  SendTaskFailure: [EXECUTION, { taskToken: TOKEN }],
  SendTaskHeartbeat: [EXECUTION, { taskToken: TOKEN }],
  SendTaskSuccess: [EXECUTION, { taskToken: TOKEN, output: '{}' }],
  StartExecution: [`${MACHINE}#Happy`, { stateMachineArn: `${MACHINE}#Happy` }],
  StartSyncExecution: [MACHINE, { stateMachineArn: MACHINE }],
  StopExecution: [EXECUTION, { executionArn: EXECUTION }],
  TagResource: [ACTIVITY, { resourceArn: ACTIVITY, ...TAGS }],
  UntagResource: [ACTIVITY, { resourceArn: ACTIVITY, tagKeys: ['k'] }],
  UpdateMapRun: [MAP_RUN, { mapRunArn: MAP_RUN, maxConcurrency: 1 }],
  UpdateStateMachine: [MACHINE, { stateMachineArn: MACHINE, roleArn: 'arn:aws:iam::123456789012:role/r' }],
  UpdateStateMachineAlias: [ALIAS, { stateMachineAliasArn: ALIAS, description: 'd' }],
};

/** Lists of one's own, what is made anew, and what is looked at and not kept. */
const NAMELESS = [
  'CreateActivity',
  'CreateStateMachine',
  'ListActivities',
  'ListStateMachines',
  'TestState',
  'ValidateStateMachineDefinition',
];

describe('where accounts are closed', () => {
  it('every action is known to name something, or nothing', () => {
    expect([...Object.keys(NAMING), ...NAMELESS].toSorted()).toEqual(Object.keys(actionTable).toSorted());
  });

  it.each(Object.entries(NAMING))('%s is refused for what is of another account', async (action, [resource, input]) => {
    const api = anApi({ accountsAreClosed: true });
    await expect(api.call(action, input, STRANGER)).rejects.toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
      message:
        `User: arn:aws:iam::210987654321:root is not authorized to perform: states:${action} on resource: ${resource} ` +
        `because no resource-based policy allows the states:${action} action`,
    });
    const denied = { code: 'AccessDeniedException' };
    await api.call(action, input).then(
      () => {},
      (error: unknown) => expect(error).not.toMatchObject(denied),
    );
  });

  it('what is no ARN of Step Functions is refused as it always is', async () => {
    const api = anApi({ accountsAreClosed: true });
    await expect(api.call('DescribeExecution', { executionArn: 'x' }, STRANGER)).rejects.toMatchObject({ code: 'InvalidArn' });
    await expect(api.call('SendTaskSuccess', { taskToken: 'x', output: '1' }, STRANGER)).rejects.toMatchObject({
      code: 'InvalidToken',
    });
  });
});

describe('where accounts are open', () => {
  it('one describes what another has made', async () => {
    const api = anApi();
    const stateMachineArn = await api.create('m');
    await expect(api.call('DescribeStateMachine', { stateMachineArn }, STRANGER)).resolves.toMatchObject({ stateMachineArn });
  });
});
