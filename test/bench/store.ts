import { createMemoryStorage } from '#storage/memory.ts';
import { A_STATE_MACHINE_ARN, anExecution, succeeded } from '#test/support/an-execution.ts';
import { runMachine } from '#test/support/run-machine.ts';
import { type Figure, median, millis } from './figure.ts';
import { FIVE_STATES } from './machines.ts';

const SIZES = [1_000, 100_000] as const;

/** What list, describe and history cost among 1,000 and among 100,000 executions, and what a finished one takes in memory. */
export async function store(): Promise<Figure[]> {
  const costs = { list: [] as number[], describe: [] as number[], history: [] as number[] };
  let bytes = 0;
  for (const size of SIZES) {
    const storage = createMemoryStorage();
    const { history, execution } = runMachine(FIVE_STATES, { n: 1 });
    const before = heapUsed();
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
    bytes = (heapUsed() - before) / size;
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
    { name: 'memory of a finished execution of 5 states', value: bytes, unit: 'bytes', reach: '≤ 3,000' },
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

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
