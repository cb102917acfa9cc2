import type { JsonObject } from '#json/json.ts';

/** What expressions are written in. */
export type QueryLanguage = 'JSONPath' | 'JSONata';

/**
 * The language of a definition, or of a state of it, which inherits the definition's.
 * AWS: whatever a QueryLanguage is, if it is there and not the text JSONPath, it counts as JSONata; states inside a state inherit the
 * language of the whole, not that of the state around them (measured by others).
 */
export function languageOf({ QueryLanguage }: JsonObject, inherited: QueryLanguage = 'JSONPath'): QueryLanguage {
  if (QueryLanguage === undefined) return inherited;
  return QueryLanguage === 'JSONPath' ? 'JSONPath' : 'JSONata';
}
