import { basename } from 'node:path';
import { StorageTrouble } from '../storage.ts';

/** SQLite's primary result codes — sqlite.org, Result and Error Codes. */
const CODES = { 5: 'busy', 6: 'busy', 8: 'read-only', 11: 'corrupt', 13: 'full', 14: 'not opened', 26: 'no database' } as const;

/** What is wrong with a file, as far as it is known by name; `other`: see the error's own words. */
export type FileTrouble = (typeof CODES)[keyof typeof CODES] | 'other';

/** What an error of node:sqlite is about; `undefined`: it is none. */
export function fileTroubleIn(error: unknown): FileTrouble | undefined {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return undefined;
  const primary = error.errcode & 0xff;
  for (const [code, trouble] of Object.entries(CODES)) if (Number(code) === primary) return trouble;
  return 'other';
}

const SENTENCES: Readonly<Record<FileTrouble, string>> = {
  busy: 'is locked by another process for too long: try again.',
  full: 'cannot grow: its disk is full. Make room there, and try again.',
  'read-only': 'cannot be written: it is read-only for this process.',
  'not opened': 'cannot be opened any more.',
  corrupt: 'is damaged: end this process, and begin with another file.',
  'no database': 'is damaged: end this process, and begin with another file.',
  other: 'cannot be read or written: the log of this process says why.',
};

/** What is wrong with the file, where that is what the error is about; else the error as it is. */
export function troubleWith(file: string, error: unknown): unknown {
  const trouble = fileTroubleIn(error);
  if (trouble === undefined) return error;
  const sentence = `The file ${basename(file)}, which keeps the state of this fake, ${SENTENCES[trouble]}`;
  return new StorageTrouble(sentence, trouble === 'busy', { cause: error });
}
