import { regionOf } from '#arn';
import type { Clock } from '#clock';
import { ItemReaderFailed } from '#datasets/item.ts';
import { createPortionReader } from '#datasets/read-portion.ts';
import { writeResults } from '#datasets/write-results.ts';
import { type ObjectStore, ObjectStoreFailure } from '#integrations/object-store.ts';
import type { ReadItems, WriteResults } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { ReadBundle } from '../bundles/read-bundle.ts';
import { ControlError } from '../control-error.ts';
import type { Scene } from '../rehearsal/scene.ts';

/** What the Distributed Maps of a recorded execution read and write. */
export interface RecordedItems {
  readonly read: (execution: Execution, effect: ReadItems) => Promise<ExecutionEvent>;
  readonly write: (scene: Scene, execution: Execution, effect: WriteResults) => Promise<ExecutionEvent>;
  readonly close: () => void;
}

/** A time that stands: what is kept open for a while is kept to the end. */
const STANDING: Clock = { now: () => 0, callAt: () => () => {} };

export function createRecordedItems({ events }: ReadBundle, objects: ObjectStore | undefined): RecordedItems {
  const store = objects ?? nothing;
  const reader = createPortionReader(store, STANDING);
  const at = ({ arn }: Execution) => ({ region: regionOf(arn), signal: new AbortController().signal });
  /** What was recorded is how it was, whatever the objects are today. */
  const failures = events.flatMap(({ mapRunFailedEventDetails: failed }) =>
    failed?.error === 'States.ItemReaderFailed' ? [failed.cause ?? ''] : [],
  );

  return {
    async read(execution, effect) {
      const of = { mapRunArn: effect.mapRunArn, number: effect.portion.number };
      const recorded = objects ? undefined : failures.shift();
      if (recorded !== undefined) return { kind: 'items-unreadable', ...of, cause: recorded };
      try {
        return { kind: 'items-read', ...of, ...(await reader.read(at(execution), effect)) };
      } catch (error) {
        if (!(error instanceof ItemReaderFailed || error instanceof ObjectStoreFailure)) throw error;
        return { kind: 'items-unreadable', ...of, cause: error.message };
      }
    },
    async write({ actors }, execution, effect) {
      const of = { mapRunArn: effect.mapRun.arn, number: effect.number };
      const loadExecution = async (arn: string) => {
        const child = actors.get(arn);
        return child && { execution: child, version: 1 };
      };
      try {
        const output = await writeResults({ store: nowhere(store), storage: { loadExecution }, at: at(execution) }, effect);
        return { kind: 'results-written', ...of, output };
      } catch (error) {
        if (!(error instanceof ObjectStoreFailure)) throw error;
        return { kind: 'results-unwritable', ...of, cause: error.message };
      }
    },
    close: reader.close,
  };
}

/** What is written again is not kept. */
const nowhere = (store: ObjectStore): ObjectStore => ({
  ...store,
  write: () => {
    let bytes = 0;
    return {
      add: async (text) => {
        bytes += Buffer.byteLength(text);
      },
      finish: async () => bytes,
    };
  },
});

const unknown = async (_: unknown, { Bucket, Key, Prefix }: Readonly<Record<string, unknown>>): Promise<never> => {
  throw new ControlError(
    `A Distributed Map reads s3://${String(Bucket)}/${String(Key ?? Prefix ?? '')}, and the bundle does not hold it.`,
    'Give a folder with the objects, FOLDER/bucket/key: --data FOLDER.',
  );
};

const nothing: ObjectStore = {
  list: unknown,
  read: unknown,
  slice: unknown,
  size: unknown,
  write: () => ({ add: async () => {}, finish: async () => 0 }),
};
