import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { LOCAL_CLIENT } from '#test/support/dynamodb-local.ts';
import { startFaultyProxy } from '#test/support/faulty-proxy.ts';
import { dynamodbRequests } from './dynamodb-requests.ts';
import { type Figure, median, millis } from './figure.ts';
import { createHttpClient } from './http-client.ts';
import { startLocalDatabase } from './local-database.ts';
import { ROLE } from './machines.ts';
import { startFake } from './processes.ts';

const WARM_UP = 20;
const RUNS = 101;
const CALLS = 1_000;

/** Executions of 10 Pass states with the storage in DynamoDB Local: the requests that one of them makes, how long, and how many. */
export async function dynamodb(): Promise<Figure[]> {
  const database = await startLocalDatabase();
  if (!database) return [];
  const proxy = await startFaultyProxy(database.endpoint, () => undefined);
  const counted = await startFake({ ...database.env, AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint });
  const timed = await startFake(database.env);
  const standard = await tenPassStates(counted.url, 'STANDARD');
  const express = await tenPassStates(counted.url, 'EXPRESS');
  const beside = createHttpClient(timed.url);
  const requests = await dynamodbRequests(proxy.commands, { standard, express, beside });
  for (const client of [standard.client, express.client, beside]) client.close();
  const times = await timesOf(timed.url, database.endpoint);
  await Promise.all([counted.stop(), timed.stop()]);
  await proxy.close();
  await database.stop();
  return [...requests, ...times];
}

/** Beside single requests of the SDK to the same database. */
async function timesOf(url: string, endpoint: string): Promise<Figure[]> {
  const standard = await tenPassStates(url, 'STANDARD');
  const express = await tenPassStates(url, 'EXPRESS');
  const bare = new DynamoDBClient({ ...LOCAL_CLIENT, endpoint });
  const Key = { pk: { S: 'bare' }, sk: { S: 'bare' } };
  const table = { TableName: 'fake-sfn' };
  const put = () => bare.send(new PutItemCommand({ ...table, Item: { ...Key, text: { S: 'x'.repeat(1_000) } } }));
  const get = () => bare.send(new GetItemCommand({ ...table, Key, ConsistentRead: true }));
  const start = () => standard.client.call('StartExecution', { stateMachineArn: standard.stateMachineArn });
  const sync = () => express.client.call('StartSyncExecution', { stateMachineArn: express.stateMachineArn });
  const [putMillis, getMillis, startMillis, syncMillis] = await latencies([put, get, start, sync]);
  const bareRate = await rate(put);
  const startRate = await rate(start);
  standard.client.close();
  express.client.close();
  bare.destroy();
  const beside = (to: string, value = Number.NaN, than = Number.NaN) => ({ value, ratio: { to, value: value / than } });
  return [
    { name: 'StartExecution, median', ...beside('a bare PutItem', startMillis, putMillis), unit: 'ms' },
    { name: 'StartSyncExecution, median', ...beside('a bare GetItem', syncMillis, getMillis), unit: 'ms' },
    {
      name: 'StartExecution, 16 at a time',
      ...beside(`bare PutItem (${Math.round(bareRate).toLocaleString('en')}/s)`, startRate, bareRate),
      unit: '/s',
    },
  ];
}

/** The median time of each, in milliseconds, called in turn. */
async function latencies(calls: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const taken = calls.map((): number[] => []);
  for (let run = 0; run < WARM_UP + RUNS; run++)
    for (const [index, call] of calls.entries()) taken[index]?.push(await millis(call));
  return taken.map((each) => median(each.slice(WARM_UP)));
}

/** Calls a second, 16 at a time. */
async function rate(call: () => Promise<unknown>): Promise<number> {
  let left = CALLS;
  const worker = async () => {
    while (left-- > 0) await call();
  };
  const taken = await millis(() => Promise.all(Array.from({ length: 16 }, worker)));
  return CALLS / (taken / 1000);
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
