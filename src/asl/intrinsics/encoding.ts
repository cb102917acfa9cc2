import { hashOf } from '../hash.ts';
import { type Intrinsic, shortString } from './intrinsic.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** `States.Base64Encode(text)`: the UTF-8 bytes of the text. */
export const base64Encode: Intrinsic = (args) => {
  const text = shortString(args[0]);
  return args.length === 1 && text !== undefined ? Buffer.from(text, 'utf8').toString('base64') : undefined;
};

/** `States.Base64Decode(text)`: text that is not Base64 is an error. */
export const base64Decode: Intrinsic = (args) => {
  const text = shortString(args[0]);
  return args.length === 1 && text !== undefined && BASE64.test(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined;
};

/** `States.Hash(text, algorithm)`: in hexadecimal, in full width. */
export const hash: Intrinsic = (args) => {
  const [text, name] = [shortString(args[0]), args[1]];
  return args.length === 2 && text !== undefined && typeof name === 'string' ? hashOf(text, name) : undefined;
};
