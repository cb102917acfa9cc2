import type { Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { ItemReaderFailed } from './item.ts';
import { createJsonSource, type JsonSource, malformed } from './json-source.ts';

/** An element of an array, or a member of an object. */
export interface JsonElement {
  readonly key?: string;
  /** As a compact JSON text. */
  readonly value: string;
  /** The offset of what follows the element. */
  readonly end: number;
  /** What ends the array or object. */
  readonly container: '}' | ']';
}

/** Goes through the array or object that the JSON pointer leads to. AWS: ItemsPointer — ItemReader. */
export async function* elementsOf(
  chunks: AsyncIterable<Uint8Array>,
  pointer: string,
): AsyncGenerator<JsonElement, void, undefined> {
  const source = createJsonSource(chunks, 0);
  for (const step of stepsOf(pointer)) await descend(source, step, pointer);
  const opening = await source.peek();
  if (opening !== '[' && opening !== '{')
    throw new ItemReaderFailed('Attempting to iterate over a JSON value that is neither an array nor an object.');
  await source.pass(opening);
  yield* elements(source, opening === '[' ? ']' : '}', true);
}

/** Goes on behind an element. */
export function elementsBehind(
  chunks: AsyncIterable<Uint8Array>,
  offset: number,
  container: JsonElement['container'],
): AsyncGenerator<JsonElement, void, undefined> {
  return elements(createJsonSource(chunks, offset), container, false);
}

async function* elements(
  source: JsonSource,
  container: JsonElement['container'],
  isFirst: boolean,
): AsyncGenerator<JsonElement, void, undefined> {
  for (let first = isFirst; (await source.peek()) !== container; first = false) {
    if (!first) await source.pass(',');
    const key = container === '}' ? await memberName(source) : undefined;
    const value = compact(await source.value(true));
    yield { ...(key === undefined ? {} : { key }), value, end: source.offset(), container };
  }
}

/** Passes everything up to the value of that member, or of the element with that number. */
async function descend(source: JsonSource, step: string, pointer: string): Promise<void> {
  const nothing = new ItemReaderFailed(`The ItemsPointer '${pointer}' could not be found in the JSON file.`);
  const opening = await source.peek();
  if (opening !== '[' && opening !== '{') throw nothing;
  const container = opening === '[' ? ']' : '}';
  await source.pass(opening);
  for (let index = 0; (await source.peek()) !== container; index++) {
    if (index > 0) await source.pass(',');
    if ((container === '}' ? await memberName(source) : String(index)) === step) return;
    await source.value(false);
  }
  throw nothing;
}

async function memberName(source: JsonSource): Promise<string> {
  const name = parsed(await source.value(true));
  if (typeof name !== 'string') throw malformed('a member has no name');
  await source.pass(':');
  return name;
}

/** AWS: ItemsPointer is written as a JSON pointer: `/inventory/products/featured` — ItemReader. */
function stepsOf(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new ItemReaderFailed(`The ItemsPointer '${pointer}' is not a valid JSON pointer.`);
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON text without blanks. */
export const compact = (text: string): string => writeJson(parsed(text));

function parsed(text: string): Json {
  try {
    return readJson(text);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error));
  }
}
