import { lastPartOf } from '#arn';
import type { ObjectStore, StoreContext } from '#integrations/object-store.ts';
import type { WriteResults } from '#interpreter/continuation/effects.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { JsonText } from '#interpreter/continuation/json-text.ts';
import { childArn } from '#interpreter/continuation/map-run.ts';
import type { Storage } from '#storage/storage.ts';
import { resultFiles } from './result-files.ts';
import { pendingRecord, resultEntries } from './result-record.ts';

/** How many children are loaded at a time. */
const LOAD_BATCH = 50;

/** More than AWS lets through as a state's data: gathering more than this makes no difference, in UTF-16 code units. */
const MAX_RESULT_UNITS = 300_000;

export interface WriteParts {
  readonly store: ObjectStore;
  readonly storage: Pick<Storage, 'loadExecution'>;
  readonly at: StoreContext;
}

/** Brings the results of a Map Run where its ResultWriter says; returns the state's result. Throws ObjectStoreFailure. */
export function writeResults(parts: WriteParts, effect: WriteResults): Promise<JsonText> {
  const { bucket } = effect.writer;
  return bucket === undefined ? gather(parts, effect) : exportTo(parts, effect, bucket);
}

/** AWS: without a Resource the results are the state's result — ResultWriter; JSON Lines are a text then (inferred). */
async function gather(parts: WriteParts, { mapRun, writer }: WriteResults): Promise<JsonText> {
  const entries: JsonText[] = [];
  let units = 0;
  for await (const child of childrenOf(parts, mapRun)) {
    for (const entry of resultEntries(child, writer.transformation)) {
      entries.push(entry);
      units += entry.length;
    }
    if (units > MAX_RESULT_UNITS) break;
  }
  return writer.outputType === 'JSON' ? `[${entries.join(',')}]` : JSON.stringify(entries.join('\n'));
}

/** AWS: files by status, and a manifest of them, under the Map Run's own name — ResultWriter, Exporting to Amazon S3. */
async function exportTo(parts: WriteParts, { mapRun, writer, pending }: WriteResults, bucket: string): Promise<JsonText> {
  const { store, at } = parts;
  const folder = [...(writer.prefix ? [writer.prefix.replace(/\/$/, '')] : []), lastPartOf(mapRun.arn)].join('/');
  const filesOf = (status: string) => resultFiles(store, at, { bucket, folder, status, outputType: writer.outputType });
  const succeeded = filesOf('SUCCEEDED');
  const failed = filesOf('FAILED');
  const waiting = filesOf('PENDING');
  for await (const child of childrenOf(parts, mapRun)) {
    const files = child.status === 'SUCCEEDED' ? succeeded : failed;
    for (const entry of resultEntries(child, writer.transformation)) await files.add(entry);
  }
  for (const input of pending) await waiting.add(pendingRecord(input));
  const ResultFiles = {
    FAILED: await failed.finish(),
    PENDING: await waiting.finish(),
    SUCCEEDED: await succeeded.finish(),
  };
  const Key = `${folder}/manifest.json`;
  const manifest = store.write(at, bucket, Key);
  await manifest.add(JSON.stringify({ DestinationBucket: bucket, MapRunArn: mapRun.arn, ResultFiles }));
  await manifest.finish();
  return JSON.stringify({ MapRunArn: mapRun.arn, ResultWriterDetails: { Bucket: bucket, Key } });
}

/** The children of a Map Run in the order of their items. */
async function* childrenOf({ storage }: WriteParts, mapRun: WriteResults['mapRun']): AsyncGenerator<Execution, void, undefined> {
  const { started } = mapRun.executions;
  for (let first = 0; first < started; first += LOAD_BATCH) {
    const count = Math.min(LOAD_BATCH, started - first);
    const loading = Array.from({ length: count }, (_, index) => storage.loadExecution(childArn(mapRun, first + index)));
    for (const stored of await Promise.all(loading)) if (stored) yield stored.execution;
  }
}
