import { compileMachine } from '#asl/compile-machine.ts';
import { isArray, isObject, type JsonObject } from '#asl/json.ts';
import type { Machine, State } from '#asl/state.ts';
import { definitionErrorMessage } from '#asl/validate/definition-error-message.ts';
import { validateDefinition, validateState } from '#asl/validate/validate-definition.ts';
import { readJson } from '#json/read-json.ts';
import { SfnError } from '../errors.ts';

/** AWS: the name of a state that comes without one, in its context object — state_configuration.test_map_state_failure_count. */
const NAMELESS = 'StateName';

/** The state that a request asks to test. */
export interface TestedState {
  readonly machine: Machine;
  readonly state: State;
  /** As it is written. */
  readonly fields: JsonObject;
}

/** Finds the state in the definition: the definition itself, or the state of that name at any depth. Throws InvalidDefinition, ValidationException. */
export function findTestedState(definition: string, stateName: string | undefined): TestedState {
  const validation =
    stateName === undefined
      ? validateState(definition, { type: 'STANDARD' })
      : validateDefinition(definition, { type: 'STANDARD' });
  if (!validation.definition) throw new SfnError('InvalidDefinition', definitionErrorMessage(validation.diagnostics));
  const name = stateName ?? NAMELESS;
  const wholeOf = (given: JsonObject) => (stateName === undefined ? { StartAt: name, States: { [name]: given } } : given);
  const fields = findFields(wholeOf(validation.definition), name);
  const exact = readJson(definition);
  const machine = compileMachine(wholeOf(isObject(exact) ? exact : validation.definition));
  const state = machine.states.get(name);
  if (!fields || !state) throw new SfnError('ValidationException', 'State not found in definition');
  return { machine: { startAt: name, states: machine.states }, state, fields };
}

function findFields(machine: JsonObject, name: string): JsonObject | undefined {
  const states = isObject(machine['States']) ? machine['States'] : {};
  if (Object.hasOwn(states, name)) return isObject(states[name]) ? states[name] : undefined;
  for (const state of Object.values(states)) {
    for (const nested of isObject(state) ? machinesIn(state) : []) {
      const found = findFields(nested, name);
      if (found) return found;
    }
  }
  return undefined;
}

const machinesIn = ({ Branches, ItemProcessor, Iterator: iterator }: JsonObject): readonly JsonObject[] =>
  [...(isArray(Branches) ? Branches : []), ItemProcessor, iterator].filter(isObject);
