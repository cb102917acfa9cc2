import { isArray, isObject, type JsonObject } from '../json.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { Report } from './diagnostic.ts';

export const STATE_TYPES = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] as const;
export type StateType = (typeof STATE_TYPES)[number];
export type QueryLanguage = 'JSONPath' | 'JSONata';
export type StateMachineType = 'STANDARD' | 'EXPRESS';

/** One state and where it stands: what a rule about states looks at. */
export interface StateSite {
  readonly state: JsonObject;
  /** `undefined` where the Type is missing or unknown: only the rule about the Type has something to say then. */
  readonly type: StateType | undefined;
  /** `/States/Name`; a state that is tested alone is called `StateName`. */
  readonly location: string;
  readonly language: QueryLanguage;
  /** The language of the whole machine. */
  readonly machineLanguage: QueryLanguage;
  readonly machineType: StateMachineType;
  readonly catalogue: Catalogue;
}

/** A state machine, a branch of a Parallel or the processor of a Map: what a rule about machines looks at. */
export interface MachineSite {
  readonly machine: JsonObject;
  readonly kind: 'machine' | 'branch' | 'processor';
  readonly location: string;
  /** The states by name, empty where "States" is no object. */
  readonly states: JsonObject;
}

export type StateCheck = (site: StateSite, report: Report) => void;
export type MachineCheck = (site: MachineSite, report: Report) => void;

/** AWS: whatever a QueryLanguage is, if it is there and not the text JSONPath, the state counts as JSONata. */
export function languageOf(value: unknown, inherited: QueryLanguage): QueryLanguage {
  if (value === undefined) return inherited;
  return value === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

export const stateTypeOf = (state: JsonObject): StateType | undefined => STATE_TYPES.find((type) => type === state.Type);

const statesOf = (machine: JsonObject): JsonObject => (isObject(machine.States) ? machine.States : {});

export const machineSite = (machine: JsonObject, kind: MachineSite['kind'], location: string): MachineSite => ({
  machine,
  kind,
  location,
  states: statesOf(machine),
});

/** The branches of a Parallel and the processor of a Map, which may be written Iterator. */
export function nestedMachines({ state, type, location }: Pick<StateSite, 'state' | 'type' | 'location'>): MachineSite[] {
  if (type === 'Parallel' && isArray(state.Branches)) {
    return state.Branches.flatMap((branch, index) =>
      isObject(branch) ? [machineSite(branch, 'branch', `${location}/Branches[${index}]`)] : [],
    );
  }
  if (type !== 'Map') return [];
  return ['ItemProcessor', 'Iterator'].flatMap((field) => {
    const processor = state[field];
    return isObject(processor) ? [machineSite(processor, 'processor', `${location}/${field}`)] : [];
  });
}

/** A rule about a whole definition: gets every machine in it, the outermost first. */
export type DefinitionCheck = (machines: readonly MachineSite[], report: Report) => void;
