import type { QueryLanguage } from '../query-language.ts';

/** What AWS says of a field that only the other query language has (deployments of others). */
export function wrongLanguage(field: string, language: QueryLanguage): string {
  const other = language === 'JSONPath' ? 'JSONata' : 'JSONPath';
  return `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`;
}
