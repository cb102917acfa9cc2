import type { Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import type { JsonText } from '../continuation/json-text.ts';

/** AWS: the size limit of a state's input or output, in bytes of UTF-8 — Step Functions quotas. */
const MAX_DATA_BYTES = 262_144;

/** How much the caches may hold on to, in UTF-16 code units of text: two generations of half of it. */
const CACHE_UNITS = 8_000_000;

/** From how many UTF-16 code units on the text of an object is remembered: a shorter one is written sooner than it is found. */
const REMEMBERED_UNITS = 256;

/** What an entry takes besides its text, in the same unit: a place in the table, the string's header, a small value — measured. */
const ENTRY_UNITS = 100;

let young = new Map<JsonText, Json>();
let old = new Map<JsonText, Json>();
let youngUnits = 0;
const texts = new WeakMap<object, JsonText>();

/** The value of a JSON text. Remembered for a while: state data is read more often than it changes. */
export function parse(text: JsonText): Json {
  const known = young.get(text) ?? old.get(text);
  if (known !== undefined) return known;
  const value = readJson(text);
  remember(text, value);
  return value;
}

/** The compact JSON text of a value, worked out once for each object that is not small. */
export function textOf(value: Json): JsonText {
  if (typeof value !== 'object' || value === null) return writeJson(value);
  let text = texts.get(value);
  if (text === undefined) {
    text = writeJson(value);
    if (text.length >= REMEMBERED_UNITS) texts.set(value, text);
    remember(text, value);
  }
  return text;
}

/** Lets an object have the text that it was read from, white space and all, wherever it is passed on whole. */
export const keepText = (value: object, text: JsonText): void => void texts.set(value, text);

/** How many bytes of UTF-8 a text has. */
export const sizeOf = (text: JsonText): number => Buffer.byteLength(text);

/** Whether a text, or so many bytes of it, is more than AWS lets through as a state's data. */
export function isTooLarge(text: JsonText | number): boolean {
  if (typeof text === 'number') return text > MAX_DATA_BYTES;
  return text.length > MAX_DATA_BYTES || (text.length * 3 > MAX_DATA_BYTES && Buffer.byteLength(text) > MAX_DATA_BYTES);
}

function remember(text: JsonText, value: Json): void {
  const units = text.length + ENTRY_UNITS;
  if (youngUnits + units > CACHE_UNITS / 2) {
    old = young;
    young = new Map();
    youngUnits = 0;
  }
  young.set(text, value);
  youngUnits += units;
}
