import { regionOf } from '#arn';
import type { Clock } from '#clock';
import { ItemReaderFailed } from '#datasets/item.ts';
import { createPortionReader } from '#datasets/read-portion.ts';
import { writeResults } from '#datasets/write-results.ts';
import { type AskingState, type ObjectStore, ObjectStoreFailure, type StoreContext } from '#integrations/object-store.ts';
import type { Effect, ReadItems, WriteResults } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { errorFacts, type Log } from '#log';
import type { Storage } from '#storage/storage.ts';
import type { CommittedStep } from './perform.ts';
import type { Quiet } from './quiet.ts';
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
export interface MapItems extends Quiet {
  readonly read: (effect: ReadItems, step: CommittedStep) => void;
  readonly write: (effect: WriteResults, step: CommittedStep) => void;
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
      return { kind: 'items-read', ...of, ...(await reader.read(at(execution, mapRunArn), effect)) };
    } catch (error) {
      return { kind: 'items-unreadable', ...of, cause: causeOf(execution, effect, error) };
    }
  }

  async function write(execution: Execution, effect: WriteResults): Promise<ExecutionEvent> {
    const of = { mapRunArn: effect.mapRun.arn, number: effect.number };
    try {
      await stopped(of.mapRunArn);
      const parts = { store, storage, at: at(execution, of.mapRunArn) };
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
  const at = (execution: Execution, mapRunArn: string): StoreContext => ({
    region: regionOf(execution.arn),
    signal: closing.signal,
    asks: askingState(execution, mapRunArn),
  });

  function causeOf({ arn }: Execution, { kind }: Effect, error: unknown): string {
    if (error instanceof ItemReaderFailed || error instanceof ObjectStoreFailure) return error.message;
    log({ level: 'ERROR', message: `${kind} went wrong inside the fake`, executionArn: arn, ...errorFacts(error) });
    return `Internal error of the fake (${kind}): see its log.`;
  }

  function go(work: Promise<ExecutionEvent>, { post }: CommittedStep): void {
    underWay.add(
      '',
      work.then((event) => {
        if (!closing.signal.aborted) post(event);
      }),
    );
  }

  return {
    read: (effect, step) => go(read(step.execution, effect), step),
    write: (effect, step) => go(write(step.execution, effect), step),
    isQuiet: underWay.isQuiet,
    quiet: underWay.quiet,
    close() {
      closing.abort();
      reader.close();
    },
  };
}

function askingState({ arn, stateMachineArn, frames }: Execution, mapRunArn: string): AskingState | undefined {
  for (const { state, visit } of Object.values(frames)) {
    if (visit?.doing.kind !== 'map-run' || visit.doing.mapRunArn !== mapRunArn) continue;
    return { executionArn: arn, stateMachineArn, state, invocation: visit.doing.invocation };
  }
  return undefined;
}
