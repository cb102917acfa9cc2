import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import { readBundle } from '../bundles/read-bundle.ts';
import { ControlError } from '../control-error.ts';
import { replay } from './replay.ts';

/** `POST replay {bundle, definition?, compares?}`: whether it is the same, and where it is not. Throws ControlError. */
export async function replayRequest({ bundle, definition, compares }: JsonObject): Promise<object> {
  if (compares !== undefined && compares !== 'values' && compares !== 'events')
    throw new ControlError(`compares is ${JSON.stringify(compares)}.`, 'It is "values", or "events" to leave the data out.');
  const { same, at } = await replay(readBundle(bundle), {
    ...(definition === undefined ? {} : { definition: textOf(definition) }),
    ...(compares === undefined ? {} : { compares }),
  });
  // Numbers that JavaScript would spell otherwise are plain ones in an answer.
  return { same, ...(at ? { at: JSON.parse(writeJson(at)) } : {}) };
}

function textOf(definition: Json): string {
  if (typeof definition === 'string') return definition;
  if (isObject(definition)) return writeJson(definition);
  throw new ControlError('definition is no definition.', 'It is the text of one, or one as JSON.');
}
