import { isObject } from '#json/json.ts';
import { isNumber } from '#json/number.ts';
import { writeJson } from '#json/write-json.ts';
import { resultOf } from '../jsonata/numbers.ts';

/** The type of a value in a trace: what JSON has, and what only expressions have. */
export type ShownType = 'nothing' | 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'function';

/** A value as a trace keeps it: a copy, bounded in size. */
export interface Shown {
  readonly type: ShownType;
  /** Its JSON text, exact, or as much of it as is kept; nothing and functions have none. */
  readonly json?: string;
  /** The text has been cut off. */
  readonly cut?: true;
  /** How many items, members or characters there are, where the text has been cut off. */
  readonly length?: number;
}

/** How much of a value's text is kept, in UTF-16 code units. */
export const SHOWN_CHARS = 400;

/** A value that an expression or a path has come to. */
export function shownOf(value: unknown): Shown {
  const type = typeOf(value);
  if (type === 'nothing' || type === 'function') return { type };
  const writer = { text: '', isCut: false };
  write(value, writer);
  if (!writer.isCut) return { type, json: writer.text };
  return { type, json: writer.text.slice(0, SHOWN_CHARS), cut: true, length: lengthOf(value) };
}

/** The type of what an expression of JSONata, or a path, has come to. */
export function typeOf(value: unknown): ShownType {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (isNumber(value)) return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'function') return 'function';
  if (Array.isArray(value)) return 'array';
  return isFunction(value) ? 'function' : 'object';
}

const isFunction = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (('_jsonata_lambda' in value && value._jsonata_lambda === true) ||
    ('_jsonata_function' in value && value._jsonata_function === true));

/** Writes as much of a value as is kept: of one that is large, hardly more is looked at. */
function write(value: unknown, writer: { text: string; isCut: boolean }): void {
  if (writer.text.length > SHOWN_CHARS) {
    writer.isCut = true;
    return;
  }
  const type = typeOf(value);
  if (Array.isArray(value)) {
    writer.text += '[';
    for (let index = 0; index < value.length && !writer.isCut; index++) {
      if (index > 0) writer.text += ',';
      write(value[index], writer);
    }
    writer.text += ']';
  } else if (type === 'object' && isObject(value)) {
    writer.text += '{';
    let isFirst = true;
    for (const [key, member] of Object.entries(value)) {
      if (writer.isCut) break;
      if (!isFirst) writer.text += ',';
      isFirst = false;
      write(key, writer);
      writer.text += ':';
      write(member, writer);
    }
    writer.text += '}';
  } else if (typeof value === 'string' && value.length > SHOWN_CHARS) {
    writer.text += JSON.stringify(value.slice(0, SHOWN_CHARS));
    writer.isCut = true;
  } else {
    writer.text += type === 'function' ? '"function"' : type === 'nothing' ? 'null' : scalarText(value);
  }
  if (writer.text.length > SHOWN_CHARS) writer.isCut = true;
}

/** Numbers as they are where an expression gives them: those that it computes with are JavaScript's. */
const scalarText = (value: unknown): string =>
  typeof value === 'number' && !Number.isSafeInteger(value)
    ? writeJson(resultOf(value) ?? String(value))
    : writeJson(typeof value === 'bigint' ? resultOf(value) : value);

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 1;
}
