import { type Figure, median } from './figure.ts';
import type { HttpClient } from './http-client.ts';

const RUNS = 51;
const READS = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query', 'Scan']);

/** The requests that an execution makes, by kind, counted from its start until it has ended; `commands` grows by each request that comes by. */
export async function dynamodbRequests(
  commands: readonly string[],
  standard: { readonly client: HttpClient; readonly stateMachineArn: unknown },
  express: { readonly client: HttpClient; readonly stateMachineArn: unknown },
): Promise<Figure[]> {
  const ofStandard = await countRuns(commands, async () => {
    const { client, stateMachineArn } = standard;
    const { executionArn } = await client.call('StartExecution', { stateMachineArn });
    let looks = 1;
    while ((await client.call('DescribeExecution', { executionArn }))['status'] === 'RUNNING') looks++;
    // Each look is one GetItem that is not the execution's.
    return looks;
  });
  const ofExpress = await countRuns(commands, async () => {
    const { client, stateMachineArn } = express;
    await client.call('StartSyncExecution', { stateMachineArn });
    return 0;
  });
  return [
    ...figuresOf('STANDARD execution of 10 Pass states', ofStandard),
    ...figuresOf('StartSyncExecution of the same', ofExpress),
  ];
}

/** How many requests of each kind each run has made. */
async function countRuns(commands: readonly string[], run: () => Promise<number>): Promise<Map<string, number>[]> {
  const counts: Map<string, number>[] = [];
  for (let index = 0; index < RUNS; index++) {
    const before = commands.length;
    const looks = await run();
    const made = new Map([['GetItem', -looks]]);
    for (const command of commands.slice(before)) made.set(command, (made.get(command) ?? 0) + 1);
    counts.push(made);
  }
  return counts;
}

function figuresOf(name: string, runs: readonly ReadonlyMap<string, number>[]): Figure[] {
  const kinds = [...new Set(runs.flatMap((made) => [...made.keys()]))].sort();
  const figure = (what: string, counts: readonly number[]): Figure => ({
    name: `${name}: ${what}`,
    value: median(counts),
    unit: 'requests',
  });
  const sumOf = (isRead: boolean) =>
    runs.map((made) => [...made].reduce((sum, [kind, count]) => sum + (READS.has(kind) === isRead ? count : 0), 0));
  const byKind = kinds.map((kind) =>
    figure(
      kind,
      runs.map((made) => made.get(kind) ?? 0),
    ),
  );
  return [
    { ...figure('writes', sumOf(false)), reach: '≤ 2' },
    { ...figure('reads', sumOf(true)), reach: '≤ 2' },
    // What only the odd run makes, such as a look at what is due, is not the execution's.
    ...byKind.filter(({ value }) => value > 0),
  ];
}
