import { createHash } from 'node:crypto';
import { spend } from '../budget.ts';
import { type Intrinsic, shortString } from './intrinsic.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

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
  if (args.length !== 2 || text === undefined || typeof name !== 'string' || !Object.hasOwn(ALGORITHMS, name)) return undefined;
  spend(8 + text.length / 64);
  return createHash(ALGORITHMS[name] ?? '')
    .update(text, 'utf8')
    .digest('hex');
};
