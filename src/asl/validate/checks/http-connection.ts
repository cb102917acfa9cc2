import { isObject, type JsonObject } from '#json/json.ts';
import { parseResource } from '../../resource.ts';
import type { StateCheck } from '../site.ts';

/**
 * An HTTP task names its connection, which vouches for it, or leads it into a private network.
 * AWS: "You must include the connection ARN in any HTTP Task that calls an HTTPS API"; Authentication and InvocationConfig hold it — Call
 * HTTPS APIs in Step Functions workflows. That a definition without it is refused, and the text, which is that of other fields, are (inferred).
 */
export const httpConnection: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Task' || typeof state.Resource !== 'string') return;
  const resource = parseResource(state.Resource);
  if (resource.kind !== 'service' || resource.resourceType !== 'http') return;
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const given = state[field];
  if (!isObject(given)) return;
  const dynamic = language === 'JSONata' ? '' : '.$';
  if (HOLDERS.some((holder) => mayHoldArn(given, holder, dynamic))) return;
  report("The field 'ConnectionArn' is required but was missing", `${location}/${field}`);
};

const HOLDERS = ['Authentication', 'InvocationConfig'];

/** What an expression gives is not known here; `dynamic` ends the name of a field that a path fills. */
function mayHoldArn(given: JsonObject, holder: string, dynamic: string): boolean {
  const value = given[holder];
  if (isObject(value)) return 'ConnectionArn' in value || `ConnectionArn${dynamic}` in value;
  return typeof value === 'string' ? dynamic === '' : `${holder}${dynamic}` in given;
}
