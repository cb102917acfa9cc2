import { isObject } from '#json/json.ts';
import { shownOf, typeOf } from './shown.ts';

/** The longest text of a value that a sentence quotes. */
const QUOTED_CHARS = 60;

/** How many keys of an object a sentence names. */
const NAMED_KEYS = 8;

/** A value in a sentence: its JSON text where that is short, else what it is. */
export function words(value: unknown): string {
  const shown = shownOf(value);
  if (shown.json !== undefined && !shown.cut && shown.json.length <= QUOTED_CHARS) return shown.json;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (shown.type === 'object') return `an object with ${keysIn(value)}`;
  if (shown.json !== undefined) return `${shown.json.slice(0, QUOTED_CHARS)}…`;
  return shown.type === 'function' ? 'a function' : 'nothing';
}

/** The keys of an object in a sentence. */
export function keysIn(value: unknown): string {
  const keys = isObject(value) ? Object.keys(value) : [];
  if (keys.length === 0) return 'no keys';
  const named = keys.slice(0, NAMED_KEYS).map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key)));
  return keys.length > NAMED_KEYS ? `${named.join(', ')} and ${keys.length - NAMED_KEYS} more` : named.join(', ');
}

/** What a value is, in a sentence: `a string`, `an array of 3`, `an object with a, b`. */
export function kindOf(value: unknown): string {
  const type = typeOf(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${value.length}`;
  if (type === 'object') return `an object with ${keysIn(value)}`;
  if (type === 'nothing' || type === 'null') return type;
  return `a ${type}`;
}

/** A value and what it is: `"4", a string`; an object by its keys. */
export function wordsAndKind(value: unknown): string {
  const type = typeOf(value);
  const isPlain = type === 'string' || type === 'number' || type === 'boolean';
  return isPlain ? `${words(value)}, a ${type}` : kindOf(value);
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** `first`, `second` … from 1. */
export const ordinal = (count: number): string => ORDINALS[count - 1] ?? `${count}th`;

/** A piece of an expression as a sentence quotes it: blanks as one, and not very long. */
export function piece(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > QUOTED_CHARS ? `${flat.slice(0, QUOTED_CHARS)}…` : flat;
}

/** AWS's or jsonata's message as the part of a sentence: no capital, no full stop. */
export const asPart = (message: string): string =>
  message.replace(/\.$/, '').replace(/^[A-Z](?=[a-z]+\s)/, (letter) => letter.toLowerCase());
