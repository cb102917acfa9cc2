import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import type { StateType } from '../../definition.ts';
import { compileJsonataString } from '../../jsonata/compile-jsonata-template.ts';
import { isJsonata } from '../../jsonata/is-jsonata.ts';
import { JsonataSyntaxError } from '../../jsonata/jsonata-syntax-error.ts';
import type { Report } from '../diagnostic.ts';
import type { StateCheck } from '../site.ts';

/** The members of `$states` that not every field has. */
const SCARCE = ['result', 'errorOutput'];

const WITH_RESULT: ReadonlySet<StateType | undefined> = new Set<StateType>(['Task', 'Parallel', 'Map']);

/** What is no field of the state at hand: the states inside, and the catchers, which are checked by themselves; and what is never evaluated. */
const APART: ReadonlySet<string> = new Set(['Branches', 'ItemProcessor', 'Iterator', 'Catch', 'Comment']);

/**
 * `$states.result` is there in Output and Assign of Task, Parallel and Map, `$states.errorOutput` in those of a catcher.
 * AWS: using them elsewhere "will be caught at creation, update, or validation" — Transforming data with JSONata; the text is (inferred).
 */
export const statesMembers: StateCheck = ({ state, type, location, language }, report) => {
  if (language !== 'JSONata') return;
  checkFields(state, WITH_RESULT.has(type) ? 'result' : undefined, location, report);
  if (!isArray(state.Catch)) return;
  state.Catch.forEach((catcher, index) => {
    if (isObject(catcher)) checkFields(catcher, 'errorOutput', `${location}/Catch[${index}]`, report);
  });
};

/** `present`: the scarce member that Output and Assign have here. */
function checkFields(fields: JsonObject, present: string | undefined, location: string, report: Report): void {
  for (const [field, value] of Object.entries(fields)) {
    if (APART.has(field)) continue;
    const isBehind = field === 'Output' || field === 'Assign';
    const missing = SCARCE.filter((member) => !isBehind || member !== present);
    checkValue(value, missing, `${location}/${field}`, report);
  }
}

function checkValue(value: Json, missing: readonly string[], location: string, report: Report): void {
  if (typeof value === 'string') {
    for (const member of membersIn(value)) {
      if (missing.includes(member))
        report(`Reference to '$states.${member}' is not supported in this field.`, location, 'UNSUPPORTED_JSONATA_EXPRESSION');
    }
  } else if (isArray(value)) {
    value.forEach((item, index) => {
      checkValue(item, missing, `${location}[${index}]`, report);
    });
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) checkValue(member, missing, `${location}/${name}`, report);
  }
}

/** Few texts name a scarce member: only these are compiled once more. What is no JSONata has been told of already. */
function membersIn(text: string): readonly string[] {
  if (!isJsonata(text) || !SCARCE.some((member) => text.includes(member))) return [];
  try {
    return compileJsonataString(text).statesMembers;
  } catch (error) {
    if (error instanceof JsonataSyntaxError) return [];
    throw error;
  }
}
