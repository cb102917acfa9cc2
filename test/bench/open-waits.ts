import { setTimeout } from 'node:timers/promises';
import { type Figure, median } from './figure.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import { ROLE } from './machines.ts';
import { startGaugedFake } from './processes.ts';

const RUNS = 3;
const FEW = 1_000;
const MANY = 10_000;

const LOOK_MILLIS = 25;

const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', TimestampPath: '$.until', End: true } } };

/** What one Wait takes: bytes of the heap while it is open and when it has ended, milliseconds of CPU time from its due moment to its end. */
interface Cost {
  readonly openBytes: number;
  readonly endedBytes: number;
  readonly timerMillis: number;
}

/** Open Waits of a server in memory that are all due in the same moment: what each takes while it waits, and what its timer costs. */
export async function openWaits(): Promise<Figure[]> {
  const few: Cost[] = [];
  const many: Cost[] = [];
  for (let run = 0; run < RUNS; run++) {
    const measure = await startMeasuring();
    // The first ones warm up what the others measure.
    await measure.waits(FEW);
    many.push(await measure.waits(MANY));
    few.push(await measure.waits(FEW));
    await measure.stop();
  }
  const of = (costs: readonly Cost[], what: keyof Cost) => median(costs.map((cost) => cost[what]));
  return [
    {
      name: 'memory of an open Wait, of 10,000',
      value: of(many, 'openBytes'),
      unit: 'bytes',
      ratio: { to: 'when it has ended', value: of(many, 'openBytes') / of(many, 'endedBytes') },
    },
    {
      name: 'CPU time of a timer, 10,000 due in one moment',
      value: of(many, 'timerMillis') * 1000,
      unit: 'µs',
      ratio: { to: 'with 1,000', value: of(many, 'timerMillis') / of(few, 'timerMillis') },
      reach: '≤ 1.50',
    },
  ];
}

async function startMeasuring() {
  const fake = await startGaugedFake();
  const client = createHttpClient(fake.url);
  const definition = JSON.stringify(WAIT);
  const { stateMachineArn } = await client.call('CreateStateMachine', { name: 'wait', definition, roleArn: ROLE });
  let startsPerSecond = 1_000;

  async function waits(count: number): Promise<Cost> {
    const endedBefore = await countExecutions(client, { stateMachineArn, statusFilter: 'SUCCEEDED' });
    const before = await fake.gauge('heap');
    // The last of them is started long before the first one ends.
    const until = Date.now() + 1_000 + (3_000 * count) / startsPerSecond;
    const input = JSON.stringify({ until: new Date(until).toISOString() });
    startsPerSecond = await client.rate(count, 16, 'StartExecution', { stateMachineArn, input });
    const open = await fake.gauge('heap');
    if ((await countExecutions(client, { stateMachineArn, statusFilter: 'RUNNING' })) !== count)
      throw new Error(`${count} Waits were not open together`);

    const idle = await fake.gauge('cpu');
    do await setTimeout(Math.max(LOOK_MILLIS, until - Date.now()));
    while ((await pageOfExecutions(client, { stateMachineArn, statusFilter: 'RUNNING', maxResults: 1 })).length > 0);
    const busy = await fake.gauge('cpu');
    if ((await countExecutions(client, { stateMachineArn, statusFilter: 'SUCCEEDED' })) !== endedBefore + count)
      throw new Error(`${count} Waits have not succeeded`);
    const ended = await fake.gauge('heap');
    return { openBytes: (open - before) / count, endedBytes: (ended - before) / count, timerMillis: (busy - idle) / count };
  }

  return {
    waits,
    async stop() {
      client.close();
      await fake.stop();
    },
  };
}

async function pageOfExecutions(client: HttpClient, input: object): Promise<{ length: number; nextToken: unknown }> {
  const { executions, nextToken } = await client.call('ListExecutions', input);
  return { length: Array.isArray(executions) ? executions.length : Number.NaN, nextToken };
}

async function countExecutions(client: HttpClient, input: object): Promise<number> {
  let count = 0;
  let nextToken: unknown;
  do {
    const page = await pageOfExecutions(client, { ...input, maxResults: 1_000, nextToken });
    count += page.length;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return count;
}
