import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Storage } from '#storage/storage.ts';
import { expectedBy, waiterOf } from './relatives.ts';

type Reads = Pick<Storage, 'loadExecution' | 'listExecutions'>;

/** How many children are looked up at a time. */
const PAGE = 100;

/** The executions with these ARNs, and the children of these Map Runs that run, as they are stored. */
export async function* stored(storage: Reads, arns: readonly string[], mapRunArns: readonly string[]): AsyncGenerator<Execution> {
  for (const arn of arns) {
    const found = await storage.loadExecution(arn);
    if (found) yield found.execution;
  }
  for (const mapRunArn of mapRunArns) {
    for (let after: string | undefined, isLast = false; !isLast; ) {
      const page = { status: 'RUNNING', limit: PAGE, ...(after === undefined ? {} : { after }) } as const;
      const { items, next } = await storage.listExecutions(mapRunArn, page);
      yield* items;
      after = next;
      isLast = next === undefined;
    }
  }
}

/** The executions that run and belong together with this one, it among them, from the top down. */
export async function wholeFamily(storage: Reads, execution: Execution): Promise<Execution[]> {
  const top = await topOf(storage, execution);
  const family = [top];
  for (const member of family) {
    const { children, jobs } = expectedBy(member);
    for await (const relative of stored(
      storage,
      jobs,
      children.map(({ mapRunArn }) => mapRunArn),
    ))
      if (relative.status === 'RUNNING') family.push(relative);
  }
  return family;
}

async function topOf(storage: Reads, execution: Execution): Promise<Execution> {
  const waiter = waiterOf(execution);
  const above = waiter === undefined ? undefined : (await storage.loadExecution(waiter))?.execution;
  return above?.status === 'RUNNING' ? topOf(storage, above) : execution;
}
