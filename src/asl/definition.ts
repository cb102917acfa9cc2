import { isArray, isObject, type JsonObject } from '#json/json.ts';
import { languageOf, type QueryLanguage } from './query-language.ts';

export const STATE_TYPES = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] as const;
export type StateType = (typeof STATE_TYPES)[number];

/** A state machine, a branch of a Parallel or the processor of a Map, as it is written. */
export interface MachineSite {
  readonly machine: JsonObject;
  readonly kind: 'machine' | 'branch' | 'processor';
  readonly location: string;
  /** The states by name, empty where "States" is no object. */
  readonly states: JsonObject;
}

/** A state as it is written, and where it stands. */
export interface StateSite {
  readonly state: JsonObject;
  /** '' for a state by itself. */
  readonly name: string;
  /** `undefined` where the Type is missing or unknown. */
  readonly type: StateType | undefined;
  /** `/States/Name`, `''` for a state by itself. */
  readonly location: string;
  readonly language: QueryLanguage;
  /** The language of the whole definition. */
  readonly machineLanguage: QueryLanguage;
}

/** Is told of machines and states as they stand in a definition: each before what is inside it. */
export interface Visitor {
  readonly machine?: (site: MachineSite) => void;
  readonly state?: (site: StateSite) => void;
}

/** Walks a whole definition. */
export function walkDefinition(definition: JsonObject, visitor: Visitor): void {
  walkMachine(machineSite(definition, 'machine', ''), languageOf(definition), visitor);
}

/** Walks a state by itself, and what is inside it. AWS: its place is that of a state `StateName` in a machine — measured by others. */
export function walkState(state: JsonObject, visitor: Visitor): void {
  walkSite(stateSite(state, '', '/States/StateName', 'JSONPath'), visitor);
}

function walkMachine(site: MachineSite, machineLanguage: QueryLanguage, visitor: Visitor): void {
  visitor.machine?.(site);
  for (const [name, state] of Object.entries(site.states)) {
    if (isObject(state)) walkSite(stateSite(state, name, `${site.location}/States/${name}`, machineLanguage), visitor);
  }
}

function walkSite(site: StateSite, visitor: Visitor): void {
  visitor.state?.(site);
  for (const machine of machinesInside(site.state, site.location)) walkMachine(machine, site.machineLanguage, visitor);
}

const stateSite = (state: JsonObject, name: string, location: string, machineLanguage: QueryLanguage): StateSite => ({
  state,
  name,
  type: stateTypeOf(state),
  location,
  language: languageOf(state, machineLanguage),
  machineLanguage,
});

const stateTypeOf = (state: JsonObject): StateType | undefined => STATE_TYPES.find((type) => type === state['Type']);

const machineSite = (machine: JsonObject, kind: MachineSite['kind'], location: string): MachineSite => ({
  machine,
  kind,
  location,
  states: isObject(machine['States']) ? machine['States'] : {},
});

/** The branches of a Parallel, or the processor of a Map, which may be written Iterator. */
function machinesInside(state: JsonObject, location: string): readonly MachineSite[] {
  const { Type, Branches } = state;
  if (Type === 'Parallel' && isArray(Branches)) {
    return Branches.flatMap((branch, index) =>
      isObject(branch) ? [machineSite(branch, 'branch', `${location}/Branches[${index}]`)] : [],
    );
  }
  if (Type !== 'Map') return [];
  return ['ItemProcessor', 'Iterator'].flatMap((field) => {
    const processor = state[field];
    return isObject(processor) ? [machineSite(processor, 'processor', `${location}/${field}`)] : [];
  });
}
