import { walkDefinition } from '../definition.ts';
import { isObject } from '../json.ts';
import { firstForbidden, MAX_LABEL_CHARACTERS } from './checks/map-labels.ts';

/**
 * The message of InvalidDefinition for the first Map of a definition whose Label is wrong; `undefined` where none is.
 *
 * AWS: CreateStateMachine answers with the words of a Python ValueError, for labels and for nothing else — recorded in 58 cases of
 * sfn_api_map_run.test_map_state_label_*. ValidateStateMachineDefinition has an ordinary diagnostic.
 */
export function labelErrorMessage(text: string): string | undefined {
  const definition: unknown = JSON.parse(text);
  if (!isObject(definition)) return undefined;
  const problems: string[] = [];
  walkDefinition(definition, {
    state({ type, state: { Label } }) {
      const problem = type === 'Map' && typeof Label === 'string' ? problemOf(Label) : undefined;
      if (problem !== undefined) problems.push(problem);
    },
  });
  return problems[0] === undefined ? undefined : `Error=ValueError Args=[${pythonRepr(problems[0])}] in definition '${text}'.`;
}

function problemOf(label: string): string | undefined {
  if (label === '') return 'Label cannot be empty';
  if ([...label].length > MAX_LABEL_CHARACTERS) return `Label cannot exceed ${MAX_LABEL_CHARACTERS} characters`;
  const forbidden = firstForbidden(label);
  return forbidden === undefined ? undefined : `Label contains invalid character: ${pythonRepr(forbidden)}`;
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
