import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  CreateStateMachineCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  SFNServiceException,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsCliMissing, boto3Missing } from '#test/support/programs.ts';
import { type Served, serveBuilt } from '#test/support/served.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('python/secret_address.py', import.meta.url));

const SECRET = 'q7Zr0-aB3_kL9mN2pX5vC8wE1tY4uI6o';

/** Those of a role: nobody but AWS can check what they sign. */
const CREDENTIALS = { accessKeyId: 'ASIAQ3EXAMPLEKEY0000', secretAccessKey: 'a role’s', sessionToken: 'a+token/with=signs' };

let served: Served;
let machine: string;
/** All that any client was answered, refusals too. */
const answers: unknown[] = [];

const right = () => `${served.url}/k/${SECRET}`;
const wrong = () => [
  served.url,
  `${served.url}/k/`,
  `${served.url}/k/${SECRET.toLowerCase()}`,
  `${served.url}/k/${SECRET.slice(0, -1)}`,
  `${served.url}/k/${'x'.repeat(SECRET.length)}`,
];

const clientOf = (endpoint: string) =>
  new SFNClient({ endpoint, region: 'eu-west-1', credentials: CREDENTIALS, disableHostPrefix: true, maxAttempts: 1 });

const noted = async <Answer>(call: Promise<Answer>): Promise<Answer> => {
  const answer = await call.catch((error: unknown) => {
    answers.push(error, error instanceof Error && error.message);
    throw error;
  });
  answers.push(answer);
  return answer;
};

beforeAll(async () => {
  served = await serveBuilt({ FAKE_SFN_AUTH: 'url', FAKE_SFN_URL_SECRET: SECRET, FAKE_SFN_LOGS: 'stdout' });
  const create = new CreateStateMachineCommand({
    name: 'shown',
    type: 'EXPRESS',
    roleArn: 'arn:aws:iam::000000000000:role/any',
    // Shows all that an execution can know of where it came from.
    definition: '{"StartAt":"Show","States":{"Show":{"Type":"Pass","Parameters":{"all.$":"$$"},"End":true}}}',
    loggingConfiguration: {
      level: 'ALL',
      includeExecutionData: true,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:any:*' } }],
    },
  });
  machine = (await noted(clientOf(right()).send(create))).stateMachineArn ?? '';
});

afterAll(() => served?.stop());

describe('a role that knows the secret address', () => {
  it('gets in with AWS’s JavaScript client, and is refused alike at every other address', async () => {
    const call = (endpoint: string) =>
      noted(clientOf(endpoint).send(new StartSyncExecutionCommand({ stateMachineArn: machine })));
    expect(await call(right())).toMatchObject({ status: 'SUCCEEDED' });
    expect(await call(`${right()}/`)).toMatchObject({ status: 'SUCCEEDED' });
    const refusals = await Promise.all(wrong().map((endpoint) => call(endpoint).catch((error: unknown) => error)));
    expect(new Set(refusals.map(String)).size).toBe(1);
    expect(refusals[0]).toBeInstanceOf(SFNServiceException);
  });

  const noBoto3 = boto3Missing();
  it.skipIf(noBoto3)(`gets in with boto3${noBoto3 ? ` (skipped: ${noBoto3})` : ''}`, async () => {
    const { stdout } = await run('python3', [script, machine, right(), `${right()}/`, ...wrong()]);
    answers.push(stdout);
    const [first, second, ...refused]: unknown[] = JSON.parse(stdout);
    expect([first, second]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(new Set(refused)).toHaveLength(1);
  });

  const noCli = awsCliMissing();
  it.skipIf(noCli)(`gets in with the AWS CLI${noCli ? ` (skipped: ${noCli})` : ''}`, async () => {
    const aws = async (endpoint: string) => {
      const env = {
        PATH: process.env['PATH'],
        AWS_ENDPOINT_URL_SFN: endpoint,
        AWS_DEFAULT_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: 'any',
        AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
        AWS_MAX_ATTEMPTS: '1',
      };
      const said = await run('aws', ['stepfunctions', 'start-execution', '--state-machine-arn', machine], { env }).catch(
        ({ stderr }: { stderr: string }) => ({ stdout: '', stderr }),
      );
      answers.push(said);
      return said;
    };
    expect((await aws(right())).stdout).toContain('executionArn');
    const refusals = await Promise.all(wrong().map(aws));
    expect(new Set(refusals.map(({ stderr }) => stderr))).toHaveLength(1);
  });

  it('finds the secret in nothing that was answered, recorded or logged', async () => {
    const { executionArn } = await noted(clientOf(right()).send(new StartExecutionCommand({ stateMachineArn: machine })));
    await noted(clientOf(right()).send(new GetExecutionHistoryCommand({ executionArn }))).catch(() => {});
    await noted(clientOf(right()).send(new StartExecutionCommand({ stateMachineArn: `${machine}-gone` }))).catch(() => {});
    for (const [method, path] of [
      ['GET', `/k/${SECRET}/`],
      ['GET', `/k/${SECRET}/_fake/health`],
      ['PUT', `/k/${SECRET}/_fake/nothing`],
      ['POST', `/k/${SECRET}/else/where?x=1`],
    ]) {
      const answer = await fetch(`${served.url}${path}`, { method: method ?? 'GET', redirect: 'manual' });
      answers.push([...answer.headers], await answer.text());
    }
    await served.stop();
    expect(served.output()).toContain('ExecutionSucceeded');
    const everything = `${JSON.stringify(answers)}${served.output()}`.toLowerCase();
    expect(everything).not.toContain(SECRET.toLowerCase());
    expect(everything).not.toContain(SECRET.slice(0, 12).toLowerCase());
  });
});
