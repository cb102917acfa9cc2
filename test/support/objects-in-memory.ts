import { createHash } from 'node:crypto';
import { type ObjectStore, ObjectStoreFailure, type StoreParameters } from '#integrations/object-store.ts';

/** An object store that a test fills and looks into. */
export interface ObjectsInMemory extends ObjectStore {
  /** By `bucket/key`. */
  readonly objects: Map<string, Buffer>;
  readonly put: (name: string, contents: string | Uint8Array) => void;
  /** What was read: `bucket/key@offset`, or `bucket?after` for a page of a listing. */
  readonly reads: string[];
  readonly text: (name: string) => string;
}

/** Objects come in chunks of that many bytes, listings in pages of that many objects. */
export function objectsInMemory({ chunkBytes = 64 * 1024, pageSize = 2 } = {}): ObjectsInMemory {
  const objects = new Map<string, Buffer>();
  const reads: string[] = [];
  const nameOf = ({ Bucket, Key }: StoreParameters) => `${Bucket}/${Key}`;
  const find = (parameters: StoreParameters): Buffer => {
    const object = objects.get(nameOf(parameters));
    if (!object) throw new ObjectStoreFailure(`There is no ${nameOf(parameters)}.`);
    return object;
  };
  const etagOf = (object: Buffer) => `"${createHash('md5').update(object).digest('hex')}"`;

  async function* chunksOf(object: Buffer, offset: number) {
    for (let at = offset; at < object.length; at += chunkBytes) yield object.subarray(at, at + chunkBytes);
  }

  return {
    objects,
    reads,
    put: (name, contents) => objects.set(name, Buffer.from(contents)),
    text: (name) => objects.get(name)?.toString() ?? '',
    async list(_, { Bucket, Prefix = '' }, after) {
      reads.push(`${Bucket}?${after ?? ''}`);
      const first = `${Bucket}/${Prefix}`;
      const names = [...objects.keys()].filter((name) => name.startsWith(first) && name > `${Bucket}/${after ?? ''}`).sort();
      const page = names.slice(0, pageSize).map((name) => {
        const object = objects.get(name) ?? Buffer.of();
        const key = name.slice(`${Bucket}/`.length);
        return { key, etag: etagOf(object), lastModified: 1_700_000_000, size: object.length, storageClass: 'STANDARD' };
      });
      return { objects: page, isLast: names.length <= pageSize };
    },
    async read(_, parameters, { offset, etag } = { offset: 0 }) {
      reads.push(`${nameOf(parameters)}@${offset}`);
      const object = find(parameters);
      if (etag !== undefined && etag !== etagOf(object)) throw new ObjectStoreFailure(`${nameOf(parameters)} has changed.`);
      return { chunks: chunksOf(object, offset), etag: etagOf(object), close: () => {} };
    },
    slice: async (_, parameters, start, end) => find(parameters).subarray(start, end),
    size: async (_, parameters) => find(parameters).length,
    write(_, bucket, key) {
      if (bucket === 'closed') throw new ObjectStoreFailure('Access Denied');
      let contents = '';
      return {
        async add(text) {
          contents += text;
        },
        async finish() {
          objects.set(`${bucket}/${key}`, Buffer.from(contents));
          return Buffer.byteLength(contents);
        },
      };
    },
  };
}
