import { isObject } from '#json/json.ts';
import { parseResource } from '../../resource.ts';
import { checkFieldValue } from '../check-field-value.ts';
import type { StateCheck } from '../site.ts';

/** Credentials name the role that a Task runs under; an activity has none. AWS: both texts were measured by others. */
export const credentials: StateCheck = ({ state, type, location, language }, report) => {
  const { Credentials, Resource } = state;
  if (type !== 'Task' || Credentials === undefined || Credentials === null) return;
  const at = `${location}/Credentials`;
  if (typeof Resource === 'string' && parseResource(Resource).kind === 'activity') {
    report("The field 'Credentials' is not supported for activities", at);
    return;
  }
  if (
    isObject(Credentials) &&
    Credentials.RoleArn === undefined &&
    (language === 'JSONata' || Credentials['RoleArn.$'] === undefined)
  ) {
    report("The field 'RoleArn' is required but was missing", at);
  }
  checkFieldValue({ kind: 'payload' }, Credentials, language, at, report);
};
