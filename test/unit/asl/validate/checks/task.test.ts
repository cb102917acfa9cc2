import { describe, expect, it } from 'vitest';
import { findingsOf, jsonataFindingsOf, schema } from '../findings.ts';

const lambda = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';
const activity = 'arn:aws:states:eu-west-1:123456789012:activity:pick';
const task = (fields: object) => ({ Type: 'Task', Resource: lambda, End: true, ...fields });
const sqs = { Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'https://q', 'MessageBody.$': '$' } };
const notRecognised = (arn: string) =>
  schema(
    `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    '/States/A/Resource',
  );

describe('the Resource of a Task', () => {
  it.each([lambda, `${lambda}:live`, `${lambda}:$LATEST`, activity, 'arn:aws-cn:lambda:cn-north-1:123456789012:function:orders'])(
    'may be the function or activity %s',
    (Resource) => {
      expect(findingsOf(task({ Resource }))).toEqual([]);
    },
  );

  it.each([
    'arn:aws:states:::aws-sdk:s3:listBuckets',
    'arn:aws:states:::aws-sdk:sts:getCallerIdentity',
    'arn:aws:states:::aws-sdk:s3:listBuckets.waitForTaskToken',
    // The service's own name, and how AWS's Java client calls it.
    'arn:aws:states:::aws-sdk:cloudwatchlogs:putLogEvents',
    'arn:aws:states:::aws-sdk:sfn:startExecution',
    'arn:aws:states:::aws-sdk:config:describeConfigRules',
    'arn:aws:states:::aws-sdk:rds:describeDBInstances',
    'arn:aws:states:::aws-sdk:abusesignal:createAbuseReport',
    'arn:aws:states:us-east-1:123456789012:aws-sdk:s3:listBuckets',
  ])('may be the integration %s', (Resource) => {
    expect(findingsOf(task({ Resource, Parameters: {} }))).toEqual([]);
  });

  it.each([
    ['arn:aws:states:::batch:submitJob.sync', { JobName: 'j', 'JobQueue.$': '$.queue', JobDefinition: 'd', Timeout: {} }],
    ['arn:aws-us-gov:states:::athena:getQueryResults', { QueryExecutionId: 'q' }],
    ['arn:aws:states:::http:invoke', { ApiEndpoint: 'https://a.example', Method: 'GET', Authentication: { ConnectionArn: 'c' } }],
    ['arn:aws:states:::bedrockagentcore:invokeHarness', { HarnessArn: 'h', Messages: [] }],
    ['arn:aws:states:::elasticmapreduce:addStep.sync', { ClusterId: 'c', Step: {} }],
    ['arn:aws:states:us-east-1:123456789012:sqs:sendMessage.waitForTaskToken', { QueueUrl: 'q', MessageBody: 'm' }],
    ['arn:aws:states:us-east-1::ecs:runTask.sync', { TaskDefinition: 't', LaunchType: 'FARGATE' }],
    ['arn:aws:states::123456789012:states:startExecution.sync:2', { StateMachineArn: 'm', Input: {} }],
  ])('may be the integration %s with what it takes', (Resource, Parameters) => {
    expect(findingsOf(task({ Resource, Parameters }))).toEqual([]);
  });

  it.each([
    'arn:aws:states:::sqs:sendMessages',
    'arn:aws:states:::lamda:invoke',
    'arn:aws:states:::bedrock-agentcore:invokeHarness',
    'arn:aws:states:::lambda:invoke.sync',
    'arn:aws:states:::dynamodb:getItem.waitForTaskToken',
    'arn:aws:states:::ecs:runTask.sync:2',
    'arn:aws:states:::aws-sdk:s3:listBuckets.sync',
    'arn:aws:states:::aws-sdk:sts:assumeRole',
    'arn:aws:states:::aws-sdk:lambda:invokeAsync.waitForTaskToken',
    'arn:aws:states:::aws-sdk:s3:ListBuckets',
    'arn:aws:states:::aws-sdk:s3:fooBar',
    'arn:aws:states:::aws-sdk:foo:bar',
    'arn:aws:states:::aws-sdk:S3:listBuckets',
    'arn:aws:states:::aws-sdk:stepfunctions:startExecution',
    'arn:aws:states:::aws-sdk:logs:putLogEvents',
    'arn:aws:states:::aws-sdk:dynamoDb:getItem',
    'arn:aws:states:us-east-1:12345:aws-sdk:s3:listBuckets',
    'arn:aws:states:US:123456789012:aws-sdk:s3:listBuckets',
    'arn:aws:states:::constructor:call',
    'arn:aws:s3:::bucket',
  ])('is not %s', (Resource) => {
    expect(findingsOf(task({ Resource, Parameters: {} }))).toEqual([notRecognised(Resource)]);
  });

  it('is an ARN', () => {
    expect(findingsOf(task({ Resource: 'orders' }))).toEqual([schema('Value is not a valid resource ARN', '/States/A/Resource')]);
  });

  it('is not missing, and is a text', () => {
    expect(findingsOf({ Type: 'Task', End: true })).toEqual([schema('These fields are required: [Resource]', '/States/A')]);
    expect(findingsOf(task({ Resource: 7 }))).toEqual([schema('Expected value of type String', '/States/A/Resource')]);
  });
});

describe('the parameters of an integration', () => {
  it('are there, with what the API needs', () => {
    expect(findingsOf(task(sqs))).toEqual([]);
    expect(
      jsonataFindingsOf(task({ Resource: sqs.Resource, Arguments: { QueueUrl: 'q', MessageBody: '{% $states.input %}' } })),
    ).toEqual([]);
    expect(jsonataFindingsOf(task({ Resource: sqs.Resource, Arguments: '{% $states.input %}' }))).toEqual([]);
  });

  it('are missed as a whole', () => {
    expect(findingsOf(task({ Resource: sqs.Resource }))).toEqual([
      schema(`Parameters field is required for resource ARN: ${sqs.Resource}`, '/States/A/Resource'),
    ]);
    expect(jsonataFindingsOf(task({ Resource: sqs.Resource }))).toEqual([
      schema(`Arguments field is required for resource ARN: ${sqs.Resource}`, '/States/A/Resource'),
    ]);
  });

  it('are missed one by one', () => {
    expect(findingsOf(task({ ...sqs, Parameters: {} }))).toEqual([
      schema("The field 'QueueUrl' is required but was missing", '/States/A/Parameters'),
      schema("The field 'MessageBody' is required but was missing", '/States/A/Parameters'),
    ]);
  });

  it.each([
    ['arn:aws:states:::sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'x', Foo: 1 }, 'Foo'],
    ['arn:aws:states:::sqs:sendMessage', { QueueUrl: 'q', 'MessageBody.$': '$', 'Foo.$': '$.x' }, 'Foo'],
    ['arn:aws:states:::lambda:invoke', { FunctionName: 'f', payload: {} }, 'payload'],
    ['arn:aws:states:::apigateway:invoke', { ApiEndpoint: 'a', Method: 'GET', Body: {} }, 'Body'],
    ['arn:aws:states:::elasticmapreduce:addStep', { ClusterId: 'c', Step: {}, Steps: [] }, 'Steps'],
    ['arn:aws:states:::aws-sdk:s3:getObject', { bucket: 'b' }, 'bucket'],
  ])('do not hold what %s does not take: %j', (Resource, Parameters, name) => {
    expect(findingsOf(task({ Resource, Parameters }))).toEqual([
      schema(`The field "${name}" is not supported by Step Functions`, '/States/A/Parameters'),
    ]);
  });

  it('hold what is demanded', () => {
    expect(findingsOf(task({ Resource: 'arn:aws:states:::http:invoke', Parameters: { Method: 'GET' } }))).toEqual([
      schema("The field 'ApiEndpoint' is required but was missing", '/States/A/Parameters'),
      schema("The field 'ConnectionArn' is required but was missing", '/States/A/Parameters'),
    ]);
    expect(findingsOf(task({ Resource: 'arn:aws:states:::dynamodb:updateItem', Parameters: { 'TableName.$': '$.t' } }))).toEqual([
      schema("The field 'Key' is required but was missing", '/States/A/Parameters'),
    ]);
  });
});

describe('the connection of an HTTP task', () => {
  const http = (given: object, language: 'Parameters' | 'Arguments' = 'Parameters') =>
    findingsOf(
      task({
        Resource: 'arn:aws:states:::http:invoke',
        ...(language === 'Arguments' ? { QueryLanguage: 'JSONata' } : {}),
        [language]: { ApiEndpoint: 'https://a.example', Method: 'GET', ...given },
      }),
    );

  it.each([
    { Authentication: { ConnectionArn: 'c' } },
    { Authentication: { 'ConnectionArn.$': '$.c' } },
    { 'Authentication.$': '$.authentication' },
    { InvocationConfig: { ConnectionArn: 'c' } },
  ])('is there: %j', (given) => {
    expect(http(given)).toEqual([]);
  });

  it.each([{}, { Authentication: {} }, { Authentication: 'c' }, { InvocationConfig: { Other: 'c' } }])(
    'is missing: %j',
    (given) => {
      const missing = "The field 'ConnectionArn' is required but was missing";
      expect(http(given)).toEqual([schema(missing, '/States/A/Parameters')]);
    },
  );

  it('may be what an expression gives', () => {
    expect(http({ Authentication: { ConnectionArn: '{% $c %}' } }, 'Arguments')).toEqual([]);
    expect(http({ Authentication: '{% $states.input.a %}' }, 'Arguments')).toEqual([]);
    expect(http({}, 'Arguments')).toHaveLength(1);
  });
});

describe('the headers of a call of API Gateway', () => {
  const api = (Headers: unknown, field = 'Parameters') =>
    task({ Resource: 'arn:aws:states:::apigateway:invoke', [field]: { ApiEndpoint: 'a', Method: 'GET', Headers } });
  const refused = (names: string, field = 'Parameters') =>
    schema(`The 'Headers' field contains unsupported values: [${names}]`, `/States/A/${field}`);

  it('are the own ones of the API', () => {
    expect(findingsOf(api({ 'X-Token': ['1'], Accept: '*/*', Hosts: '1', 'X-Amazing': '1' }))).toEqual([]);
    expect(jsonataFindingsOf(api('{% $headers %}', 'Arguments'))).toEqual([]);
  });

  it('are not those that AWS sets itself', () => {
    expect(findingsOf(api({ 'Authorization.$': '$.token', 'X-Forwarded-For': '1' }))).toEqual([
      refused('authorization, x-forwarded-for'),
    ]);
    expect(jsonataFindingsOf(api({ Host: 'h' }, 'Arguments'))).toEqual([refused('host', 'Arguments')]);
  });
});

describe('an Express workflow', () => {
  const express = (state: object) => findingsOf(state, {}, 'EXPRESS');

  it('calls functions and integrations', () => {
    expect(express(task({}))).toEqual([]);
    expect(express(task(sqs))).toEqual([]);
  });

  it('waits for nobody', () => {
    const token = task({ ...sqs, Resource: `${sqs.Resource}.waitForTaskToken` });
    const sync = task({ Resource: 'arn:aws:states:::states:startExecution.sync:2', Parameters: { StateMachineArn: 'x' } });
    expect(express(token)).toEqual([
      schema("Express state machine does not support '.waitForTaskToken' service integration ", '/States/A/Resource'),
    ]);
    expect(express(sync)).toEqual([
      schema("Express state machine does not support '.sync' service integration", '/States/A/Resource'),
    ]);
    expect(express(task({ Resource: activity }))).toEqual([
      schema('Express state machine does not support Activity ARN', '/States/A/Resource'),
    ]);
    expect([token, sync, task({ Resource: activity })].flatMap((state) => findingsOf(state))).toEqual([]);
  });

  it('has no Distributed Map', () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      StartAt: 'B',
      States: { B: { Type: 'Succeed' } },
    };
    const map = { Type: 'Map', ItemProcessor, End: true };
    expect(findingsOf(map)).toEqual([]);
    expect(express(map)).toEqual([
      schema(
        "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
        '/States/A/ItemProcessor/ProcessorConfig/Mode',
      ),
    ]);
  });
});

describe('the times of a Task', () => {
  it.each([
    { TimeoutSeconds: 1 },
    { TimeoutSeconds: 99_999_999 },
    { TimeoutSecondsPath: '$.t' },
    { TimeoutSeconds: 60, HeartbeatSeconds: 59 },
  ])('may be %j', (times) => {
    expect(findingsOf(task(times))).toEqual([]);
  });

  it.each([
    [{ TimeoutSeconds: 0 }, 'Minimum value is 1', '/TimeoutSeconds'],
    [{ TimeoutSeconds: 100_000_000 }, 'Maximum value is 99999999', '/TimeoutSeconds'],
    [{ TimeoutSeconds: 1.5 }, 'Expected value of type Integer', '/TimeoutSeconds'],
    [{ TimeoutSeconds: '60' }, 'Expected value of type Integer', '/TimeoutSeconds'],
    [{ HeartbeatSeconds: -1 }, 'Minimum value is 1', '/HeartbeatSeconds'],
    [{ HeartbeatSecondsPath: 't' }, 'Value must be a valid JSONPath.', '/HeartbeatSecondsPath'],
    [
      { TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' },
      'There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath]',
      '',
    ],
    [
      { TimeoutSeconds: 60, HeartbeatSeconds: 60 },
      "The field 'HeartbeatSeconds' must be smaller than the field 'TimeoutSeconds'",
      '',
    ],
  ])('are not %j', (times, message, place) => {
    expect(findingsOf(task(times))).toEqual([schema(message, `/States/A${place}`)]);
  });

  it('may be JSONata where the state is', () => {
    expect(jsonataFindingsOf(task({ TimeoutSeconds: '{% $states.input.t %}' }))).toEqual([]);
    expect(jsonataFindingsOf(task({ TimeoutSeconds: '60' }))).toEqual([
      schema('JSONata string must start with {% and end with %}', '/States/A/TimeoutSeconds'),
    ]);
  });
});

describe('the Credentials of a Task', () => {
  it('name a role', () => {
    expect(findingsOf(task({ Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/r' } }))).toEqual([]);
    expect(findingsOf(task({ Credentials: { 'RoleArn.$': '$.role' } }))).toEqual([]);
    expect(jsonataFindingsOf(task({ Credentials: { RoleArn: '{% $states.input.role %}' } }))).toEqual([]);
  });

  it('are not without a role, and not those of an activity', () => {
    expect(findingsOf(task({ Credentials: {} }))).toEqual([
      schema("The field 'RoleArn' is required but was missing", '/States/A/Credentials'),
    ]);
    expect(findingsOf(task({ Resource: activity, Credentials: { RoleArn: 'r' } }))).toEqual([
      schema("The field 'Credentials' is not supported for activities", '/States/A/Credentials'),
    ]);
  });
});
