import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createIntegrations } from '#integrations/index.ts';
import type { RunningJob, TaskCall, TaskOutcome } from '#integrations/integration.ts';
import { taskCall } from '#test/unit/integrations/task-call.ts';
import { type MotoServer, startMotoServer } from './moto-server.ts';

const moto: MotoServer | undefined = await startMotoServer();
const why = moto === undefined ? ' (skipped: moto_server is not installed; MOTO_SERVER can name it)' : '';
const ROLE = 'arn:aws:iam::123456789012:role/jobs';

const integrate = createIntegrations();
const callOf = (resource: string, parameters: unknown, given: Partial<TaskCall> = {}): TaskCall =>
  taskCall({ resource: `arn:aws:states:::${resource}`, parameters: JSON.stringify(parameters), ...given });
const run = (resource: string, parameters: unknown, given: Partial<TaskCall> = {}): Promise<TaskOutcome> =>
  integrate(callOf(resource, parameters, given));

/** The output of a success or a submission, parsed. */
async function output(outcome: Promise<TaskOutcome>): Promise<Record<string, unknown>> {
  const { kind, ...rest } = await outcome;
  if (!('output' in rest)) throw new Error(`${kind}: ${JSON.stringify(rest)}`);
  return JSON.parse(rest.output);
}
const sdk = (action: string, parameters: unknown = {}): Promise<Record<string, unknown>> =>
  output(run(`aws-sdk:${action}`, parameters));

async function submit(call: TaskCall): Promise<{ output: string; job: RunningJob }> {
  const outcome = await integrate(call);
  if (outcome.kind !== 'submitted' || outcome.job === undefined) throw new Error(JSON.stringify(outcome));
  return { output: outcome.output, job: outcome.job };
}

/** The output of a job that succeeds; the checks come one after another, without the waiting. */
async function runJob(call: TaskCall): Promise<Record<string, unknown>> {
  let { job } = await submit(call);
  for (let checks = 0; checks < 50; checks++) {
    const looked = await integrate.check(call, job.state);
    if (looked.kind !== 'running') return output(Promise.resolve(looked));
    expect(looked.job.checkAfterMillis).toBeGreaterThanOrEqual(job.checkAfterMillis);
    job = looked.job;
  }
  throw new Error(`still running: ${job.state}`);
}

const METADATA = {
  SdkHttpMetadata: { AllHttpHeaders: expect.any(Object), HttpHeaders: expect.any(Object), HttpStatusCode: 200 },
  SdkResponseMetadata: expect.any(Object),
};

/** A Fargate task in the default network. */
async function ecsTask(): Promise<TaskCall> {
  await sdk('ecs:createCluster', { ClusterName: 'jobs' });
  await sdk('ecs:registerTaskDefinition', {
    Family: 'sweep',
    NetworkMode: 'awsvpc',
    RequiresCompatibilities: ['FARGATE'],
    Cpu: '256',
    Memory: '512',
    ContainerDefinitions: [{ Name: 'main', Image: 'busybox', Cpu: 256, Memory: 512 }],
  });
  const authorization = 'AWS4-HMAC-SHA256 Credential=test/20300101/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0';
  const answer = await fetch(moto?.endpoint ?? '', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=DescribeSubnets&Version=2016-11-15',
  });
  const subnet = /<subnetId>(subnet-\w+)</.exec(await answer.text())?.[1];
  return callOf('ecs:runTask.sync', {
    Cluster: 'jobs',
    TaskDefinition: 'sweep',
    LaunchType: 'FARGATE',
    NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet], SecurityGroups: [] } },
  });
}

beforeAll(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', moto?.endpoint ?? '');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await moto?.close();
});

