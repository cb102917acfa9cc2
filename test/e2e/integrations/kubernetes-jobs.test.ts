import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aCluster, type Cluster } from '#test/support/a-cluster.ts';
import { type Served, serveBuilt } from '#test/support/served.ts';

const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };

let cluster: Cluster;
let served: Served;
let sfn: SFNClient;

beforeEach(async () => {
  cluster = await aCluster();
  const keys = { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
  served = await serveBuilt({ FAKE_SFN_TIME: 'skip', ...keys });
  sfn = new SFNClient({ endpoint: served.url, region: 'us-east-1', credentials });
});

afterEach(async () => {
  sfn.destroy();
  await served.stop();
  await cluster.close();
});

/** Starts an execution that runs a job on the cluster and waits for it. */
async function start(): Promise<string> {
  const Run = {
    Type: 'Task',
    Resource: 'arn:aws:states:::eks:runJob.sync',
    Parameters: {
      ClusterName: 'my-cluster',
      CertificateAuthority: cluster.certificateAuthority,
      Endpoint: cluster.endpoint,
      LogOptions: { RetrieveLogs: true },
      Job: { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'example-job' }, spec: {} },
    },
    ResultSelector: { 'conditions.$': '$.status.conditions', 'logs.$': '$.logs..pi' },
    End: true,
  };
  const definition = JSON.stringify({ StartAt: 'Run', States: { Run } });
  const roleArn = 'arn:aws:iam::123456789012:role/any';
  const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name: 'jobs', definition, roleArn }));
  const { executionArn = '' } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  return executionArn;
}

describe('an execution that runs a Kubernetes Job', () => {
  test('has the Job and its logs when it is complete', async () => {
    cluster.addPod('pod-1', { 'pi-20': '{ "pi": 3.14 }' });
    const checked = cluster.next('GET');
    const executionArn = await start();
    await checked;
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'RUNNING' });
    cluster.endJobs('Complete');
    let described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    while (described.status === 'RUNNING') described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: 'SUCCEEDED' });
    expect(JSON.parse(described.output ?? '')).toEqual({
      conditions: [{ type: 'Complete', status: 'True' }],
      logs: [3.14],
    });
  });

  test('has it deleted when it is stopped', async () => {
    const checked = cluster.next('GET');
    const deleted = cluster.next('DELETE');
    const executionArn = await start();
    await checked;
    await sfn.send(new StopExecutionCommand({ executionArn }));
    expect(await deleted).toMatchObject({ path: '/apis/batch/v1/namespaces/default/jobs/example-job' });
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'ABORTED' });
  });
});
