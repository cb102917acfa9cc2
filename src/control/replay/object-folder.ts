import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, normalize, relative, sep } from 'node:path';
import { type ObjectStore, ObjectStoreFailure, type StoreParameters } from '#integrations/object-store.ts';

/** The objects in S3 as files of a folder, `FOLDER/bucket/key`; nothing is ever written there. */
export function objectFolder(folder: string): ObjectStore {
  /** Keys are no paths: none leads out of the folder. */
  function pathOf(...names: readonly unknown[]): string {
    const path = normalize(join(folder, ...names.map(String)));
    if (relative(folder, path).startsWith('..')) throw new ObjectStoreFailure(`There is no ${names.join('/')} in ${folder}.`);
    return path;
  }

  async function contentsOf({ Bucket, Key }: StoreParameters): Promise<Buffer> {
    const path = pathOf(Bucket, Key);
    try {
      return await readFile(path);
    } catch {
      throw new ObjectStoreFailure(`There is no s3://${Bucket}/${Key}: it would be the file ${path}.`);
    }
  }

  async function keysIn(bucket: unknown): Promise<string[]> {
    const root = pathOf(bucket);
    const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => {
      throw new ObjectStoreFailure(`There is no bucket ${bucket}: it would be the folder ${root}.`);
    });
    const files = entries.filter((entry) => entry.isFile());
    return files.map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/')).sort();
  }

  return {
    async list(_, { Bucket, Prefix = '' }, after) {
      const keys = (await keysIn(Bucket)).filter((key) => key.startsWith(String(Prefix)) && (after === undefined || key > after));
      const objects = keys.map(async (key) => {
        const { mtimeMs, size } = await stat(pathOf(Bucket, key));
        return {
          key,
          etag: etagOf(await contentsOf({ Bucket, Key: key })),
          lastModified: mtimeMs / 1_000,
          size,
          storageClass: 'STANDARD',
        };
      });
      return { objects: await Promise.all(objects), isLast: true };
    },
    async read(_, parameters, { offset } = { offset: 0 }) {
      const contents = await contentsOf(parameters);
      return { chunks: chunksOf(contents.subarray(offset)), etag: etagOf(contents), close: () => {} };
    },
    slice: async (_, parameters, start, end) => (await contentsOf(parameters)).subarray(start, end),
    size: async (_, parameters) => (await contentsOf(parameters)).length,
    write() {
      throw new ObjectStoreFailure('The folder is only read.');
    },
  };
}

const etagOf = (contents: Buffer): string => `"${createHash('md5').update(contents).digest('hex')}"`;

async function* chunksOf(contents: Buffer): AsyncGenerator<Uint8Array> {
  yield contents;
}
