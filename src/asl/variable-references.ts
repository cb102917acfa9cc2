import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { walkDefinition } from './definition.ts';
import { compileExpression } from './expression.ts';
import { compileJsonataString } from './jsonata/compile-jsonata-template.ts';
import { isJsonata } from './jsonata/is-jsonata.ts';
import type { QueryLanguage } from './query-language.ts';

/** Members that hold states of their own, and text that is never evaluated. */
const NOT_OF_THE_STATE: ReadonlySet<string> = new Set(['Branches', 'ItemProcessor', 'Iterator', 'Comment', 'Result']);

/** The variables that each state of a valid definition refers to, by the state's name; states that refer to none are left out. */
export function variableReferences(definition: JsonObject): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  walkDefinition(definition, {
    state({ name, state, language }) {
      const names = new Set<string>();
      visitFields(state, language, names);
      if (names.size > 0) found[name] = [...names];
    },
  });
  return found;
}

function visitFields(fields: JsonObject, language: QueryLanguage, names: Set<string>): void {
  for (const [member, value] of Object.entries(fields)) {
    if (!NOT_OF_THE_STATE.has(member)) visitValue(member, value, language, names);
  }
}

function visitValue(member: string, value: Json, language: QueryLanguage, names: Set<string>): void {
  if (typeof value === 'string') {
    for (const name of namesIn(member, value, language)) names.add(name);
  } else if (isArray(value)) {
    for (const item of value) visitValue(member, item, language, names);
  } else if (isObject(value)) {
    visitFields(value, language, names);
  }
}

/** In JSONPath an expression stands in a member that ends in `.$` or `Path`, and in a rule's Variable. */
function namesIn(member: string, text: string, language: QueryLanguage): readonly string[] {
  try {
    if (language === 'JSONata') return isJsonata(text) ? compileJsonataString(text).variables : [];
    return /(\.\$|Path)$|^Variable$/.test(member) ? compileExpression(text).variables : [];
  } catch {
    return [];
  }
}
