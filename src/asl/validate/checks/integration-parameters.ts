import { isObject } from '#json/json.ts';
import { parseResource } from '../../resource.ts';
import { isIntegration, parametersOf } from '../optimized-integrations.ts';
import type { StateCheck } from '../site.ts';

/**
 * An integration gets Parameters (Arguments in JSONata), with what its API needs and nothing else.
 * AWS: that they are there, and what is missed, was measured by others for some APIs (the documentation of the rules of
 * github.com/badmintoncryer/cdk-preflight, September 2026); for the others, and for what an API does not have, it is (inferred).
 */
export const integrationParameters: StateCheck = ({ state, type, location, language, catalogue }, report) => {
  if (type !== 'Task' || typeof state.Resource !== 'string') return;
  const resource = parseResource(state.Resource);
  if (resource.kind !== 'service' || !isIntegration(resource.resourceType, resource.resource, catalogue)) return;
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const given = state[field];
  if (given === undefined)
    return report(`${field} field is required for resource ARN: ${state.Resource}`, `${location}/Resource`);
  if (!isObject(given)) return;
  const names = Object.keys(given).map((name) => (language === 'JSONPath' ? name.replace(/\.\$$/, '') : name));
  const { names: known, required } = parametersOf(resource.resourceType, resource.resource, catalogue) ?? {};
  for (const name of names) {
    // Which parameters an action of the SDK has is not known here, only that each begins with a capital (inferred).
    const isKnown = known === undefined ? !/^[a-z]/.test(name) : known.has(name);
    if (!isKnown) report(`The field "${name}" is not supported by Step Functions`, `${location}/${field}`);
  }
  for (const name of required ?? []) {
    if (!names.includes(name)) report(`The field '${name}' is required but was missing`, `${location}/${field}`);
  }
};
