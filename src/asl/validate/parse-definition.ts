import { isObject, type Json, type JsonObject } from '#json/json.ts';
import type { Report } from './diagnostic.ts';
import { isTooDeep, MAX_DEPTH } from './is-too-deep.ts';
import { jsonError } from './json-error.ts';

/** AWS: the quota of a definition is 1 MB — developer guide, "Step Functions service quotas". */
const MAX_DEFINITION_BYTES = 1_048_576;

/** Parses the text of a definition, or reports why it is none. */
export function parseDefinition(text: string, report: Report): JsonObject | undefined {
  if (Buffer.byteLength(text) > MAX_DEFINITION_BYTES)
    return fail(report, `Definition exceeds the ${MAX_DEFINITION_BYTES}-byte limit allowed by the service`);
  // AWS: nothing but blanks is no JSON error to its parser, it is no value — sfn_api_validation, EMPTY_STRING.
  if (/^[ \t\r\n]*$/.test(text)) return fail(report, 'Definition must be a valid JSON object');
  let definition: Json;
  try {
    definition = JSON.parse(text);
  } catch {
    const { message, location } = jsonError(text);
    report(`${message}\n at ${location}`, location, 'INVALID_JSON_DESCRIPTION');
    return undefined;
  }
  if (!isObject(definition)) return fail(report, 'Definition must be a valid JSON object');
  if (isTooDeep(definition)) {
    report(`The definition is nested more than ${MAX_DEPTH} levels deep`, undefined, 'TOO_DEEPLY_NESTED');
    return undefined;
  }
  return definition;
}

function fail(report: Report, message: string): undefined {
  report(message, undefined);
}
