import { parse } from 'yaml';
import { CliError } from '../cli-error.ts';
import type { Terminal } from '../terminal.ts';
import { type Position, readDocument } from './document.ts';
import { readText } from './read-text.ts';

/** A state machine's definition as a file has it. */
export interface DefinitionFile {
  /** As it was given. */
  readonly path: string;
  /** The definition, a JSON text. */
  readonly definition: string;
  /** Where a location of a diagnostic stands in the file. */
  readonly locate: (location: string) => Position;
  /** Where the character of that offset stands in the text at that location. */
  readonly locateIn: (location: string, offset: number) => Position;
}

/** Reads a definition in JSON or YAML; `-` is standard input. Throws CliError, also for YAML that is none. */
export async function readDefinitionFile(path: string, terminal: Pick<Terminal, 'input'>): Promise<DefinitionFile> {
  const text = await readText(path, terminal);
  const locate = (location: string) => readDocument(text).locate(location);
  const locateIn = (location: string, offset: number) => readDocument(text).locateIn(location, offset);
  // What looks like JSON is sent as it is written: its numbers, and its mistakes.
  if (/^\s*(\{|$)/.test(text)) return { path, definition: text, locate, locateIn };
  const { problem } = readDocument(text);
  if (problem !== undefined) {
    const { line, column } = problem.position;
    throw new CliError(`${path}:${line}:${column} is neither JSON nor YAML: ${problem.message}`);
  }
  return { path, definition: JSON.stringify(parse(text, { logLevel: 'error' })), locate, locateIn };
}

/** The state machine's name that a file stands for: `order` for `orders/order.asl.json`. */
export function machineNameOfFile(path: string): string {
  const [, file = ''] = /([^/\\]*)$/.exec(path) ?? [];
  const name = file
    .replace(/(\.asl)?\.(json|ya?ml)$|\.asl$/i, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .slice(0, 80);
  return name === '' || name === '-' ? 'machine' : name;
}
