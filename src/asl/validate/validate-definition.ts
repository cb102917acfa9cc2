<<<<<<< HEAD
import { isObject, type JsonObject } from '../json.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
=======
import { type MachineSite, walkDefinition, walkState } from '../definition.ts';
import type { JsonObject } from '../json.ts';
>>>>>>> main
import { DEFINITION_CHECKS, MACHINE_CHECKS, STATE_CHECKS } from './checks/index.ts';
import { type Diagnostic, hasErrors, reportInto } from './diagnostic.ts';
import { parseDefinition } from './parse-definition.ts';
<<<<<<< HEAD
import {
  languageOf,
  type MachineSite,
  machineSite,
  nestedMachines,
  type StateMachineType,
  type StateSite,
  stateTypeOf,
} from './site.ts';
=======
import type { StateMachineType } from './site.ts';
>>>>>>> main

export interface ValidateOptions {
  readonly type: StateMachineType;
  /** What `loadCatalogue` has for this definition. */
  readonly catalogue: Catalogue;
}

export interface Validation {
  /** In the order of the definition: what is wrong with states first, then with names, then with transitions. */
  readonly diagnostics: readonly Diagnostic[];
  /** The parsed text, where it is a JSON object and no diagnostic is an ERROR. */
  readonly definition?: JsonObject;
}

/** Everything that CreateStateMachine, UpdateStateMachine, ValidateStateMachineDefinition and TestState check of a state machine's definition. */
<<<<<<< HEAD
export function validateDefinition(text: string, { type, catalogue }: ValidateOptions): Validation {
=======
export const validateDefinition = (text: string, options: ValidateOptions): Validation => validate(text, options, walkDefinition);

/** The same for one state by itself, as TestState takes it. Where it goes next is not asked: it stands alone. */
export const validateState = (text: string, options: ValidateOptions): Validation => validate(text, options, walkState);

function validate(text: string, { type }: ValidateOptions, walk: typeof walkDefinition): Validation {
>>>>>>> main
  const diagnostics: Diagnostic[] = [];
  const report = reportInto(diagnostics);
  const definition = parseDefinition(text, report);
  if (definition === undefined) return { diagnostics };
  const machines: MachineSite[] = [];
<<<<<<< HEAD
  const language = languageOf(definition.QueryLanguage, 'JSONPath');
  const whole = { machineLanguage: language, machineType: type, catalogue };
  checkMachine(machineSite(definition, 'machine', ''), whole, machines, report);
=======
  walk(definition, {
    machine(site) {
      machines.push(site);
      for (const check of MACHINE_CHECKS) check(site, report);
    },
    state(site) {
      for (const check of STATE_CHECKS) check({ ...site, machineType: type }, report);
    },
  });
>>>>>>> main
  // AWS: a definition without StartAt has no unreachable states — sfn_api_validation, INVALID_BASE_NO_STARTAT.
  if (!hasErrors(diagnostics)) for (const check of DEFINITION_CHECKS) check(machines, report);
  return hasErrors(diagnostics) ? { diagnostics } : { diagnostics, definition };
}
<<<<<<< HEAD

/**
 * The same for one state by itself, as TestState takes it. Where it goes next is not asked: it stands alone. AWS: its place is that of a state
 * `StateName` in a machine — measured by others.
 */
export function validateState(text: string, { type, catalogue }: ValidateOptions): Validation {
  const diagnostics: Diagnostic[] = [];
  const report = reportInto(diagnostics);
  const state = parseDefinition(text, report);
  if (state === undefined) return { diagnostics };
  const machines: MachineSite[] = [];
  checkState(
    stateSite(state, '/States/StateName', { machineLanguage: 'JSONPath', machineType: type, catalogue }),
    machines,
    report,
  );
  if (!hasErrors(diagnostics)) for (const check of DEFINITION_CHECKS) check(machines, report);
  return hasErrors(diagnostics) ? { diagnostics } : { diagnostics, definition: state };
}

type Whole = Pick<StateSite, 'machineLanguage' | 'machineType' | 'catalogue'>;

/** AWS: the states of a nested machine inherit the language of the whole one, whatever the Map or Parallel around them says (measured by others). */
function stateSite(state: JsonObject, location: string, whole: Whole): StateSite {
  return {
    ...whole,
    state,
    location,
    type: stateTypeOf(state),
    language: languageOf(state.QueryLanguage, whole.machineLanguage),
  };
}

function checkMachine(site: MachineSite, whole: Whole, machines: MachineSite[], report: Report): void {
  machines.push(site);
  for (const check of MACHINE_CHECKS) check(site, report);
  for (const [name, state] of Object.entries(site.states)) {
    if (isObject(state)) checkState(stateSite(state, `${site.location}/States/${name}`, whole), machines, report);
  }
}

function checkState(site: StateSite, machines: MachineSite[], report: Report): void {
  for (const check of STATE_CHECKS) check(site, report);
  for (const nested of nestedMachines(site))
    checkMachine(nested, { ...site, machineType: childType(nested) ?? site.machineType }, machines, report);
}

/** The type of the executions that a Distributed Map starts. What an Express workflow may not do its EXPRESS children may not either (inferred). */
function childType({ machine: { ProcessorConfig } }: MachineSite): StateMachineType | undefined {
  if (!isObject(ProcessorConfig) || ProcessorConfig.Mode !== 'DISTRIBUTED') return undefined;
  return ProcessorConfig.ExecutionType === 'EXPRESS' ? 'EXPRESS' : undefined;
}
=======
>>>>>>> main
