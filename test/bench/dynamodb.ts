import { startDynamoDbLocal, whyNoDynamoDbLocal } from '#test/support/dynamodb-local.ts';
import { startFaultyProxy } from '#test/support/faulty-proxy.ts';
import { type Figure, median, millis } from './figure.ts';
import { createHttpClient } from './http-client.ts';
import { ROLE } from './machines.ts';
import { startFake } from './processes.ts';

const RUNS = 51;
const CALLS = 1_000;
const READS = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query', 'Scan']);

/** Executions of 10 Pass states with the storage in DynamoDB Local: how long, how many, and the requests that one of them makes. */
export async function dynamodb(): Promise<Figure[]> {
  const why = whyNoDynamoDbLocal();
  if (why) {
    console.log(`  skipped: ${why}`);
    return [];
  }
  const database = await startDynamoDbLocal();
  const proxy = await startFaultyProxy(database.endpoint, () => undefined);
  const env = {
    FAKE_SFN_STORAGE: 'dynamodb',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  const counted = await startFake({ ...env, FAKE_SFN_TABLE: 'counted', AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint });
  const timed = await startFake({ ...env, FAKE_SFN_TABLE: 'timed', AWS_ENDPOINT_URL_DYNAMODB: database.endpoint });
  const requests = await requestsOf(counted.url, proxy.commands);
  const times = await timesOf(timed.url);
  await Promise.all([counted.stop(), timed.stop()]);
  await proxy.close();
  await database.stop();
  return [...requests, ...times];
}

/** The requests from StartExecution until the execution has ended and a look at it before and after. */
async function requestsOf(url: string, commands: readonly string[]): Promise<Figure[]> {
  const { client, stateMachineArn } = await tenPassStates(url, 'STANDARD');
  const runs: { reads: number; writes: number }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const before = commands.length;
    const { executionArn } = await client.call('StartExecution', { stateMachineArn });
    let looks = 1;
    while ((await client.call('DescribeExecution', { executionArn }))['status'] === 'RUNNING') looks++;
    const made = commands.slice(before);
    const reads = made.filter((command) => READS.has(command)).length;
    runs.push({ reads: reads - looks, writes: made.length - reads });
  }
  client.close();
  return [
    {
      name: 'writes of a STANDARD execution of 10 Pass states',
      value: median(runs.map(({ writes }) => writes)),
      unit: '',
      reach: '≤ 2',
    },
    {
      name: 'reads of it, without DescribeExecution’s one each',
      value: median(runs.map(({ reads }) => reads)),
      unit: '',
      reach: '≤ 2',
    },
  ];
}

async function timesOf(url: string): Promise<Figure[]> {
  const standard = await tenPassStates(url, 'STANDARD');
  const express = await tenPassStates(url, 'EXPRESS');
  const latency = async ({ client, stateMachineArn }: typeof standard, target: string) => {
    const taken: number[] = [];
    for (let run = 0; run < RUNS; run++) taken.push(await millis(() => client.call(target, { stateMachineArn })));
    return median(taken);
  };
  const start = await latency(standard, 'StartExecution');
  const sync = await latency(express, 'StartSyncExecution');
  const rate = await standard.client.rate(CALLS, 16, 'StartExecution', { stateMachineArn: standard.stateMachineArn });
  standard.client.close();
  express.client.close();
  return [
    { name: 'StartExecution, median', value: start, unit: 'ms' },
    { name: 'StartSyncExecution, median', value: sync, unit: 'ms' },
    { name: 'StartExecution, 16 at a time', value: rate, unit: '/s' },
  ];
}

async function tenPassStates(url: string, type: 'STANDARD' | 'EXPRESS') {
  const client = createHttpClient(url);
  const name = (index: number) => `Pass${index}`;
  const States = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [
      name(index),
      { Type: 'Pass', ...(index < 9 ? { Next: name(index + 1) } : { End: true }) },
    ]),
  );
  const definition = JSON.stringify({ StartAt: name(0), States });
  const { stateMachineArn } = await client.call('CreateStateMachine', { name: `ten-${type}`, type, definition, roleArn: ROLE });
  return { client, stateMachineArn };
}
