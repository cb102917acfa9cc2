import type { Execution } from '#interpreter/continuation/execution.ts';
import { listedAt } from '../listed-at.ts';
import { formatPosition, type Place, parsePosition } from '../position.ts';
import type { Page, Storage } from '../storage.ts';
import type { Connection } from './connection.ts';
import type { Item, Range } from './expressions.ts';
import { openHead } from './heads.ts';
import { fromListEntry, fromWaitingEntry } from './items.ts';
import { executionKey, executionListKey, placeInDue, placeInExecutionList, waitingListKey } from './keys.ts';
import { PartMissing } from './parts.ts';

/** How entries of one kind are read, and told from those that an execution has outlived. */
interface Entries<Entry> {
  readonly from: (item: Item) => Entry;
  readonly isCurrent: (entry: Entry, execution: Execution, head: Item | undefined) => boolean;
}

type Load = Storage['loadExecution'];

/** Lists executions: entries say which, heads say what. */
export function createExecutionLists(connection: Connection, loadExecution: Load): Storage['listExecutions'] {
  return async (list, { status, after, limit }) => {
    const pk = executionListKey(list, status);
    const behind = after === undefined ? {} : { after: sortKeyAt(after, placeInExecutionList) };
    return await page(
      connection,
      loadExecution,
      { pk, ...behind, reverse: true, limit },
      {
        from: fromListEntry,
        // Since its entry was read, an execution may have gone on; and TTL leaves entries behind for a while.
        isCurrent: (entry, execution) =>
          listedAt(execution) === entry.at && (status === undefined || execution.status === status),
      },
    );
  };
}

/** Lists executions that wait, by their entries. */
export function createWaitingLists(connection: Connection, loadExecution: Load): Storage['listWaiting'] {
  return async (list, { after, limit }) => {
    const behind = after === undefined ? {} : { after: sortKeyAt(after, placeInDue) };
    return await page(
      connection,
      loadExecution,
      { pk: waitingListKey(list), ...behind, limit },
      {
        from: fromWaitingEntry,
        isCurrent: (entry, _execution, head) => head?.['waitingAt'] === entry.at,
      },
    );
  };
}

/** Reads a page of entries and the executions that they are about. */
async function page<Entry extends Place>(
  connection: Connection,
  loadExecution: Load,
  range: Range,
  { from, isCurrent }: Entries<Entry>,
): Promise<Page<Execution>> {
  const { limit } = range;
  // One more than asked for tells whether this is the last page.
  const found = (await connection.query({ ...range, limit: limit + 1 })).map(from);
  const entries = found.slice(0, limit);
  const heads = await connection.getAll(entries.map(({ arn }) => executionKey(arn)));
  const headOf = new Map(heads.map((item) => [item['pk'], item]));
  const present = await Promise.all(
    entries.map(async (entry) => {
      const head = headOf.get(executionKey(entry.arn).pk);
      const execution = await executionOf(connection, loadExecution, entry.arn, head);
      return execution !== undefined && isCurrent(entry, execution, head) ? [execution] : [];
    }),
  );
  const items = present.flat();
  const last = entries.at(-1);
  return last !== undefined && found.length > limit ? { items, next: formatPosition(last) } : { items };
}

async function executionOf(connection: Connection, loadExecution: Load, arn: string, head: Item | undefined) {
  if (!head) return undefined;
  try {
    return await (await openHead(connection, arn, head)).execution();
  } catch (error) {
    if (!(error instanceof PartMissing)) throw error;
    return (await loadExecution(arn))?.execution;
  }
}

function sortKeyAt(position: string, place: (at: number, arn: string) => string): string {
  const { at, arn } = parsePosition(position);
  return place(at, arn);
}
