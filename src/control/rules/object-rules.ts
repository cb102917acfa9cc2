import type { TaskCall } from '#integrations/integration.ts';
import {
  type ListedObject,
  type ObjectStore,
  ObjectStoreFailure,
  type ObjectWriter,
  type StoreContext,
  type StoreParameters,
} from '#integrations/object-store.ts';
import { isArray, isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import type { Calls } from '../calls.ts';
import type { Where } from './rule.ts';
import type { Rules } from './rules.ts';
import { outcomeOf } from './with-rules.ts';

/** What the rules are asked with. */
interface Parts {
  readonly rules: Rules;
  readonly calls: Calls;
}

type Action = 'getObject' | 'listObjectsV2' | 'putObject';

/**
 * An object store that asks the rules first: those that name the Map state, or `s3:getObject`, `s3:listObjectsV2`, `s3:putObject`. What a
 * rule returns is an object's content (a text, or a value whose JSON text it is), or the keys or `Contents` of a listing. All that one Map
 * Run reads and writes counts as one call of its state.
 */
export function withObjectRules(parts: Parts, store: ObjectStore): ObjectStore {
  async function contentsOf(at: StoreContext, parameters: StoreParameters): Promise<Buffer | undefined> {
    const value = await ask(parts, at, 'getObject', parameters);
    return value === undefined ? undefined : Buffer.from(typeof value === 'string' ? value : writeJson(value));
  }

  return {
    async list(at, parameters, after) {
      const value = await ask(parts, at, 'listObjectsV2', parameters);
      if (value === undefined) return store.list(at, parameters, after);
      const objects = listedIn(value).filter(({ key }) => after === undefined || key > after);
      return { objects, isLast: true };
    },
    async read(at, parameters, from = { offset: 0 }) {
      const contents = await contentsOf(at, parameters);
      if (contents === undefined) return store.read(at, parameters, from);
      return { chunks: inOnePiece(contents.subarray(from.offset)), isPlain: true, close: () => {} };
    },
    async slice(at, parameters, start, end) {
      return (await contentsOf(at, parameters))?.subarray(start, end) ?? store.slice(at, parameters, start, end);
    },
    async size(at, parameters) {
      return (await contentsOf(at, parameters))?.length ?? store.size(at, parameters);
    },
    write(at, bucket, key) {
      const place = { Bucket: bucket, Key: key };
      const finish = (Body: string) => ask(parts, at, 'putObject', { ...place, Body });
      let opened: Promise<ObjectWriter> | undefined;
      const open = () => {
        opened ??= hitOf(parts, at, 'putObject', place).then((hit) =>
          hit === undefined ? store.write(at, bucket, key) : gathering(finish),
        );
        return opened;
      };
      return { add: async (text) => (await open()).add(text), finish: async () => (await open()).finish() };
    },
  };
}

/** What a rule answers; `undefined`: none is about this. Throws ObjectStoreFailure. */
async function ask(parts: Parts, at: StoreContext, action: Action, parameters: StoreParameters): Promise<Json | undefined> {
  const hit = await hitOf(parts, at, action, parameters);
  if (hit === undefined) return undefined;
  const answered = parts.calls.noting((call) => outcomeOf(hit.answer, call, unanswered));
  const said = await answered(hit.call);
  const outcome = said.kind === 'delayed' ? said.outcome : said;
  if (outcome.kind === 'succeeded') return readJson(outcome.output);
  const { error, cause } =
    outcome.kind === 'failed' ? outcome : { error: `A rule leaves ${action} of Amazon S3 open`, cause: undefined };
  throw new ObjectStoreFailure([error, cause].filter((part) => part !== undefined).join(': '));
}

/** The rule that a request fits, where that does not leave it to the store. */
async function hitOf({ rules }: Parts, { asks, signal }: StoreContext, action: Action, parameters: StoreParameters) {
  if (asks === undefined) return undefined;
  const call: TaskCall = {
    ...asks,
    resource: `arn:aws:states:::s3:${action}`,
    parameters: writeJson(parameters),
    token: '',
    signal,
  };
  const hit = await rules.answer(call, saysWhat);
  return hit === undefined || 'real' in hit.answer ? undefined : { call, answer: hit.answer };
}

/** A rule about all tasks whatever is about no objects. */
const saysWhat = ({ state, resource }: Where): boolean => state !== undefined || resource !== undefined;

const unanswered = (): never => {
  throw new ObjectStoreFailure('A rule leaves this to Amazon S3 after a while, which no object store can do.');
};

function gathering(finish: (body: string) => Promise<unknown>): ObjectWriter {
  const texts: string[] = [];
  return {
    add: async (text) => void texts.push(text),
    async finish() {
      const body = texts.join('');
      await finish(body);
      return Buffer.byteLength(body);
    },
  };
}

async function* inOnePiece(contents: Buffer): AsyncGenerator<Uint8Array> {
  yield contents;
}

/** `["a.csv"]`, `[{"Key": "a.csv"}]`, or either as `Contents`, in the order of their keys, as S3 lists them. */
function listedIn(value: Json): ListedObject[] {
  const listed = isObject(value) ? value['Contents'] : value;
  const objects = isArray(listed) ? listed.map(listedObject) : [];
  return objects.sort((one, other) => (one.key < other.key ? -1 : 1));
}

function listedObject(given: Json): ListedObject {
  const { Key = given, ETag = '""', LastModified = 0, Size = 0, StorageClass = 'STANDARD' } = isObject(given) ? given : {};
  return {
    key: String(Key),
    etag: String(ETag),
    lastModified: typeof LastModified === 'string' ? Math.floor(Date.parse(LastModified) / 1_000) : Number(LastModified),
    size: Number(Size),
    storageClass: String(StorageClass),
  };
}
