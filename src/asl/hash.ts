import { createHash } from 'node:crypto';

/** The algorithms that AWS documents for States.Hash and $hash, under Node's names — Developer Guide, "Intrinsic functions". */
const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** The hash of a text's UTF-8 bytes in hexadecimal digits; `undefined` where the algorithm is none of AWS's. */
export function hashOf(text: string, algorithm: string): string | undefined {
  const name = Object.hasOwn(ALGORITHMS, algorithm) ? ALGORITHMS[algorithm] : undefined;
  return name === undefined ? undefined : createHash(name).update(text, 'utf8').digest('hex');
}
