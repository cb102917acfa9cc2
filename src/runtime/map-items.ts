import type { Clock } from '#clock';
import { ItemReaderFailed } from '#datasets/item.ts';
import { createPortionReader } from '#datasets/read-portion.ts';
import { writeResults } from '#datasets/write-results.ts';
import { type ObjectStore, ObjectStoreFailure, type StoreContext } from '#integrations/object-store.ts';
import type { Effect, ReadItems, WriteResults } from '#interpreter/effects.ts';
import type { ExecutionEvent } from '#interpreter/events.ts';
import type { Execution } from '#interpreter/execution.ts';
import { errorFacts, type Log } from '#log';
import type { Storage } from '#storage/storage.ts';
import { tryAgain } from './try-again.ts';
import { createUnderWay } from './under-way.ts';

export interface MapItemsParts {
  readonly storage: Storage;
  readonly store: ObjectStore;
  /** Resolves when the children of a Map Run that were to be stopped are. */
  readonly stopped: (mapRunArn: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Performs what Map Runs ask of their ItemReaders and ResultWriters. */
export interface MapItems {
  readonly perform: (execution: Execution, effects: readonly Effect[], post: (event: ExecutionEvent) => void) => void;
  readonly isQuiet: () => boolean;
  readonly quiet: () => Promise<void>;
  /** Gives up on everything that is under way. */
  readonly close: () => void;
}

export function createMapItems({ storage, store, stopped, clock, log }: MapItemsParts): MapItems {
  const underWay = createUnderWay();
  const reader = createPortionReader(store, clock);
  const closing = new AbortController();

  async function read(execution: Execution, effect: ReadItems): Promise<ExecutionEvent> {
    const { mapRunArn, portion } = effect;
    const of = { mapRunArn, number: portion.number };
    try {
      return { kind: 'items-read', ...of, ...(await reader.read(at(execution), effect)) };
    } catch (error) {
      return { kind: 'items-unreadable', ...of, cause: causeOf(execution, effect, error) };
    }
  }

  async function write(execution: Execution, effect: WriteResults): Promise<ExecutionEvent> {
    const of = { mapRunArn: effect.mapRun.arn, number: effect.number };
    try {
      await stopped(of.mapRunArn);
      const parts = { store, storage, at: at(execution) };
      const output = await tryAgain(
        clock,
        () => writeResults(parts, effect),
        (error) => {
          // What the object store says is the Map Run's failure; of what our storage says, nobody is to hear.
          if (error instanceof ObjectStoreFailure) throw error;
          log({ level: 'WARN', message: 'results are written again', executionArn: execution.arn, ...errorFacts(error) });
        },
      );
      return { kind: 'results-written', ...of, output };
    } catch (error) {
      return { kind: 'results-unwritable', ...of, cause: causeOf(execution, effect, error) };
    }
  }

  /** AWS: a bucket has to be in the region of the state machine — ItemReader, ResultWriter. */
  const at = ({ arn }: Execution): StoreContext => ({ region: arn.split(':')[3] ?? '', signal: closing.signal });

  function causeOf({ arn }: Execution, { kind }: Effect, error: unknown): string {
    if (error instanceof ItemReaderFailed || error instanceof ObjectStoreFailure) return error.message;
    log({ level: 'ERROR', message: `${kind} went wrong inside the fake`, executionArn: arn, ...errorFacts(error) });
    return `Internal error of the fake (${kind}): see its log.`;
  }

  return {
    perform(execution, effects, post) {
      for (const effect of effects) {
        const work =
          effect.kind === 'read-items'
            ? read(execution, effect)
            : effect.kind === 'write-results'
              ? write(execution, effect)
              : undefined;
        if (work)
          underWay.add(
            '',
            work.then((event) => !closing.signal.aborted && post(event)).then(() => {}),
          );
      }
    },
    isQuiet: underWay.isEmpty,
    quiet: underWay.empty,
    close() {
      closing.abort();
      reader.close();
    },
  };
}
