import { CliError } from '../cli-error.ts';
import type { Terminal } from '../terminal.ts';
import { readText } from './read-text.ts';

/** An input as it is given on the command line, `{"a":1}`, `@file` or `-` for standard input: a JSON text, `{}` where there is none. Throws CliError. */
export async function readInput(given: string | undefined, terminal: Pick<Terminal, 'input'>): Promise<string> {
  if (given === undefined) return '{}';
  const isFile = given === '-' || given.startsWith('@');
  const text = isFile ? await readText(given.replace(/^@/, ''), terminal) : given;
  try {
    JSON.parse(text);
  } catch (error) {
    const where = isFile ? given.replace(/^@/, '') : 'The input';
    const hint = isFile || given.startsWith('{') ? undefined : 'A file is given as @file.';
    throw new CliError(`${where} is no JSON: ${error instanceof Error ? error.message : String(error)}`, { hint });
  }
  return text;
}
