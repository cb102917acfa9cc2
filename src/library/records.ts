import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Observer } from '#observers/observer.ts';

/** What has been seen of an execution. */
export interface Record {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
  /** Resolves as soon as `find` finds something, now or after a commit; rejects with what `find` throws. */
  readonly when: <Found>(find: () => Found | undefined) => Promise<Found>;
}

/** Sees every execution of a fake as it is committed: nobody has to ask again and again. */
export interface Records {
  readonly observer: Observer;
  readonly find: (executionArn: string) => Record | undefined;
  readonly forget: () => void;
}

/** So many executions are remembered; who holds the record of an older one keeps it. */
const REMEMBERED = 10_000;

/** Remembers what it sees. `readHistory`: the whole history of an execution that is seen when it is under way already. */
export function createRecords(readHistory: (executionArn: string) => Promise<readonly HistoryEvent[]>): Records {
  const records = new Map<string, ReturnType<typeof createRecord>>();

  function add(execution: Execution, [first]: readonly HistoryEvent[]) {
    const [oldest] = records.size >= REMEMBERED ? [...records.values()].filter(isClosed) : [];
    if (oldest) records.delete(oldest.execution.arn);
    const isUnderWay = first !== undefined && first.id > 1;
    const record = createRecord(execution, isUnderWay ? readHistory(execution.arn) : undefined);
    records.set(execution.arn, record);
    return record;
  }

  return {
    find: (executionArn) => records.get(executionArn),
    forget: () => records.clear(),
    observer: {
      committed: (execution, history) => (records.get(execution.arn) ?? add(execution, history)).committed(execution, history),
      flush: async () => {},
    },
  };
}

const isClosed = ({ execution }: Record): boolean => execution.status !== 'RUNNING';

/** `earlier`: what has happened before it was first seen, if anything has. */
function createRecord(first: Execution, earlier: Promise<readonly HistoryEvent[]> | undefined) {
  let execution = first;
  const history: HistoryEvent[] = [];
  const isWhole = earlier?.then((events) => {
    const next = history[0]?.id ?? 0;
    history.unshift(...events.filter(({ id }) => id < next));
  });
  const waiting = new Set<() => void>();
  return {
    get execution() {
      return execution;
    },
    history,
    committed(next: Execution, events: readonly HistoryEvent[]) {
      execution = next;
      for (const event of events) history.push(event);
      for (const look of waiting) look();
    },
    when: async <Found>(find: () => Found | undefined) => {
      await isWhole;
      return new Promise<Found>((resolve, reject) => {
        const look = () => {
          try {
            const found = find();
            if (found === undefined) return;
            resolve(found);
          } catch (error) {
            reject(error);
          }
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      });
    },
  };
}
