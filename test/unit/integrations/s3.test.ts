import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { isObject } from '#integrations/json.ts';
import { ObjectStoreFailure } from '#integrations/object-store.ts';
import { createS3 } from '#integrations/s3.ts';
import type { FindOperation, SdkResult } from '#integrations/sdk/sdk-client.ts';

const AT = { region: 'eu-west-1', signal: new AbortController().signal };
const SHAPE = { kind: 'structure', members: [] } as never;

/** A client that answers as told, and what it was asked. */
function aClient(answer: (action: string, input: Record<string, unknown>) => Record<string, unknown> | Error) {
  const sent: [string, Record<string, unknown>][] = [];
  const find: FindOperation = async (packageName, action) => ({
    kind: 'operation',
    serviceId: packageName,
    input: SHAPE,
    output: SHAPE,
    async send(input): Promise<SdkResult> {
      sent.push([action, { ...input }]);
      const output = answer(action, { ...input });
      if (output instanceof Error) return { kind: 'error', error: output, isModelled: true, endpoint: 'https://s3' };
      return { kind: 'answer', output, http: { statusCode: 200, headers: {} }, requestId: undefined, endpoint: 'https://s3' };
    },
  });
  return { store: createS3(find), sent };
}

const textOf = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  let text = '';
  for await (const chunk of chunks) text += Buffer.from(chunk).toString();
  return text;
};

describe('S3', () => {
  test('lists objects with the metadata that items are made of, behind a key', async () => {
    const { store, sent } = aClient(() => ({
      Contents: [{ Key: 'a', ETag: '"1"', LastModified: new Date(1_668_699_881_500), Size: 3, StorageClass: 'GLACIER' }],
      IsTruncated: true,
    }));
    expect(await store.list(AT, { Bucket: 'b', Prefix: 'p' }, 'k')).toEqual({
      objects: [{ key: 'a', etag: '"1"', lastModified: 1_668_699_881, size: 3, storageClass: 'GLACIER' }],
      isLast: false,
    });
    expect(sent).toEqual([['listObjectsV2', { Bucket: 'b', Prefix: 'p', StartAfter: 'k' }]]);
  });

  test('lists an empty bucket', async () => {
    const { store } = aClient(() => ({ IsTruncated: false }));
    expect(await store.list(AT, { Bucket: 'b' }, undefined)).toEqual({ objects: [], isLast: true });
  });

  test('reads an object from an offset on, in the version that was begun', async () => {
    const { store, sent } = aClient(() => ({ Body: Readable.from([Buffer.from('ab'), Buffer.from('c')]), ETag: '"e"' }));
    const whole = await store.read(AT, { Bucket: 'b', Key: 'k', VersionId: 'v' });
    expect([await textOf(whole.chunks), whole.etag]).toEqual(['abc', '"e"']);
    await store.read(AT, { Bucket: 'b', Key: 'k' }, { offset: 7, etag: '"e"' });
    await store.slice(AT, { Bucket: 'b', Key: 'k' }, 2, 5);
    expect(sent.map(([, input]) => input)).toEqual([
      { Bucket: 'b', Key: 'k', VersionId: 'v' },
      { Bucket: 'b', Key: 'k', Range: 'bytes=7-', IfMatch: '"e"' },
      { Bucket: 'b', Key: 'k', Range: 'bytes=2-4' },
    ]);
  });

  test('tells a connection that breaks from an object that is broken', async () => {
    const body = async function* () {
      yield Buffer.from('a');
      throw new Error('socket hang up');
    };
    const { store } = aClient(() => ({ Body: body() }));
    const { chunks } = await store.read(AT, { Bucket: 'b', Key: 'k' });
    await expect(textOf(chunks)).rejects.toThrow(new ObjectStoreFailure('socket hang up'));
  });

  test('writes a short text at once', async () => {
    const { store, sent } = aClient(() => ({}));
    const writer = store.write(AT, 'b', 'k');
    await writer.add('ä');
    await writer.add('b');
    expect(await writer.finish()).toBe(3);
    expect(sent).toEqual([['putObject', { Bucket: 'b', Key: 'k', Body: Buffer.from('äb') }]]);
  });

  test('writes a long text in parts that S3 takes', async () => {
    const { store, sent } = aClient((action, { PartNumber }) =>
      action === 'createMultipartUpload' ? { UploadId: 'u' } : { ETag: `"${PartNumber}"` },
    );
    const writer = store.write(AT, 'b', 'k');
    for (let megabytes = 0; megabytes < 20; megabytes++) await writer.add('x'.repeat(1024 * 1024));
    expect(await writer.finish()).toBe(20 * 1024 * 1024);
    expect(sent.map(([action, { Body }]) => [action, Buffer.isBuffer(Body) ? Body.length / 1024 / 1024 : 0])).toEqual([
      ['createMultipartUpload', 0],
      ['uploadPart', 8],
      ['uploadPart', 8],
      ['uploadPart', 4],
      ['completeMultipartUpload', 0],
    ]);
    const { MultipartUpload } = sent.at(-1)?.[1] ?? {};
    expect(isObject(MultipartUpload) && MultipartUpload['Parts']).toEqual([
      { ETag: '"1"', PartNumber: 1 },
      { ETag: '"2"', PartNumber: 2 },
      { ETag: '"3"', PartNumber: 3 },
    ]);
  });

  test('tells what S3 refuses in the words of the Java client', async () => {
    const refused = Object.assign(new Error('The specified key does not exist.'), {
      name: 'NoSuchKey',
      $fault: 'client',
      $metadata: { httpStatusCode: 404, requestId: 'r' },
    });
    const { store } = aClient(() => refused);
    await expect(store.read(AT, { Bucket: 'b', Key: 'k' })).rejects.toThrow(
      'The specified key does not exist. (Service: S3, Status Code: 404, Request ID: r)',
    );
  });

  test('says what to install where its client is missing', async () => {
    const store = createS3(async () => ({ kind: 'missing', cause: "The package '@aws-sdk/client-s3' cannot be loaded" }));
    await expect(store.size(AT, { Bucket: 'b', Key: 'k' })).rejects.toThrow('@aws-sdk/client-s3');
  });
});
