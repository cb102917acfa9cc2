import { isJsonata } from '#asl/jsonata/is-jsonata.ts';
import type { QueryLanguage } from '#asl/query-language.ts';
import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';

/** What holds other states, or what is no expression: where data goes, and error names. */
const PASSED_OVER = new Set(['ItemProcessor', 'Iterator', 'Branches', 'Retry', 'ResultPath', 'Comment', 'Result']);

/** The fields of a state that hold expressions, in the order of the text, as traces name them. */
export function fieldsWithExpressions(state: JsonObject, language: QueryLanguage): readonly string[] {
  const found: string[] = [];
  const visit = (value: Json, key: string, place: string): void => {
    if (typeof value === 'string') {
      if (language === 'JSONata' ? isJsonata(value) : isExpressionAt(key, value)) found.push(place);
    } else if (isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, '', `${place}[${index}]`);
    } else if (isObject(value)) {
      if (language === 'JSONPath' && /^Choices\[\d+\]$/.test(place)) found.push(place);
      for (const [inner, member] of Object.entries(value)) {
        if (!PASSED_OVER.has(inner) && !isOfRule(place, inner)) visit(member, inner, `${place}/${inner}`);
      }
    }
  };
  for (const [name, value] of Object.entries(state)) if (!PASSED_OVER.has(name)) visit(value, name, name);
  return found;
}

const isExpressionAt = (key: string, text: string): boolean =>
  key.endsWith('.$') || (key.endsWith('Path') && text.startsWith('$') && text !== '$');

/** A choice rule is told of as a whole; its Assign is not of it. */
const isOfRule = (place: string, key: string): boolean =>
  /^Choices\[\d+\]$/.test(place) && key !== 'Assign' && key !== 'Condition' && key !== 'Output';
