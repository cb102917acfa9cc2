import { isObject, type JsonObject } from '../json.ts';
import { firstForbidden, MAX_LABEL_CHARACTERS } from './checks/map-labels.ts';
import { type MachineSite, machineSite, nestedMachines, stateTypeOf } from './site.ts';

/**
 * The message of InvalidDefinition for the first Map of a definition whose Label is wrong; `undefined` where none is.
 *
 * AWS: CreateStateMachine answers with the words of a Python ValueError, for labels and for nothing else — recorded in 58 cases of
 * sfn_api_map_run.test_map_state_label_*. ValidateStateMachineDefinition has an ordinary diagnostic.
 */
export function labelErrorMessage(text: string): string | undefined {
  const definition: unknown = JSON.parse(text);
  if (!isObject(definition)) return undefined;
  for (const label of labelsIn(machineSite(definition, 'machine', ''))) {
    const problem = problemOf(label);
    if (problem !== undefined) return `Error=ValueError Args=[${pythonRepr(problem)}] in definition '${text}'.`;
  }
  return undefined;
}

function problemOf(label: string): string | undefined {
  if (label === '') return 'Label cannot be empty';
  if ([...label].length > MAX_LABEL_CHARACTERS) return `Label cannot exceed ${MAX_LABEL_CHARACTERS} characters`;
  const forbidden = firstForbidden(label);
  return forbidden === undefined ? undefined : `Label contains invalid character: ${pythonRepr(forbidden)}`;
}

/** The labels of the Maps of a machine, each before those inside it. */
function* labelsIn({ states }: MachineSite): Generator<string> {
  for (const state of Object.values(states).filter((value): value is JsonObject => isObject(value))) {
    const type = stateTypeOf(state);
    if (type === 'Map' && typeof state['Label'] === 'string') yield state['Label'];
    for (const nested of nestedMachines({ state, type, location: '' })) yield* labelsIn(nested);
  }
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

/** What Python does not print as it is: separators but the blank, control and format characters, what is not assigned. */
const NOT_PRINTABLE = /[\p{C}\p{Z}]/u;

/** A text as Python's `repr()` writes it: in single quotes, in double ones if it holds single quotes and no double ones. */
export function pythonRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = [...text].map((character) => (character === quote ? `\\${quote}` : escaped(character))).join('');
  return quote + inside + quote;
}

function escaped(character: string): string {
  const named = NAMED.get(character);
  if (named !== undefined) return named;
  if (character === ' ' || !NOT_PRINTABLE.test(character)) return character;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
