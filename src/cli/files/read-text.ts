import { readFile } from 'node:fs/promises';
import { CliError } from '../cli-error.ts';
import type { Terminal } from '../terminal.ts';

/** The text of a file, or of standard input for `-`. Throws CliError. */
export async function readText(path: string, { input }: Pick<Terminal, 'input'>): Promise<string> {
  if (path === '-') return input();
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'permission denied';
  return error instanceof Error ? error.message : String(error);
}
