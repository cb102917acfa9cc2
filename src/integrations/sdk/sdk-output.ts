import { longOf, numberOf } from '#json/number.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Spelling } from './sdk-names.ts';
import type { Shape } from './sdk-schema.ts';

/** How results are written. */
export interface OutputStyle {
  readonly spelling: Spelling;
  readonly timestamp: (time: Date) => string | number;
  /** Whether a list that the service leaves out is shown as `[]`. */
  readonly emptyLists?: boolean;
}

/** AWS: times of `aws-sdk:` tasks are ISO 8601 — recorded with aws-sdk:sfn:startExecution. Java leaves out milliseconds that are 0. */
export const isoTimestamp = (time: Date): string => time.toISOString().replace('.000Z', 'Z');

/** AWS: times of optimised integrations are epoch milliseconds, as Jackson writes a java.util.Date (inferred). */
export const millisTimestamp = (time: Date): number => time.getTime();

/**
 * Makes a task's result of a command's output. Members are sorted by name, a stream comes last.
 * AWS: recorded with ecs:runTask and in test_s3_get_object.
 */
export async function writeSdkOutput(output: unknown, shape: Shape, style: OutputStyle): Promise<unknown> {
  switch (shape.kind) {
    case 'structure':
      return isObject(output) ? await writeStructure(output, shape.members, style) : {};
    case 'list':
      return Array.isArray(output) ? await Promise.all(output.map((item) => writeItem(item, shape.item(), style))) : [];
    case 'map': {
      const entries = Object.entries(isObject(output) ? output : {});
      const written = entries.map(async ([key, value]) => [key, await writeItem(value, shape.value(), style)] as const);
      return Object.fromEntries(await Promise.all(written));
    }
    case 'timestamp':
      return output instanceof Date ? style.timestamp(output) : output;
    case 'blob':
      return output instanceof Uint8Array ? blobText(output) : output;
    case 'stream':
      return await streamText(output);
    case 'number':
      return isBigDecimal(output) ? numberOf(output.string) : typeof output === 'bigint' ? longOf(output) : output;
    case 'events':
      throw new TypeError('The answer is a stream of events, which Step Functions does not support');
    default:
      return output;
  }
}

const writeItem = async (item: unknown, shape: Shape, style: OutputStyle): Promise<unknown> =>
  item === null || item === undefined ? null : await writeSdkOutput(item, shape, style);

async function writeStructure(
  output: JsonObject,
  members: ReadonlyMap<string, () => Shape>,
  style: OutputStyle,
): Promise<JsonObject> {
  const written: { name: string; value: unknown; last: boolean }[] = [];
  for (const [member, shapeOf] of members) {
    const value = output[member];
    const isAbsent = value === undefined || value === null;
    if (isAbsent && !style.emptyLists) continue;
    const shape = shapeOf();
    if (isAbsent && shape.kind !== 'list') continue;
    written.push({
      name: style.spelling(member),
      value: await writeSdkOutput(value, shape, style),
      last: shape.kind === 'stream',
    });
  }
  written.sort((a, b) => Number(a.last) - Number(b.last) || (a.name < b.name ? -1 : 1));
  return Object.fromEntries(written.map(({ name, value }) => [name, value]));
}

/** Bytes that are a UTF-8 text come as that text, others in base64 (inferred). */
function blobText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  return Buffer.from(text).equals(buffer) ? text : buffer.toString('base64');
}

/** AWS: a stream comes as its text — recorded in test_s3_get_object. */
async function streamText(stream: unknown): Promise<unknown> {
  const bytes = await bodyBytes(stream);
  return bytes === undefined ? stream : blobText(bytes);
}

/** The bytes of a body as clients give it, at once or as a stream; undefined for what is neither. */
export async function bodyBytes(body: unknown): Promise<Uint8Array | undefined> {
  if (body instanceof Uint8Array) return body;
  return hasBytes(body) ? await body.transformToByteArray() : undefined;
}

const hasBytes = (stream: unknown): stream is { transformToByteArray: () => Promise<Uint8Array> } =>
  typeof stream === 'object' && stream !== null && 'transformToByteArray' in stream;

const isBigDecimal = (value: unknown): value is { string: string } =>
  typeof value === 'object' && value !== null && 'string' in value && typeof value.string === 'string';
