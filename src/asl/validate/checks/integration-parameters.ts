import { isObject } from '../../json.ts';
import { parseResource } from '../../resource.ts';
import { isIntegration, requiredParameters } from '../optimized-integrations.ts';
import type { StateCheck } from '../site.ts';

/** An integration gets Parameters (Arguments in JSONata) with what its API needs. AWS: both texts were measured by others. */
export const integrationParameters: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Task' || typeof state.Resource !== 'string') return;
  const resource = parseResource(state.Resource);
  if (resource.kind !== 'service' || !isIntegration(resource.resourceType, resource.resource)) return;
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const given = state[field];
  if (given === undefined)
    return report(`${field} field is required for resource ARN: ${state.Resource}`, `${location}/Resource`);
  if (!isObject(given)) return;
  for (const name of requiredParameters(resource.resourceType, resource.resource)) {
    const isGiven = given[name] !== undefined || (language === 'JSONPath' && given[`${name}.$`] !== undefined);
    if (!isGiven) report(`The field '${name}' is required but was missing`, `${location}/${field}`);
  }
};
