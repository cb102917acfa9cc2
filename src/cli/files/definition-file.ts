import { definitionIn } from '#source-text/definition-in.ts';
import { type Position, readDocument } from '#source-text/document.ts';
import { CliError } from '../cli-error.ts';
import type { Terminal } from '../terminal.ts';
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
  const read = definitionIn(text);
  if ('definition' in read) return { path, definition: read.definition, locate, locateIn };
  const { message, position } = read.problem;
  throw new CliError(`${path}:${position.line}:${position.column} is neither JSON nor YAML: ${message}`);
}