describe.skipIf(moto === undefined)(`against moto's server${why}`, () => {
  it('sends a message to a queue, an object as its JSON text', async () => {
    const { QueueUrl } = await sdk('sqs:createQueue', { QueueName: 'orders' });
    const sent = await output(
      run('sqs:sendMessage', {
        QueueUrl,
        MessageBody: { order: 7 },
        MessageAttributes: { colour: { DataType: 'String', StringValue: 'red' } },
      }),
    );
    expect(sent).toEqual({
      MD5OfMessageAttributes: expect.any(String),
      MD5OfMessageBody: expect.any(String),
      MessageId: expect.any(String),
      ...METADATA,
    });
    expect(await sdk('sqs:receiveMessage', { QueueUrl, MessageAttributeNames: ['All'] })).toEqual({
      Messages: [
        expect.objectContaining({
          Body: '{"order":7}',
          MessageId: sent['MessageId'],
          MessageAttributes: { colour: { DataType: 'String', StringValue: 'red' } },
          Md5OfBody: sent['MD5OfMessageBody'],
        }),
      ],
    });
  });

  it('hands a token to a queue and waits for it', async () => {
    const { QueueUrl } = await sdk('sqs:createQueue', { QueueName: 'callbacks' });
    expect(await run('sqs:sendMessage.waitForTaskToken', { QueueUrl, MessageBody: { Token: 'abc' } })).toEqual({
      kind: 'submitted',
      output: expect.stringContaining('MessageId'),
    });
    expect(await sdk('sqs:receiveMessage', { QueueUrl })).toMatchObject({ Messages: [{ Body: '{"Token":"abc"}' }] });
  });

  it('names the errors of a queue that does not exist', async () => {
    const QueueUrl = `${moto?.endpoint}/123456789012/none`;
    expect(await run('sqs:sendMessage', { QueueUrl, MessageBody: 'x' })).toEqual({
      kind: 'failed',
      error: 'SQS.QueueDoesNotExistException',
      cause: expect.stringMatching(
        / \(Service: AmazonSQS; Status Code: 400; Error Code: AWS\.SimpleQueueService\.NonExistentQueue; Request ID: .+; Proxy: null\)$/,
      ),
    });
    expect(await run('aws-sdk:sqs:sendMessage', { QueueUrl, MessageBody: 'x' })).toEqual({
      kind: 'failed',
      error: 'Sqs.QueueDoesNotExistException',
      cause: expect.stringMatching(/ \(Service: Sqs, Status Code: 400, Request ID: .+\) \(SDK Attempt Count: 1\)$/),
    });
  });

  it('publishes to a topic, and says which one does not exist', async () => {
    const { TopicArn } = await sdk('sns:createTopic', { Name: 'news' });
    expect(await output(run('sns:publish', { TopicArn, Message: { hot: true } }))).toEqual({
      MessageId: expect.any(String),
      ...METADATA,
    });
    expect(await run('sns:publish', { TopicArn: `${TopicArn}-not`, Message: 'x' })).toEqual({
      kind: 'failed',
      error: 'SNS.NotFoundException',
      cause: expect.stringMatching(
        /^.+ \(Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: .+; Proxy: null\)$/,
      ),
    });
  });

  it('puts events with the ARNs of execution and state machine', async () => {
    const { QueueUrl } = await sdk('sqs:createQueue', { QueueName: 'events' });
    const { Attributes } = await sdk('sqs:getQueueAttributes', { QueueUrl, AttributeNames: ['QueueArn'] });
    const Arn = (Attributes as Record<string, string>)['QueueArn'];
    await sdk('eventbridge:putRule', { Name: 'all', EventPattern: { source: ['shop'] } });
    await sdk('eventbridge:putTargets', { Rule: 'all', Targets: [{ Id: '1', Arn }] });
    const entry = { Source: 'shop', DetailType: 'sold', Detail: { price: 3 }, Resources: ['arn:of:mine'] };
    expect(await output(run('events:putEvents', { Entries: [entry] }))).toEqual({
      Entries: [{ EventId: expect.any(String) }],
      FailedEntryCount: 0,
    });
    const { Messages } = await sdk('sqs:receiveMessage', { QueueUrl });
    const [{ Body }] = Messages as [{ Body: string }];
    expect(JSON.parse(Body)).toMatchObject({
      detail: { price: 3 },
      resources: [
        'arn:of:mine',
        'arn:aws:states:eu-west-1:123456789012:stateMachine:Orders',
        'arn:aws:states:eu-west-1:123456789012:execution:Orders:one',
      ],
    });
  });

  it('keeps objects in a bucket: bodies go as JSON, and come as text', async () => {
    await sdk('s3:createBucket', { Bucket: 'shelf', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    expect(
      await sdk('s3:putObject', { Bucket: 'shelf', Key: 'a/b', Body: { deep: [1] }, Metadata: { owner: 'me' } }),
    ).toMatchObject({
      ETag: expect.stringMatching(/^".+"$/),
    });
    const read = await sdk('s3:getObject', { Bucket: 'shelf', Key: 'a/b' });
    expect(read).toMatchObject({
      Body: '{"deep":[1]}',
      ContentLength: 12,
      ContentType: 'text/plain; charset=UTF-8',
      LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/),
      Metadata: { owner: 'me' },
    });
    expect(Object.keys(read).at(-1)).toBe('Body');
    await sdk('s3:putObject', { Bucket: 'shelf', Key: 'text', Body: 'text data' });
    expect(await sdk('s3:getObject', { Bucket: 'shelf', Key: 'text' })).toMatchObject({ Body: '"text data"' });
    expect(await sdk('s3:listObjectsV2', { Bucket: 'shelf', MaxKeys: 1 })).toMatchObject({
      KeyCount: 1,
      Contents: [{ Key: 'a/b', Size: 12 }],
    });
  });

  it('names the errors of S3 and Secrets Manager after their Java clients', async () => {
    expect(await run('aws-sdk:s3:listObjects', { Bucket: 'nobodys' })).toMatchObject({
      error: 'S3.NoSuchBucketException',
      cause: expect.stringMatching(/\(Service: S3, Status Code: 404, Request ID: .+\) \(SDK Attempt Count: 1\)$/),
    });
    expect(await run('aws-sdk:secretsmanager:getSecretValue', { SecretId: 'none' })).toMatchObject({
      error: 'SecretsManager.ResourceNotFoundException',
      cause: expect.stringMatching(/\(Service: SecretsManager, Status Code: \d+, Request ID: .+\) \(SDK Attempt Count: 1\)$/),
    });
  });

  it('stores secrets, parameters and records', async () => {
    await sdk('secretsmanager:createSecret', { Name: 'door', SecretString: { code: 4711 } });
    expect(await sdk('secretsmanager:getSecretValue', { SecretId: 'door' })).toMatchObject({
      Name: 'door',
      SecretString: '{"code":4711}',
      VersionStages: ['AWSCURRENT'],
      CreatedDate: expect.stringMatching(/Z$/),
    });
    await sdk('ssm:putParameter', { Name: '/a', Value: '1', Type: 'String' });
    expect(await sdk('ssm:getParameter', { Name: '/a' })).toMatchObject({ Parameter: { Name: '/a', Value: '1', Version: 1 } });
    await sdk('kinesis:createStream', { StreamName: 'river', ShardCount: 1 });
    expect(await sdk('kinesis:putRecord', { StreamName: 'river', PartitionKey: 'p', Data: 'drop' })).toMatchObject({
      ShardId: expect.any(String),
    });
    const { ShardIterator } = await sdk('kinesis:getShardIterator', {
      StreamName: 'river',
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
    });
    expect(await sdk('kinesis:getRecords', { ShardIterator })).toMatchObject({ Records: [{ Data: 'drop', PartitionKey: 'p' }] });
    expect(await sdk('kms:listKeys')).toEqual({ Keys: [], Truncated: false });
    expect(await sdk('sts:getCallerIdentity')).toMatchObject({ Account: '123456789012' });
  });

  it('runs in the region of the state machine and in the role of the task', async () => {
    const roleArn = 'arn:aws:iam::210987654321:role/other';
    expect(await output(run('aws-sdk:sts:getCallerIdentity', {}, { roleArn }))).toMatchObject({
      Account: '210987654321',
      Arn: expect.stringContaining('assumed-role/other'),
    });
    const stateMachineArn = 'arn:aws:states:us-east-2:123456789012:stateMachine:Orders';
    const { TopicArn } = await output(run('aws-sdk:sns:createTopic', { Name: 'here' }, { stateMachineArn }));
    expect(TopicArn).toBe('arn:aws:sns:us-east-2:123456789012:here');
  });

  it('runs a Glue job to its end', async () => {
    await sdk('glue:createJob', { Name: 'etl', Role: ROLE, Command: { Name: 'glueetl' } });
    const call = callOf('glue:startJobRun.sync', { JobName: 'etl', Arguments: { '--day': 'monday' } });
    expect(await runJob(call)).toMatchObject({
      Id: expect.any(String),
      JobName: 'etl',
      JobRunState: 'SUCCEEDED',
      Arguments: { '--day': 'monday' },
      StartedOn: expect.any(Number),
    });
  });

  it('runs an ECS task, whose lists are never missing', async () => {
    const call = await ecsTask();
    const task = await runJob(call);
    expect(task).toMatchObject({ LastStatus: 'STOPPED', Overrides: expect.any(Object), Tags: [], Attributes: [] });
  });

  it('stops an ECS task', async () => {
    const call = await ecsTask();
    const { job } = await submit(call);
    expect(await integrate.stop(call, job.state)).toBeUndefined();
    const { Tasks } = await sdk('ecs:describeTasks', JSON.parse(job.state).check);
    expect(Tasks).toMatchObject([{ DesiredStatus: 'STOPPED' }]);
    expect(await integrate.stop(call, job.state.replaceAll('task/jobs/', 'task/jobs/0'))).toMatch(/^ECS\..+: .+/);
  });

  it.each<[string, unknown, object]>([
    [
      'athena:startQueryExecution.sync',
      { QueryString: 'SELECT 1', ResultConfiguration: { OutputLocation: 's3://out/' } },
      { QueryExecution: { Query: 'SELECT 1', Status: { State: 'SUCCEEDED' } } },
    ],
    [
      'sagemaker:createTrainingJob.sync',
      {
        TrainingJobName: 'fit',
        RoleArn: ROLE,
        AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: 'i' },
        OutputDataConfig: { S3OutputPath: 's3://out/' },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
        StoppingCondition: { MaxRuntimeInSeconds: 60 },
      },
      { TrainingJobName: 'fit', TrainingJobStatus: 'Completed' },
    ],
    [
      'emr-serverless:createApplication.sync',
      { Name: 'app', ReleaseLabel: 'emr-6.6.0', Type: 'SPARK' },
      { Application: { Name: 'app' } },
    ],
    [
      'eks:createCluster.sync',
      { Name: 'c', RoleArn: ROLE, ResourcesVpcConfig: { SubnetIds: ['subnet-1'] } },
      { Cluster: { Name: 'c', Status: 'ACTIVE' } },
    ],
    [
      'elasticmapreduce:createCluster.sync',
      {
        Name: 'emr',
        Instances: {
          KeepJobFlowAliveWhenNoSteps: true,
          MasterInstanceType: 'm5.large',
          SlaveInstanceType: 'm5.large',
          InstanceCount: 1,
        },
        JobFlowRole: 'r',
        ServiceRole: 's',
      },
      { ClusterId: expect.any(String), Cluster: { Name: 'emr', Status: { State: 'WAITING' } } },
    ],
  ])('runs %s to its end', async (resource, parameters, expected) => {
    expect(await runJob(callOf(resource, parameters))).toMatchObject(expected);
  });

  it('calls a web server with the password of an EventBridge connection', async () => {
    const seen: (string | undefined)[] = [];
    const web = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.setHeader('Content-Type', 'application/json').end('{"hello":"world"}');
    });
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const address = web.address();
    const { ConnectionArn } = await sdk('eventbridge:createConnection', {
      Name: 'mine',
      AuthorizationType: 'BASIC',
      AuthParameters: { BasicAuthParameters: { Username: 'me', Password: 'secret' } },
    });
    const ApiEndpoint = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/hello`;
    const called = await output(run('http:invoke', { ApiEndpoint, Method: 'GET', Authentication: { ConnectionArn } }));
    web.close();
    expect(called).toMatchObject({ ResponseBody: { hello: 'world' }, StatusCode: 200 });
    expect(seen).toEqual([`Basic ${Buffer.from('me:secret').toString('base64')}`]);
  });

  it('says which fields a task must not have', async () => {
    expect(await run('aws-sdk:sqs:createQueue', { queueName: 'small' })).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining('The field "queueName" is not supported by Step Functions'),
    });
    expect(await run('sqs:sendMessage', { QueueUrl: 1, MessageBody: 'x' })).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining("The value for the field 'QueueUrl' must be a STRING"),
    });
  });
});
