import { parse, YAMLParseError } from 'yaml';
import { CliError } from '../cli-error.ts';
import type { Terminal } from '../terminal.ts';
import { readText } from './read-text.ts';

/** What a JSON or YAML file says. Throws CliError. */
export async function readValue(path: string, terminal: Pick<Terminal, 'input'>): Promise<unknown> {
  const text = await readText(path, terminal);
  try {
    return /^\s*[[{]/.test(text) ? JSON.parse(text) : parse(text, { logLevel: 'error' });
  } catch (error) {
    if (!(error instanceof YAMLParseError) && !(error instanceof SyntaxError)) throw error;
    throw new CliError(`${path} is neither JSON nor YAML: ${error.message.split('\n')[0]}`);
  }
}
