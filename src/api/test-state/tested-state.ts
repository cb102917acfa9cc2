import { compileMachine } from '#asl/compile-machine.ts';
import { walkDefinition } from '#asl/definition.ts';
import type { Machine, State } from '#asl/state.ts';
import { loadCatalogue } from '#asl/validate/catalogue/catalogue.ts';
import { definitionErrorMessage } from '#asl/validate/definition-error-message.ts';
import { validateDefinition, validateState } from '#asl/validate/validate-definition.ts';
import { isObject, type JsonObject } from '#json/json.ts';
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
export async function findTestedState(definition: string, stateName: string | undefined): Promise<TestedState> {
  const options = { type: 'STANDARD', catalogue: await loadCatalogue(definition) } as const;
  const validation = stateName === undefined ? validateState(definition, options) : validateDefinition(definition, options);
  if (!validation.definition) throw new SfnError('InvalidDefinition', definitionErrorMessage(validation.diagnostics));
  const name = stateName ?? NAMELESS;
  const wholeOf = (given: JsonObject) => (stateName === undefined ? { StartAt: name, States: { [name]: given } } : given);
  let fields: JsonObject | undefined;
  walkDefinition(wholeOf(validation.definition), {
    state(site) {
      if (site.name === name) fields ??= site.state;
    },
  });
  const exact = readJson(definition);
  const machine = compileMachine(wholeOf(isObject(exact) ? exact : validation.definition));
  const state = machine.states.get(name);
  if (!fields || !state) throw new SfnError('ValidationException', 'State not found in definition');
  return { machine: { startAt: name, states: machine.states }, state, fields };
}
