import type { Execution } from '#interpreter/continuation/execution.ts';
import { formatPosition, type Place, parsePosition } from '../position.ts';
import type { Page, WaitingPlace } from '../storage.ts';
import { compareText, createOrderedList, type OrderedList } from './ordered-list.ts';

/** What holds an execution's present value. */
interface ExecutionHolder {
  readonly execution: Execution;
}

interface Waiting extends Place {
  readonly holder: ExecutionHolder;
}

/** The lists of executions that wait. */
export interface WaitingLists {
  add(place: WaitingPlace, holder: ExecutionHolder): void;
  remove(place: WaitingPlace, holder: ExecutionHolder): void;
  page(list: string, page: { readonly after?: string; readonly limit: number }): Page<Execution>;
}

/** Lists in which nothing waits yet. */
export function createWaitingLists(): WaitingLists {
  const lists = new Map<string, OrderedList<Place, Waiting>>();
  return {
    add({ list, at }, holder) {
      const ordered = lists.get(list) ?? createOrderedList<Place, Waiting>(soonestFirst);
      lists.set(list, ordered);
      ordered.add({ at, arn: holder.execution.arn, holder });
    },

    remove({ list, at }, holder) {
      const ordered = lists.get(list);
      ordered?.remove({ at, arn: holder.execution.arn });
      if (ordered?.size() === 0) lists.delete(list);
    },

    page(list, { after, limit }) {
      // One more than asked for tells whether this is the last page.
      const found = lists.get(list)?.page(after === undefined ? undefined : parsePosition(after), limit + 1) ?? [];
      const items = found.slice(0, limit).map(({ holder }) => holder.execution);
      const last = found[limit - 1];
      return last !== undefined && found.length > limit ? { items, next: formatPosition(last) } : { items };
    },
  };
}

function soonestFirst(a: Place, b: Place): number {
  return a.at - b.at || compareText(a.arn, b.arn);
}
