import type { HowToMock } from './how-to-mock.ts';
import type { TaskFailure } from './integration.ts';
import { isObject, type JsonObject } from './json.ts';
import {
  type ListedObject,
  type ObjectStore,
  ObjectStoreFailure,
  type ObjectWriter,
  type OpenObject,
  type StoreContext,
  type StoreParameters,
} from './object-store.ts';
import { reasonOf } from './reason.ts';
import type { FindOperation, SdkResult } from './sdk/sdk-client.ts';
import { sdkFailure } from './sdk/sdk-failure.ts';

/** AWS: the smallest part of a multipart upload but for the last one is 5 MiB — Amazon S3 multipart upload limits. */
const PART_BYTES = 8 * 1024 * 1024;

const FAILURE = { names: { client: 'second', prefix: 'S3' }, setting: 'AWS_ENDPOINT_URL_S3' } as const;

/** What S3 or its client refused, as the failure of a task. */
export const s3Failure = ({ error, isModelled, endpoint }: Extract<SdkResult, { readonly kind: 'error' }>): TaskFailure =>
  sdkFailure(error, { ...FAILURE, isModelled, endpoint });

/** Amazon S3, or what AWS_ENDPOINT_URL_S3 names instead. Its client is loaded with the first request. `howToMock`: what is advised where it is not there. */
export function createS3(find: FindOperation, howToMock: HowToMock = () => ''): ObjectStore {
  async function send(at: StoreContext, action: string, input: StoreParameters): Promise<JsonObject> {
    const operation = await find('s3', action);
    if (operation.kind === 'missing')
      throw new ObjectStoreFailure(`${operation.cause} ${at.asks ? howToMock(at.asks.state) : ''}`.trimEnd());
    const result = await operation.send(input, {
      region: at.region,
      roleArn: undefined,
      signal: at.signal,
      // Objects are read piece by piece, and who reads them knows how much he takes.
      maxAnswerBytes: Number.POSITIVE_INFINITY,
    });
    if (result.kind === 'answer') return result.output;
    throw new ObjectStoreFailure(s3Failure(result).cause);
  }

  async function read(
    at: StoreContext,
    parameters: StoreParameters,
    range: string | undefined,
    etag?: string,
  ): Promise<OpenObject> {
    const { Body, ETag } = await send(at, 'getObject', {
      ...parameters,
      ...(range === undefined ? {} : { Range: range }),
      ...(etag === undefined ? {} : { IfMatch: etag }),
    });
    if (!isByteStream(Body)) throw new ObjectStoreFailure('The object has no contents that can be read.');
    return {
      chunks: readable(Body),
      ...(typeof ETag === 'string' ? { etag: ETag } : {}),
      close: () => Body.destroy?.(),
    };
  }

  return {
    async list(at, parameters, after) {
      const { Contents, IsTruncated } = await send(at, 'listObjectsV2', {
        ...parameters,
        ...(after === undefined ? {} : { StartAfter: after }),
      });
      const objects = Array.isArray(Contents) ? Contents.filter(isObject).map(listedObject) : [];
      return { objects, isLast: IsTruncated !== true || objects.length === 0 };
    },
    read: (at, parameters, from) =>
      read(at, parameters, from === undefined || from.offset === 0 ? undefined : `bytes=${from.offset}-`, from?.etag),
    async slice(at, parameters, start, end) {
      const { chunks } = await read(at, parameters, `bytes=${start}-${end - 1}`);
      const bytes: Uint8Array[] = [];
      let length = 0;
      // A server that does not know ranges sends the whole object.
      for await (const chunk of chunks) {
        length += chunk.length;
        if (length > end - start) throw new ObjectStoreFailure('The store sent more of the object than it was asked for.');
        bytes.push(chunk);
      }
      return Buffer.concat(bytes);
    },
    async size(at, parameters) {
      const { ContentLength } = await send(at, 'headObject', parameters);
      return Number(ContentLength);
    },
    write: (at, bucket, key) => writer((action, input) => send(at, action, input), { Bucket: bucket, Key: key }),
  };
}

/** Writes in one request, or in parts where it gets long. */
function writer(send: (action: string, input: StoreParameters) => Promise<JsonObject>, place: JsonObject): ObjectWriter {
  let uploadId: unknown;
  const parts: JsonObject[] = [];
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let bytes = 0;

  async function flush(): Promise<void> {
    uploadId ??= (await send('createMultipartUpload', place))['UploadId'];
    const PartNumber = parts.length + 1;
    const { ETag } = await send('uploadPart', { ...place, UploadId: uploadId, PartNumber, Body: Buffer.concat(pending) });
    parts.push({ ETag, PartNumber });
    pending = [];
    pendingBytes = 0;
  }

  return {
    async add(text) {
      const chunk = Buffer.from(text);
      pending.push(chunk);
      pendingBytes += chunk.length;
      bytes += chunk.length;
      if (pendingBytes >= PART_BYTES) await flush();
    },
    async finish() {
      if (uploadId === undefined) {
        await send('putObject', { ...place, Body: Buffer.concat(pending) });
      } else {
        if (pendingBytes > 0) await flush();
        await send('completeMultipartUpload', { ...place, UploadId: uploadId, MultipartUpload: { Parts: parts } });
      }
      return bytes;
    },
  };
}

interface ByteStream extends AsyncIterable<Uint8Array> {
  readonly destroy?: () => void;
}

const isByteStream = (body: unknown): body is ByteStream =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** A connection that breaks while it is read from is a failure of the store too. */
async function* readable(body: ByteStream): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new ObjectStoreFailure(reasonOf(error));
  }
}

function listedObject({ Key, ETag, LastModified, Size, StorageClass }: JsonObject): ListedObject {
  return {
    key: String(Key),
    etag: String(ETag),
    lastModified: LastModified instanceof Date ? Math.floor(LastModified.getTime() / 1000) : 0,
    size: Number(Size),
    storageClass: typeof StorageClass === 'string' ? StorageClass : 'STANDARD',
  };
}
