import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Storage } from '../storage.ts';
import type { Connection } from './connection.ts';
import type { Item } from './expressions.ts';
import { openHead } from './heads.ts';
import { fromListEntry, type ListEntry } from './items.ts';
import { executionKey, executionListKey, placeInExecutionList } from './keys.ts';
import { PartMissing } from './parts.ts';

/** Lists executions: entries say which, heads say what. */
export function createExecutionLists(connection: Connection, loadExecution: Storage['loadExecution']): Storage['listExecutions'] {
  async function executionOf({ arn }: ListEntry, item: Item | undefined): Promise<Execution | undefined> {
    if (!item) return undefined;
    try {
      return await (await openHead(connection, arn, item)).execution();
    } catch (error) {
      if (!(error instanceof PartMissing)) throw error;
      return (await loadExecution(arn))?.execution;
    }
  }

  return async (list, { status, after, limit }) => {
    const pk = executionListKey(list, status);
    const behind = after === undefined ? {} : { after: placeOf(parsePosition(after)) };
    // One more than asked for tells whether this is the last page.
    const found = (await connection.query({ pk, ...behind, reverse: true, limit: limit + 1 })).map(fromListEntry);
    const entries = found.slice(0, limit);
    const heads = await connection.getAll(entries.map(({ arn }) => executionKey(arn)));
    const headOf = new Map(heads.map((item) => [item['pk'], item]));
    const executions = await Promise.all(entries.map((entry) => executionOf(entry, headOf.get(executionKey(entry.arn).pk))));
    const items = executions.filter((execution, index): execution is Execution => {
      // Since its entry was read, an execution may have gone on; and TTL leaves entries behind for a while.
      const isSame = execution?.startTime === entries[index]?.startTime;
      return execution !== undefined && isSame && (status === undefined || execution.status === status);
    });
    const last = entries.at(-1);
    return last !== undefined && found.length > limit ? { items, next: formatPosition(last) } : { items };
  };
}

const placeOf = ({ startTime, arn }: ListEntry): string => placeInExecutionList(startTime, arn);

function formatPosition({ startTime, arn }: ListEntry): string {
  return `${startTime} ${arn}`;
}

function parsePosition(position: string): ListEntry {
  const space = position.indexOf(' ');
  return { startTime: Number(position.slice(0, space)), arn: position.slice(space + 1) };
}
