import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeJson } from '#json/write-json.ts';

/** A definition's text, and the name of its file where it has one. */
export interface DefinitionText {
  readonly text: string;
  /** `orders` for `orders.asl.json`. */
  readonly fileName: string | undefined;
}

/** Values for the `${Name}` in a definition, as DefinitionSubstitutions of SAM and CloudFormation. */
export type Substitutions = Readonly<Record<string, string | number | boolean>>;

/**
 * Reads a definition: an object, its JSON text, or the file at a path or URL, in JSON or YAML. Throws an Error where it has no place for a
 * substitution: that is a spelling mistake.
 */
export async function definitionText(
  definition: string | object | URL,
  substitutions: Substitutions = {},
): Promise<DefinitionText> {
  const { text, fileName } = await read(definition);
  for (const name of Object.keys(substitutions))
    if (!text.includes(`\${${name}}`)) throw new Error(`The definition has no \${${name}} to put a value into.`);
  const filled = text.replace(/\$\{([A-Za-z0-9_.]+)\}/g, (place, name: string) => {
    const value = substitutions[name];
    // In a text of the definition it stands between quotes.
    return value === undefined ? place : JSON.stringify(String(value)).slice(1, -1);
  });
  return { text: filled, fileName };
}

async function read(definition: string | object | URL): Promise<DefinitionText> {
  if (typeof definition === 'object' && !(definition instanceof URL)) return { text: writeJson(definition), fileName: undefined };
  if (typeof definition === 'string' && definition.trimStart().startsWith('{')) return { text: definition, fileName: undefined };
  const path = typeof definition === 'string' ? definition : fileURLToPath(definition);
  const text = readFileSync(path, 'utf8');
  const fileName = basename(path).replace(/(\.asl)?\.(json|ya?ml)$|\.asl$/, '');
  if (text.trimStart().startsWith('{')) return { text, fileName };
  const { parse } = await import('yaml');
  return { text: writeJson(parse(text, { logLevel: 'error' })), fileName };
}
