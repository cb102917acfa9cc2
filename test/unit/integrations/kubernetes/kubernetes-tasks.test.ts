import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256, signatureOf } from '#http/sigv4.ts';
import { createIntegrations, type Integrations } from '#integrations/index.ts';
import type { TaskCall, TaskOutcome } from '#integrations/integration.ts';
import { aCluster, type Cluster } from '#test/support/a-cluster.ts';
import { anSts, type Sts } from '#test/support/an-sts.ts';
import { OTHER_CERTIFICATE } from '#test/support/certificates.ts';
import { taskCall } from '../task-call.ts';

const SECRET = 'a secret';
let cluster: Cluster;
let sts: Sts;
let integrations: Integrations;

beforeAll(async () => {
  sts = await anSts();
});
afterAll(() => sts.close());
beforeEach(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATASK');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRET);
  vi.stubEnv('AWS_SESSION_TOKEN', '');
  vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.endpoint);
  cluster = await aCluster();
  integrations = createIntegrations();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await cluster.close();
});

const aCall = (action: string, parameters: object, given: Partial<TaskCall> = {}): TaskCall =>
  taskCall({
    resource: `arn:aws:states:::eks:${action}`,
    parameters: JSON.stringify({
      ClusterName: 'my-cluster',
      CertificateAuthority: cluster.certificateAuthority,
      Endpoint: cluster.endpoint,
      ...parameters,
    }),
    ...given,
  });

const call = (parameters: object, given: Partial<TaskCall> = {}): Promise<TaskOutcome> =>
  integrations(aCall('call', { Method: 'GET', Path: '/api/v1/namespaces/default/pods', ...parameters }, given));

const outputOf = (outcome: TaskOutcome | { kind: 'running' }): unknown => {
  if (!('output' in outcome)) throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.output);
};

/** What the last token that the cluster got says, and what its signature would have to be. */
function lastToken(secret: string, host: string) {
  const [, encoded = ''] = /^Bearer k8s-aws-v1\.([\w-]+)$/.exec(String(cluster.requests.at(-1)?.headers['authorization'])) ?? [];
  const url = new URL(Buffer.from(encoded, 'base64url').toString());
  const [, date = '', region = '', service = ''] = url.searchParams.get('X-Amz-Credential')?.split('/') ?? [];
  const timestamp = url.searchParams.get('X-Amz-Date') ?? '';
  const expected = signatureOf(
    secret,
    { timestamp, date, region, service },
    {
      method: 'GET',
      path: '/',
      query: [...url.searchParams].filter(([name]) => name !== 'X-Amz-Signature'),
      headers: [
        ['host', host],
        ['x-k8s-aws-id', 'my-cluster'],
      ],
      bodyHash: sha256(''),
    },
  );
  return { url, expected };
}

