import { isObject, type JsonObject } from '#json/json.ts';
import { type MachineSite, walkDefinition, walkState } from '../definition.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { DEFINITION_CHECKS, MACHINE_CHECKS, STATE_CHECKS } from './checks/index.ts';
import { type Diagnostic, hasErrors, reportInto } from './diagnostic.ts';
import { parseDefinition } from './parse-definition.ts';
import type { StateMachineType } from './site.ts';

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
export const validateDefinition = (text: string, options: ValidateOptions): Validation => validate(text, options, walkDefinition);

/** The same for one state by itself, as TestState takes it. Where it goes next is not asked: it stands alone. */
export const validateState = (text: string, options: ValidateOptions): Validation => validate(text, options, walkState);

function validate(text: string, { type, catalogue }: ValidateOptions, walk: typeof walkDefinition): Validation {
  const diagnostics: Diagnostic[] = [];
  const report = reportInto(diagnostics);
  const definition = parseDefinition(text, report);
  if (definition === undefined) return { diagnostics };
  const machines: MachineSite[] = [];
  const expressChildren: string[] = [];
  const typeAt = (location: string): StateMachineType =>
    expressChildren.some((processor) => location.startsWith(`${processor}/`)) ? 'EXPRESS' : type;
  walk(definition, {
    machine(site) {
      machines.push(site);
      if (startsExpress(site)) expressChildren.push(site.location);
      for (const check of MACHINE_CHECKS) check(site, report);
    },
    state(site) {
      for (const check of STATE_CHECKS) check({ ...site, machineType: typeAt(site.location), catalogue }, report);
    },
  });
  // AWS: a definition without StartAt has no unreachable states — sfn_api_validation, INVALID_BASE_NO_STARTAT.
  if (!hasErrors(diagnostics)) for (const check of DEFINITION_CHECKS) check(machines, report);
  return hasErrors(diagnostics) ? { diagnostics } : { diagnostics, definition };
}

/** Whether a Distributed Map runs this in EXPRESS executions. What an Express workflow may not do these may not either (inferred). */
const startsExpress = ({ machine: { ProcessorConfig: config } }: MachineSite): boolean =>
  isObject(config) && config.Mode === 'DISTRIBUTED' && config.ExecutionType === 'EXPRESS';
