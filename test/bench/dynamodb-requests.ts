import { type Figure, median } from './figure.ts';
import type { HttpClient } from './http-client.ts';

const RUNS = 51;
const READS = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query', 'Scan']);

interface Started {
  readonly client: HttpClient;
  readonly stateMachineArn: unknown;
}

/**
 * The requests that an execution makes, by kind, until it has ended. `commands` grows by each request of the server that `standard` and
 * `express` talk to; whether an execution has ended is asked of another one, `beside`, on the same table.
 */
export async function dynamodbRequests(
  commands: readonly string[],
  { standard, express, beside }: { readonly standard: Started; readonly express: Started; readonly beside: HttpClient },
): Promise<Figure[]> {
  const ofStandard = await countRuns(commands, async () => {
    const { executionArn } = await standard.client.call('StartExecution', { stateMachineArn: standard.stateMachineArn });
    while ((await beside.call('DescribeExecution', { executionArn }))['status'] === 'RUNNING');
  });
  const ofSync = await countRuns(commands, () =>
    express.client.call('StartSyncExecution', { stateMachineArn: express.stateMachineArn }),
  );
  const { executionArn } = await standard.client.call('StartExecution', { stateMachineArn: standard.stateMachineArn });
  const ofLook = await countRuns(commands, () => standard.client.call('DescribeExecution', { executionArn }));
  return [
    ...figuresOf('STANDARD execution of 10 Pass states', ofStandard, '≤ 2'),
    ...figuresOf('StartSyncExecution of the same', ofSync),
    ...figuresOf('DescribeExecution', ofLook),
  ];
}

/** How many requests of each kind each run has made. */
async function countRuns(commands: readonly string[], run: () => Promise<unknown>): Promise<Map<string, number>[]> {
  const counts: Map<string, number>[] = [];
  for (let index = 0; index < RUNS; index++) {
    const before = commands.length;
    await run();
    const made = new Map<string, number>();
    for (const command of commands.slice(before)) made.set(command, (made.get(command) ?? 0) + 1);
    counts.push(made);
  }
  return counts;
}

function figuresOf(name: string, runs: readonly ReadonlyMap<string, number>[], reach?: string): Figure[] {
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
    { ...figure('writes', sumOf(false)), ...(reach === undefined ? {} : { reach }) },
    { ...figure('reads', sumOf(true)), ...(reach === undefined ? {} : { reach }) },
    // What only the odd run makes, such as a look at what is due, is not the execution's.
    ...byKind.filter(({ value }) => value > 0),
  ];
}
