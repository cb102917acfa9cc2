import type { Execution, ExecutionStatus } from '#interpreter/continuation/execution.ts';
import { listedAt } from '../listed-at.ts';
import { formatPosition, parsePosition } from '../position.ts';
import type { Page, Storage } from '../storage.ts';
import { compareText, createOrderedList, type OrderedList } from './ordered-list.ts';

/** What holds an execution's present value: a list keeps the holder, so a commit that changes no status touches no list. */
interface ExecutionHolder {
  readonly execution: Execution;
}

interface ExecutionKey {
  readonly execution: Pick<Execution, 'arn' | 'status' | 'startTime' | 'stopTime' | 'redriveTime'>;
}

type ExecutionList = OrderedList<ExecutionKey, ExecutionHolder>;

/** The lists that executions appear in, each of them once as a whole and once by status. */
export interface ExecutionLists {
  add(list: string, holder: ExecutionHolder): void;
  /** A holder is found by its execution: one whose status is about to change is removed before, and added after. */
  remove(list: string, holder: ExecutionHolder): void;
  page(list: string, page: Parameters<Storage['listExecutions']>[1]): Page<Execution>;
}

/** Lists without executions, to be filled. */
export function createExecutionLists(): ExecutionLists {
  const lists = new Map<string, Map<ExecutionStatus | 'ANY', ExecutionList>>();

  function insert(list: string, part: ExecutionStatus | 'ANY', holder: ExecutionHolder): void {
    const parts = lists.get(list) ?? new Map<ExecutionStatus | 'ANY', ExecutionList>();
    const ordered = parts.get(part) ?? createOrderedList<ExecutionKey, ExecutionHolder>(newestFirst);
    lists.set(list, parts);
    parts.set(part, ordered);
    ordered.add(holder);
  }

  return {
    add(list, holder) {
      insert(list, 'ANY', holder);
      insert(list, holder.execution.status, holder);
    },

    remove(list, holder) {
      const parts = lists.get(list);
      parts?.get('ANY')?.remove(holder);
      parts?.get(holder.execution.status)?.remove(holder);
      if (parts?.get('ANY')?.size() === 0) lists.delete(list);
    },

    page(list, { status, after, limit }) {
      const ordered = lists.get(list)?.get(status ?? 'ANY');
      // One more than asked for tells whether this is the last page.
      const found = ordered?.page(after === undefined ? undefined : keyAt(after), limit + 1) ?? [];
      const items = found.slice(0, limit).map(({ execution }) => execution);
      const last = items.at(-1);
      return last !== undefined && found.length > limit
        ? { items, next: formatPosition({ at: listedAt(last), arn: last.arn }) }
        : { items };
    },
  };
}

function newestFirst({ execution: a }: ExecutionKey, { execution: b }: ExecutionKey): number {
  return listedAt(b) - listedAt(a) || compareText(b.arn, a.arn);
}

/** The key of what stands at a position. */
function keyAt(position: string): ExecutionKey {
  const { at, arn } = parsePosition(position);
  // One that runs since then stands at that place.
  return { execution: { status: 'RUNNING', startTime: at, arn } };
}
