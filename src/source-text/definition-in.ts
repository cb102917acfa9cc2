import { parse } from 'yaml';
import { type Position, readDocument } from './document.ts';

/** A state machine's definition as a JSON text; or why what is written is neither JSON nor YAML, and where. */
export type DefinitionIn =
  | { readonly definition: string }
  | { readonly problem: { readonly message: string; readonly position: Position } };

/** The definition in a text that is JSON or YAML. */
export function definitionIn(text: string): DefinitionIn {
  // What looks like JSON is left as it is written: its numbers, and its mistakes.
  if (/^\s*(\{|$)/.test(text)) return { definition: text };
  const { problem } = readDocument(text);
  return problem === undefined ? { definition: JSON.stringify(parse(text, { logLevel: 'error' })) } : { problem };
}
