import { setTimeout } from 'node:timers/promises';
import { createMemoryStorage } from '#storage/memory.ts';
import { A_STATE_MACHINE_ARN, anExecution, succeeded } from '#test/support/an-execution.ts';
import { runMachine } from '#test/support/run-machine.ts';
import { type Figure, median, millis } from './figure.ts';
import { createHttpClient } from './http-client.ts';
import { FIVE_STATES, ROLE } from './machines.ts';
import { startGaugedFake } from './processes.ts';

const SIZES = [1_000, 100_000] as const;
const WARM_UP = 3_000;
const KEPT = 20_000;

/** What list, describe and history cost among 1,000 and among 100,000 executions, and what a finished one takes in memory. */
export async function store(): Promise<Figure[]> {
  const costs = { list: [] as number[], describe: [] as number[], history: [] as number[] };
  for (const size of SIZES) {
    const storage = createMemoryStorage();
    const { history, execution } = runMachine(FIVE_STATES, { n: 1 });
    for (let index = 0; index < size; index++) {
      const one = {
        ...succeeded(anExecution(`e${index}`)),
        output: `${execution.output}`,
        startTime: index,
        lastEventId: history.length,
      };
      await storage.commit({
        expectedVersion: 0,
        execution: one,
        history: history.map((event) => ({ ...event })),
        lists: [A_STATE_MACHINE_ARN],
      });
    }
    const arn = anExecution(`e${size / 2}`).arn;
    costs.list.push(await cost(() => storage.listExecutions(A_STATE_MACHINE_ARN, { status: 'SUCCEEDED', limit: 100 })));
    costs.describe.push(await cost(() => storage.loadExecution(arn)));
    costs.history.push(await cost(() => storage.readHistory(arn, { limit: 100, reverse: true })));
  }
  const figure = (name: string, [few = Number.NaN, many = Number.NaN]: readonly number[]): Figure => ({
    name: `${name} among 100,000 executions`,
    value: many,
    unit: 'µs',
    ratio: { to: 'among 1,000', value: many / few },
    reach: '≤ 1.50',
  });
  return [
    figure('list a page of 100', costs.list),
    figure('load an execution', costs.describe),
    figure('read a history', costs.history),
    { name: 'memory of a finished execution of 5 states', value: await keptBytes(), unit: 'bytes', reach: '≤ 3,000' },
  ];
}

/** Microseconds of one call: the median of batches, warm. */
async function cost(call: () => Promise<unknown>): Promise<number> {
  const batches: number[] = [];
  for (let batch = 0; batch < 40; batch++) {
    const taken = await millis(async () => {
      for (let index = 0; index < 500; index++) await call();
    });
    batches.push((taken * 1000) / 500);
  }
  return median(batches.slice(10));
}

/** What a finished execution keeps of the heap of a server that users have, where everything about it is its own. */
async function keptBytes(): Promise<number> {
  const fake = await startGaugedFake();
  const client = createHttpClient(fake.url);
  const definition = JSON.stringify(FIVE_STATES);
  const machine = await client.call('CreateStateMachine', { name: 'five', definition, roleArn: ROLE });
  const run = async (count: number): Promise<number> => {
    const input = { stateMachineArn: machine['stateMachineArn'], input: '{"n":1}' };
    await client.rate(count, 16, 'StartExecution', input);
    for (;;) {
      const { executions } = await client.call('ListExecutions', {
        ...input,
        input: undefined,
        statusFilter: 'RUNNING',
        maxResults: 1,
      });
      if (Array.isArray(executions) && executions.length === 0) return await fake.gauge('heap');
      await setTimeout(25);
    }
  };
  const before = await run(WARM_UP);
  const after = await run(KEPT);
  client.close();
  await fake.stop();
  return (after - before) / KEPT;
}
