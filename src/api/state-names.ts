import { walkDefinition } from '#asl/definition.ts';
import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import type { Revision } from '#storage/resource.ts';

/** How many revisions' names are remembered. */
const REMEMBERED = 1_000;

const known = new Map<string, ReadonlySet<string>>();

/** The names of all states in a revision, those inside Parallel and Map states too. */
export function stateNamesOf({ arn, definition }: Revision): ReadonlySet<string> {
  const names = known.get(arn) ?? readNames(definition);
  if (known.size >= REMEMBERED) known.clear();
  known.set(arn, names);
  return names;
}

function readNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const definition = readJson(text);
  if (isObject(definition)) walkDefinition(definition, { state: ({ name }) => names.add(name) });
  return names;
}