describe('eks:call', () => {
  it('answers with body, status and text', async () => {
    const outcome = await call({ QueryParameters: { labelSelector: ['job-name=a b', 'x'] } });
    expect(outputOf(outcome)).toEqual({ ResponseBody: { kind: 'PodList', items: [] }, StatusCode: 200, StatusText: 'OK' });
    const [{ method, path, query } = { method: '', path: '', query: new URLSearchParams() }] = cluster.requests;
    expect([method, path, query.getAll('labelSelector')]).toEqual([
      'GET',
      '/api/v1/namespaces/default/pods',
      ['job-name=a b', 'x'],
    ]);
  });

  it('brings a token for a minute, signed with the credentials of the process', async () => {
    await call({});
    const { url, expected } = lastToken(SECRET, 'sts.eu-west-1.amazonaws.com');
    expect(url.host + url.pathname).toBe('sts.eu-west-1.amazonaws.com/');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Expires': '60',
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
      'X-Amz-Credential': expect.stringMatching(/^AKIATASK\/\d{8}\/eu-west-1\/sts\/aws4_request$/),
    });
    expect(url.searchParams.get('X-Amz-Signature')).toBe(expected);
  });

  it('brings a token of the role of the state', async () => {
    const roleArn = 'arn:aws:iam::210987654321:role/k8s';
    await call({}, { roleArn });
    expect(sts.assumed).toEqual([roleArn]);
    const { url, expected } = lastToken(sts.credentials.secretAccessKey, 'sts.eu-west-1.amazonaws.com');
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe(sts.credentials.sessionToken);
    expect(url.searchParams.get('X-Amz-Signature')).toBe(expected);
  });

  it.each([
    ['POST', { a: [1, null] }, 'application/json', '{"a":[1,null]}'],
    ['POST', '{"a": 1}', 'application/json', '{"a": 1}'],
    ['PATCH', { a: 1 }, 'application/merge-patch+json', '{"a":1}'],
    ['PATCH', [{ op: 'test' }], 'application/json-patch+json', '[{"op":"test"}]'],
  ])('sends %s %j as %s', async (Method, RequestBody, type, body) => {
    cluster.answerWith({ status: 200, body: 'plain' });
    expect(outputOf(await call({ Method, RequestBody }))).toMatchObject({ ResponseBody: 'plain' });
    expect(cluster.requests).toMatchObject([{ method: Method, body, headers: { 'content-type': type } }]);
  });

  it('fails by the status, with the answer as the cause', async () => {
    const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: 'Unauthorized', code: 401 };
    cluster.answerWith({ status: 401, body: status });
    expect(await call({})).toEqual({
      kind: 'failed',
      error: 'EKS.401',
      cause: JSON.stringify({ ResponseBody: status, StatusCode: 401, StatusText: 'Unauthorized' }),
    });
  });

  it('trusts nobody but the authority of the cluster', async () => {
    const CertificateAuthority = Buffer.from(OTHER_CERTIFICATE).toString('base64');
    expect(await call({ CertificateAuthority })).toMatchObject({
      error: 'EKS.SdkClientException',
      cause: expect.stringMatching(
        /self-signed certificate.*; the endpoint is https:\S+: check Endpoint and CertificateAuthority/,
      ),
    });
    expect(cluster.requests).toEqual([]);
  });

  it('fails where nobody listens', async () => {
    expect(await call({ Endpoint: 'https://127.0.0.1:1' })).toMatchObject({
      error: 'EKS.SdkClientException',
      cause: expect.stringContaining('https://127.0.0.1:1'),
    });
  });

  it('fails without the role', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
    expect(await createIntegrations()(aCall('call', { Method: 'GET', Path: '/' }, { roleArn: 'arn:of:a:role' }))).toMatchObject({
      error: 'States.TaskFailed',
      cause: expect.stringContaining("The role 'arn:of:a:role' (Credentials) could not be assumed"),
    });
  });

  it.each([
    [{ Method: 'OPTIONS' }, "The value for the field 'Method' must be one of GET, POST, PUT, DELETE, HEAD, PATCH"],
    [{ Path: null }, "The field 'Path' is required but was missing"],
    [{ ClusterName: null }, "The field 'ClusterName' is required but was missing"],
    [{ Endpoint: 'https://' }, "The value for the field 'Endpoint' must be a URL"],
    [{ CertificateAuthority: 'ANPAJ2UCCR6DPCEXAMPLE' }, "'CertificateAuthority' must be a Base64-encoded certificate"],
    [{ QueryParameters: { a: 'b' } }, "The value for the field 'a' must be a LIST"],
    [{ Headers: {} }, 'The field "Headers" is not supported by Step Functions'],
  ])('refuses %j', async (parameters, reason) => {
    const outcome = await call(parameters);
    expect(outcome).toMatchObject({ kind: 'failed', error: 'States.Runtime', cause: expect.stringContaining(reason) });
    expect(outcome).toMatchObject({ cause: expect.stringContaining('could not be used to start the Task: [') });
    expect(cluster.requests).toEqual([]);
  });

  it('is submitted where a token is out', async () => {
    const waiting = aCall('call.waitForTaskToken', { Method: 'GET', Path: '/api/v1/namespaces/default/pods' });
    expect(await integrations(waiting)).toMatchObject({ kind: 'submitted' });
  });
});

const JOB = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'example-job' }, spec: { backoffLimit: 0 } };

/** Starts a job and waits for it. */
async function run(parameters: object) {
  const started = aCall('runJob.sync', { Job: JOB, ...parameters });
  const submitted = await integrations(started);
  if (submitted.kind !== 'submitted' || submitted.job === undefined) throw new Error(JSON.stringify(submitted));
  const { job } = submitted;
  return {
    submitted,
    check: (state = job.state) => integrations.check(started, state),
    stop: () => integrations.stop(started, job.state),
  };
}

