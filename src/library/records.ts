import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Observer } from '#observers/observer.ts';
import type { Storage } from '#storage/storage.ts';

/** What has been seen of an execution. */
export interface Record {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
  /** Resolves as soon as `find` finds something, now or after a commit; rejects with what `find` throws. */
  readonly when: <Found>(find: () => Found | undefined) => Promise<Found>;
}

/** Where executions are found that have not been seen. */
type Stored = Pick<Storage, 'loadExecution' | 'readHistory'>;

/** Sees every execution of a fake as it is committed: nobody has to ask again and again. */
export interface Records {
  readonly observer: Observer;
  readonly find: (executionArn: string) => Record | undefined;
  /** Looks up an execution that was there before this fake; `undefined`: there is none. */
  readonly restore: (executionArn: string, storage: Stored) => Promise<Record | undefined>;
  readonly forget: () => void;
}

/** So many executions are remembered; who holds the record of an older one keeps it. */
const REMEMBERED = 10_000;

/** AWS: a history has 25,000 events at most — Step Functions quotas. */
const MAX_EVENTS = 25_000;

/** Remembers what it sees. */
export function createRecords(): Records {
  const records = new Map<string, ReturnType<typeof createRecord>>();
  /** How often an execution has gone on whose beginning has not been seen. */
  let unseen = 0;

  function add(execution: Execution) {
    const [oldest] = records.size >= REMEMBERED ? [...records.values()].filter(isClosed) : [];
    if (oldest) records.delete(oldest.execution.arn);
    const record = createRecord(execution);
    records.set(execution.arn, record);
    return record;
  }

  return {
    find: (executionArn) => records.get(executionArn),
    forget: () => records.clear(),
    async restore(executionArn, storage) {
      for (;;) {
        const before = unseen;
        const { execution } = (await storage.loadExecution(executionArn)) ?? {};
        const history = await storage.readHistory(executionArn, { limit: MAX_EVENTS, reverse: false });
        const record = records.get(executionArn);
        if (record !== undefined || execution === undefined) return record;
        // What has gone on meanwhile may be in neither.
        if (unseen !== before) continue;
        const restored = add(execution);
        restored.committed(execution, history);
        return restored;
      }
    },
    observer: {
      committed(execution, history) {
        const isNew = history[0]?.id === 1;
        const record = records.get(execution.arn) ?? (isNew ? add(execution) : undefined);
        if (record === undefined) unseen++;
        record?.committed(execution, history);
      },
      flush: async () => {},
    },
  };
}

const isClosed = ({ execution }: Record): boolean => execution.status !== 'RUNNING';

function createRecord(first: Execution) {
  let execution = first;
  const history: HistoryEvent[] = [];
  const waiting = new Set<() => void>();
  return {
    get execution() {
      return execution;
    },
    history,
    committed(next: Execution, events: readonly HistoryEvent[]) {
      execution = next;
      // What was restored a moment ago may be told of after that.
      const last = history.at(-1)?.id ?? 0;
      for (const event of events) if (event.id > last) history.push(event);
      for (const look of waiting) look();
    },
    when: <Found>(find: () => Found | undefined) =>
      new Promise<Found>((resolve, reject) => {
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
      }),
  };
}
