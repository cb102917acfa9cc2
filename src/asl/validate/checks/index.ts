import type { DefinitionCheck, MachineCheck, StateCheck } from '../site.ts';
import { apiHeaders } from './api-headers.ts';
import { assignedVariables } from './assigned-variables.ts';
import { catchers } from './catchers.ts';
import { choiceRules } from './choice-rules.ts';
import { credentials } from './credentials.ts';
import { exclusiveFields } from './exclusive-fields.ts';
import { expressRestrictions } from './express-restrictions.ts';
import { fieldValues } from './field-values.ts';
import { heartbeat } from './heartbeat.ts';
import { httpConnection } from './http-connection.ts';
import { integrationParameters } from './integration-parameters.ts';
import { itemBatcher } from './item-batcher.ts';
import { itemReader } from './item-reader.ts';
import { machineFields } from './machine-fields.ts';
import { mapLabels } from './map-labels.ts';
import { mapProcessor } from './map-processor.ts';
import { nextOrEnd } from './next-or-end.ts';
import { parallelBranches } from './parallel-branches.ts';
import { queryLanguage } from './query-language.ts';
import { requiredFields } from './required-fields.ts';
import { resultWriter } from './result-writer.ts';
import { retriers } from './retriers.ts';
import { stateNames } from './state-names.ts';
import { stateType } from './state-type.ts';
import { statesMembers } from './states-members.ts';
import { staticResult } from './static-result.ts';
import { supportedFields } from './supported-fields.ts';
import { taskResource } from './task-resource.ts';
import { transitions } from './transitions.ts';
import { variableScopes } from './variable-scopes.ts';

/** The rules about a machine, a branch or a processor, in the order of their diagnostics. */
export const MACHINE_CHECKS: readonly MachineCheck[] = [machineFields];

/** The rules about one state, in the order of their diagnostics. */
export const STATE_CHECKS: readonly StateCheck[] = [
  stateType,
  queryLanguage,
  requiredFields,
  exclusiveFields,
  nextOrEnd,
  supportedFields,
  fieldValues,
  assignedVariables,
  taskResource,
  expressRestrictions,
  integrationParameters,
  apiHeaders,
  httpConnection,
  credentials,
  heartbeat,
  retriers,
  catchers,
  choiceRules,
  parallelBranches,
  mapProcessor,
  itemReader,
  itemBatcher,
  resultWriter,
  statesMembers,
  staticResult,
];

/** The rules about a whole definition. They are asked only where every state is sound: AWS reports the two kinds apart. */
export const DEFINITION_CHECKS: readonly DefinitionCheck[] = [stateNames, mapLabels, variableScopes, transitions];