describe('eks:runJob', () => {
  it('creates the Job in its namespace and goes on', async () => {
    expect(outputOf(await integrations(aCall('runJob', { Job: JOB, Namespace: 'batch' })))).toEqual({
      ResponseBody: JOB,
      StatusCode: 201,
      StatusText: 'Created',
    });
    expect(cluster.requests).toMatchObject([{ method: 'POST', path: '/apis/batch/v1/namespaces/batch/jobs' }]);
  });

  it('takes a Job that is a text', async () => {
    await integrations(aCall('runJob', { Job: JSON.stringify(JOB) }));
    expect(cluster.requests).toMatchObject([{ path: '/apis/batch/v1/namespaces/default/jobs', body: JSON.stringify(JOB) }]);
  });

  it('fails by the status', async () => {
    await integrations(aCall('runJob', { Job: JOB }));
    expect(await integrations(aCall('runJob.sync', { Job: JOB }))).toMatchObject({
      error: 'EKS.409',
      cause: expect.stringContaining('"reason":"AlreadyExists"'),
    });
  });

  it.each([
    [{}, "The field 'Job' is required but was missing"],
    [{ Job: JOB, LogOptions: { RetrieveLogs: 'yes' } }, "The value for the field 'RetrieveLogs' must be a BOOLEAN"],
    [{ Job: JOB, LogOptions: { Tail: 1 } }, 'The field "Tail" is not supported'],
  ])('refuses %j', async (parameters, reason) => {
    expect(await integrations(aCall('runJob.sync', parameters))).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining(reason),
    });
  });
});

describe('eks:runJob.sync', () => {
  it('runs until the Job is complete, and answers with the Job', async () => {
    const { submitted, check } = await run({ Job: { ...JOB, metadata: { generateName: 'example-' } } });
    expect(outputOf(submitted)).toMatchObject({ StatusCode: 201 });
    const looked = await check();
    if (looked.kind !== 'running') throw new Error(JSON.stringify(looked));
    cluster.endJobs('Complete');
    const result = outputOf(await check(looked.job.state));
    expect(result).toMatchObject({ kind: 'Job', status: { conditions: [{ type: 'Complete' }] } });
    expect(result).not.toHaveProperty('logs');
    expect(cluster.requests.at(-1)).toMatchObject({ path: '/apis/batch/v1/namespaces/default/jobs/example-x1' });
  });

  it('fails with the Job that failed as the cause', async () => {
    const { check } = await run({ LogOptions: { RetrieveLogs: true } });
    cluster.addPod('pod-1', { main: 'boom' });
    cluster.endJobs('Failed');
    const outcome = await check();
    expect(outcome).toMatchObject({ kind: 'failed', error: 'States.TaskFailed' });
    expect(JSON.parse('cause' in outcome ? String(outcome.cause) : '')).toMatchObject({
      kind: 'Job',
      status: { conditions: [{ type: 'Failed' }] },
      logs: { pods: { 'pod-1': { containers: { main: { log: 'boom' } } } } },
    });
  });

  it('brings the logs of all containers, as JSON where they are some, and why one cannot be read', async () => {
    const { check } = await run({ LogOptions: { RetrieveLogs: true, LogParameters: { tailLines: ['6'] } } });
    cluster.addPod('pod-1', { pi: '{ "pi": 3.14 }\n', sidecar: 'started\n' });
    cluster.addPod('pod-2', { pi: undefined });
    cluster.endJobs('Complete');
    expect(outputOf(await check())).toMatchObject({
      logs: {
        pods: {
          'pod-1': { containers: { pi: { log: { pi: 3.14 } }, sidecar: { log: 'started\n' } } },
          'pod-2': { containers: { pi: { error: 'EKS.400', cause: expect.stringContaining('BadRequest') } } },
        },
      },
    });
    const [pods, ...logs] = cluster.requests.slice(2);
    expect(pods?.query.get('labelSelector')).toBe('job-name=example-job');
    expect(logs.map(({ query }) => query.get('tailLines'))).toEqual(['6', '6', '6']);
  });

  it('leaves logs as they are where they are to be raw', async () => {
    const { check } = await run({ LogOptions: { RetrieveLogs: true, RawLogs: true } });
    cluster.addPod('pod-1', { pi: '{ "pi": 3.14 }\n' });
    cluster.endJobs('Complete');
    expect(outputOf(await check())).toMatchObject({
      logs: { pods: { 'pod-1': { containers: { pi: { log: '{ "pi": 3.14 }\n' } } } } },
    });
  });

  it('deletes the Job and its pods when nobody waits for it any more', async () => {
    const { stop } = await run({ Namespace: 'batch' });
    expect(await stop()).toBeUndefined();
    const deleted = cluster.requests.at(-1);
    expect(deleted).toMatchObject({ method: 'DELETE', path: '/apis/batch/v1/namespaces/batch/jobs/example-job' });
    expect(deleted?.query.get('propagationPolicy')).toBe('Foreground');
    expect(await stop()).toMatch(/^EKS\.404: .*NotFound/);
  });

  it('fails where the answer is no Job', async () => {
    cluster.answerWith({ status: 200, body: 'hello' });
    expect(await integrations(aCall('runJob.sync', { Job: JOB }))).toMatchObject({
      error: 'EKS.SdkClientException',
      cause: expect.stringContaining('without the Job'),
    });
  });
});
