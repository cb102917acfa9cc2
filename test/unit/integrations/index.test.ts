import { describe, expect, it, vi } from 'vitest';
import { optimizedIntegrations } from '#asl/validate/optimized-integrations.ts';
import { createIntegrations } from '#integrations/index.ts';
import { readMockConfig } from '#integrations/mock-config.ts';
import { forbiddenHeaders } from '#integrations/web/apigateway-auth.ts';
import { findingsOf } from '../asl/validate/findings.ts';
import { taskCall } from './task-call.ts';

const mocks = readMockConfig(
  JSON.stringify({
    StateMachines: { Orders: { TestCases: { Happy: { Charge: 'Charged' } } } },
    MockedResponses: { Charged: { '0': { Return: { paid: true } } } },
  }),
);

describe('a resource that is not supported', () => {
  it.each([
    'arn:aws:states:::glue:startJobRun.waitForTaskToken',
    'arn:aws:states:::glue:toString',
    'arn:aws:states:::lambda:invoke.sync',
    'arn:aws:states:::lambda:toString',
    'arn:aws:states:::constructor:call',
    'arn:aws:states:::chocolate:melt',
    'arn:aws:states:::aws-sdk:s3:getObject.sync',
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
    expect(await createIntegrations({ mocks: () => mocks })(call)).toEqual({ kind: 'succeeded', output: '{"paid":true}' });
  });

  it('goes unanswered in a state that the test case leaves out', async () => {
    const call = taskCall({ resource: 'arn:aws:states:::chocolate:melt', testCase: 'Happy', state: 'Look up' });
    expect(await createIntegrations({ mocks: () => mocks })(call)).toMatchObject({
      cause: expect.stringContaining("of the state 'Look up' is not supported"),
    });
  });
});

describe('an activity', () => {
  it('is left to a worker', async () => {
    const call = taskCall({ resource: 'arn:aws:states:eu-west-1:123456789012:activity:Handwork' });
    expect(await createIntegrations()(call)).toEqual({ kind: 'pending' });
  });
});

describe('the integrations that are known', () => {
  const { known } = createIntegrations();

  it('are those that definitions may name', () => {
    const optimised = known.filter((resource) => /^[a-z-]+:[A-Za-z]+/.test(resource) && !resource.startsWith('aws-sdk'));
    expect(optimised.toSorted()).toEqual(optimizedIntegrations().toSorted());
  });
});

describe('the headers of a call of API Gateway', () => {
  // The list of Create API Gateway REST APIs with Step Functions, and what is near it.
  const documented =
    'X-Forwarded-For X-Amz-Date X-Amzn-Trace-Id Authorization Connection Content-md5 Expect Host Max-Forwards Proxy-Authenticate Server TE Transfer-Encoding Trailer Upgrade Via Www-Authenticate';
  it.each([...documented.split(' '), 'Accept', 'Hostess', 'Proxy-Authorization'])(
    'are refused in definitions as they are in calls: %s',
    (name) => {
      const Parameters = { ApiEndpoint: 'a', Method: 'GET', Headers: { [name]: 'x' } };
      const found = findingsOf({ Type: 'Task', Resource: 'arn:aws:states:::apigateway:invoke', Parameters, End: true });
      expect(found).toHaveLength(forbiddenHeaders({ [name]: 'x' }).length);
      expect(found).toHaveLength(documented.split(' ').includes(name) ? 1 : 0);
    },
  );
});

describe('a package, a service or an action that is not there', () => {
  it.each([
    ['aws-sdk:chocolate:melt', "The package '@aws-sdk/client-chocolate' cannot be loaded"],
    ['aws-sdk:secretsfactory:melt', "The package '@aws-sdk/client-secretsfactory' cannot be loaded"],
    ['aws-sdk:sqs/../../../../x/evil.mjs:go', "There is no AWS service 'sqs/../../../../x/evil.mjs'"],
    ['aws-sdk:sqs%2f..%2fevil:go', "There is no AWS service 'sqs%2f..%2fevil'"],
    ['aws-sdk::go', 'is not supported by this fake'],
    ['aws-sdk:lambda:meltFunction', "The package '@aws-sdk/client-lambda' has no action 'meltFunction'"],
  ])('is named: %s', async (resource, cause) => {
    expect(await createIntegrations()(taskCall({ resource: `arn:aws:states:::${resource}` }))).toMatchObject({
      kind: 'failed',
      error: 'States.Runtime',
      cause: expect.stringContaining(cause),
    });
  });
});

describe('Credentials', () => {
  const roleArn = 'arn:aws:iam::210987654321:role/other';

  it('fail by the name of the role where it cannot be assumed', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    const outcome = await createIntegrations()(taskCall({ parameters: '{"FunctionName":"f"}', roleArn }));
    vi.unstubAllEnvs();
    expect(outcome).toMatchObject({
      kind: 'failed',
      cause: expect.stringContaining(`The role '${roleArn}' (Credentials) could not be assumed`),
    });
  });

  it('do not keep a mock from answering', async () => {
    expect(await createIntegrations({ mocks: () => mocks })(taskCall({ roleArn, testCase: 'Happy' }))).toMatchObject({
      kind: 'succeeded',
    });
  });
});
