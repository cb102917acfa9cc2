import { describe, expect, it } from 'vitest';
import { createIntegrations } from '#integrations/index.ts';
import { readMockConfig } from '#integrations/mock-config.ts';
import { taskCall } from './task-call.ts';

const mocks = readMockConfig(
  JSON.stringify({
    StateMachines: { Orders: { TestCases: { Happy: { Charge: 'Charged' } } } },
    MockedResponses: { Charged: { '0': { Return: { paid: true } } } },
  }),
);

describe('a resource that is not supported', () => {
  it.each([
    'arn:aws:states:::glue:startJobRun.sync',
    'arn:aws:states:::lambda:invoke.sync',
    'arn:aws:states:::lambda:toString',
    'arn:aws:states:::constructor:call',
    'arn:aws:states:::aws-sdk:s3:getObject',
    'arn:aws:states:eu-west-1:123456789012:activity:Handwork',
    'no ARN at all',
  ])('fails by its name and says how to mock it: %s', async (resource) => {
    const outcome = await createIntegrations()(taskCall({ resource }));
    expect(outcome).toMatchObject({ kind: 'failed', error: 'States.Runtime' });
    expect(outcome).toMatchObject({
      cause: expect.stringContaining(`The resource '${resource}' of the state 'Charge' is not supported`),
    });
    expect(outcome).toMatchObject({ cause: expect.stringContaining('SFN_MOCK_CONFIG') });
    expect(outcome).toMatchObject({ cause: expect.stringContaining('lambda:invoke.waitForTaskToken') });
  });

  it('is answered by a mock', async () => {
    const call = taskCall({ resource: 'arn:aws:states:::dynamodb:getItem', testCase: 'Happy' });
    expect(await createIntegrations({ mocks })(call)).toEqual({ kind: 'succeeded', output: '{"paid":true}' });
  });

  it('goes unanswered in a state that the test case leaves out', async () => {
    const call = taskCall({ resource: 'arn:aws:states:::dynamodb:getItem', testCase: 'Happy', state: 'Look up' });
    expect(await createIntegrations({ mocks })(call)).toMatchObject({
      cause: expect.stringContaining("of the state 'Look up' is not supported"),
    });
  });
});

describe('Credentials', () => {
  const roleArn = 'arn:aws:iam::210987654321:role/other';

  it('fail by the name of the role', async () => {
    const outcome = await createIntegrations()(taskCall({ parameters: '{"FunctionName":"f"}', roleArn }));
    expect(outcome).toMatchObject({ kind: 'failed', error: 'States.Runtime', cause: expect.stringContaining(roleArn) });
  });

  it('do not keep a mock from answering', async () => {
    expect(await createIntegrations({ mocks })(taskCall({ roleArn, testCase: 'Happy' }))).toMatchObject({ kind: 'succeeded' });
  });
});
