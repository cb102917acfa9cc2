import type { Clock } from '#clock';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { errorFacts, type Log } from '#log';

/** Watches executions from outside: nothing that it does, or fails to do, changes anything about them. */
export interface Observer {
  /** An execution has been committed with these new events. Returns at once. */
  readonly committed: (execution: Execution, history: readonly HistoryEvent[]) => void;
  /** Sends what is pending; resolves when it has arrived or is given up. */
  readonly flush: () => Promise<void>;
}

/** How long anything waits for an observer, in milliseconds. */
const FLUSH_MILLIS = 3_000;

/** Several observers as one, whose errors are logged and go no further; `undefined` for none. */
export function observeTogether(observers: readonly Observer[], log: Log): Observer | undefined {
  if (observers.length === 0) return undefined;
  const failed = (error: unknown) => log({ level: 'ERROR', message: 'an execution could not be observed', ...errorFacts(error) });
  return {
    committed(execution, history) {
      for (const observer of observers) {
        try {
          observer.committed(execution, history);
        } catch (error) {
          failed(error);
        }
      }
    },
    async flush() {
      await Promise.all(observers.map((observer) => observer.flush().catch(failed)));
    },
  };
}

/** Sends what is pending, and waits for it until `time` (epoch milliseconds), but never for long. */
export async function flushUntil(observer: Observer, clock: Clock, time: number): Promise<void> {
  let callOff = () => {};
  const late = new Promise<void>((resolve) => {
    callOff = clock.callAt(Math.min(time, clock.now() + FLUSH_MILLIS), resolve);
  });
  await Promise.race([observer.flush(), late]);
  callOff();
}
