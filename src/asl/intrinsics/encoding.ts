import type { Json } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import { spend } from '../budget.ts';
import { hashOf } from '../hash.ts';
import { weightOf } from '../weight.ts';
import { type Intrinsic, shortString } from './intrinsic.ts';

/** `States.Base64Encode(text)`: the UTF-8 bytes of the text. */
export const base64Encode: Intrinsic = (args) => {
  const text = shortString(args[0]);
  return args.length === 1 && text !== undefined ? Buffer.from(text, 'utf8').toString('base64') : undefined;
};

/** `States.Base64Decode(text)`. */
export const base64Decode: Intrinsic = (args) => {
  const text = shortString(args[0]);
  return args.length === 1 && text !== undefined ? lenientBase64(text).toString('utf8') : undefined;
};

/**
 * AWS: Base64 is read as commons-codec reads it: both alphabets, nothing behind the first `=`, and what belongs to neither is passed over — AWS
 * runs told in the notes of a public corpus, not recorded.
 */
const lenientBase64 = (text: string): Buffer => Buffer.from(text.replace(/=.*$/s, '').replace(/[^A-Za-z0-9+/_-]/g, ''), 'base64');

/** `States.Hash(data, algorithm)`: in hexadecimal, in full width. */
export const hash: Intrinsic = (args) => {
  const [text, name] = [hashedText(args[0]), args[1]];
  if (args.length !== 2 || text === undefined || typeof name !== 'string') return undefined;
  spend(8 + text.length / 64);
  return hashOf(text, name);
};

/** AWS: what is no string is hashed by its text — AWS runs told in the notes of a public corpus, of numbers and objects; not recorded. */
function hashedText(value: Json | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return shortString(value);
  spend(weightOf(value) / 32);
  return shortString(writeJson(value));
}
