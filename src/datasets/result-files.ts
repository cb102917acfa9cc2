import type { ObjectStore, ObjectWriter, StoreContext } from '#integrations/object-store.ts';

/** AWS: a file of results has up to 5 GB — ResultWriter. */
const MAX_FILE_BYTES = 5 * 1024 ** 3;

/** A file of results, as the manifest tells of it. */
export interface ResultFile {
  readonly Key: string;
  readonly Size: number;
}

/** The files `<folder>/<STATUS>_<n>.json`, each begun when there is something for it. */
export interface ResultFiles {
  readonly add: (entry: string) => Promise<void>;
  readonly finish: () => Promise<readonly ResultFile[]>;
}

/** AWS: entries of one status, as a JSON array or as JSON Lines — ResultWriter; that the latter are named `.jsonl` is inferred. */
export function resultFiles(
  store: ObjectStore,
  at: StoreContext,
  { bucket, folder, status, outputType }: { bucket: string; folder: string; status: string; outputType: 'JSON' | 'JSONL' },
): ResultFiles {
  const isArray = outputType === 'JSON';
  const files: ResultFile[] = [];
  let open: { readonly key: string; readonly writer: ObjectWriter; bytes: number } | undefined;

  async function close(): Promise<void> {
    if (!open) return;
    await open.writer.add(isArray ? ']' : '\n');
    files.push({ Key: open.key, Size: await open.writer.finish() });
    open = undefined;
  }

  return {
    async add(entry) {
      const entryBytes = Buffer.byteLength(entry) + 2;
      if (open && open.bytes + entryBytes > MAX_FILE_BYTES) await close();
      const isFirst = open === undefined;
      const key = `${folder}/${status}_${files.length}.${isArray ? 'json' : 'jsonl'}`;
      open ??= { key, writer: store.write(at, bucket, key), bytes: 0 };
      const before = isFirst ? (isArray ? '[' : '') : isArray ? ',' : '\n';
      open.bytes += entryBytes;
      await open.writer.add(before + entry);
    },
    async finish() {
      await close();
      return files;
    },
  };
}
