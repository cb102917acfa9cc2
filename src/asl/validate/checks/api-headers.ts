import { isObject } from '#json/json.ts';
import { parseResource } from '../../resource.ts';
import type { StateCheck } from '../site.ts';

// AWS: "the following HTTP header keys are not currently permitted" — Create API Gateway REST APIs with Step Functions.
const FORBIDDEN =
  /^(x-forwarded.*|x-amz.*|authorization|connection|content-md5|expect|host|max-forwards|proxy-authenticate|server|te|transfer-encoding|trailer|upgrade|via|www-authenticate)$/;

/**
 * A call of API Gateway does not set some headers; the integration says the same of those that only the input names. AWS: the text is
 * what users got for `Authorization` — https://dev.classmethod.jp/articles/tsnote-step-functions-api-gateway-call-fails-to-save-state-machine/
 */
export const apiHeaders: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Task' || typeof state.Resource !== 'string') return;
  const resource = parseResource(state.Resource);
  if (resource.kind !== 'service' || resource.resourceType !== 'apigateway') return;
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const given = state[field];
  if (!isObject(given) || !isObject(given['Headers'])) return;
  const names = Object.keys(given['Headers']).map((name) => (language === 'JSONPath' ? name.replace(/\.\$$/, '') : name));
  const forbidden = names.map((name) => name.toLowerCase()).filter((name) => FORBIDDEN.test(name));
  if (forbidden.length > 0)
    report(`The 'Headers' field contains unsupported values: [${forbidden.join(', ')}]`, `${location}/${field}`);
};
