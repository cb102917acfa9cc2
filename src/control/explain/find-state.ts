import { compileMachine } from '#asl/compile-machine.ts';
import { type StateSite, walkDefinition } from '#asl/definition.ts';
import type { Machine, State } from '#asl/state.ts';
import { loadCatalogue } from '#asl/validate/catalogue/catalogue.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { ControlError } from '../control-error.ts';

/** A state of a definition, as it is written and as it runs. */
export interface FoundState {
  readonly machine: Machine;
  readonly state: State;
  readonly site: StateSite;
}

/** A definition that is valid, and its states by name, at any depth. */
export interface OpenDefinition {
  readonly machine: Machine;
  readonly sites: ReadonlyMap<string, StateSite>;
}

/** Opens the text of a definition. Throws ControlError. */
export async function openDefinition(text: string): Promise<OpenDefinition> {
  const { diagnostics, definition } = validateDefinition(text, { type: 'STANDARD', catalogue: await loadCatalogue(text) });
  const exact = definition && readJson(text);
  if (!isObject(exact)) {
    const [{ message, location } = { message: 'it is not valid', location: undefined }] = diagnostics.filter(
      ({ severity }) => severity === 'ERROR',
    );
    throw new ControlError(
      `The definition is not valid: ${location === undefined ? '' : `${location}: `}${message}`,
      'ValidateStateMachineDefinition, or fake-sfn validate, says everything.',
    );
  }
  const sites = new Map<string, StateSite>();
  walkDefinition(exact, {
    state(site) {
      if (!sites.has(site.name)) sites.set(site.name, site);
    },
  });
  return { machine: compileMachine(exact), sites };
}

/** The state of that name. Throws ControlError. */
export function findState({ machine, sites }: OpenDefinition, name: string): FoundState {
  const [state, site] = [machine.states.get(name), sites.get(name)];
  if (state && site) return { machine, state, site };
  throw new ControlError(
    `There is no state ${JSON.stringify(name)}.`,
    `There are ${[...sites.keys()].slice(0, 20).join(', ')}.`,
    404,
  );
}
