import { loadCatalogue } from '#asl/validate/catalogue/catalogue.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import { ControlError } from '../control-error.ts';
import { explore } from './explore.ts';

const HINT =
  'POST explore takes {"definition": …, "inputs": […], "samples": {"State": [result]}, "errors": {"State": ["Name"]}, "maxPaths": n, "seed": "…"}.';

/** `POST explore`: the findings, and how many paths there were; it ends in so many milliseconds. Throws ControlError. */
export async function exploreRequest({ body, millis }: { readonly body: JsonObject; readonly millis: number }): Promise<object> {
  const now = () => performance.now();
  const until = { now, time: now() + millis };
  const { definition: given, inputs, samples, errors, maxPaths, seed } = body;
  const text = isObject(given) ? writeJson(given) : given;
  if (typeof text !== 'string') throw new ControlError('definition is no definition.', HINT);
  const { definition, diagnostics } = validateDefinition(text, { type: 'STANDARD', catalogue: await loadCatalogue(text) });
  if (!definition) {
    const [{ message, location } = { message: 'It is not valid.', location: undefined }] = diagnostics;
    throw new ControlError(
      `${location === undefined ? 'The definition' : location}: ${message}`,
      'ValidateStateMachineDefinition says everything.',
    );
  }
  const found = explore(definition, {
    until,
    ...(inputs === undefined ? {} : { inputs: listOf(inputs, 'inputs') }),
    ...(samples === undefined ? {} : { samples: listsOf(samples, 'samples') }),
    ...(errors === undefined ? {} : { errors: namesOf(listsOf(errors, 'errors')) }),
    ...(maxPaths === undefined ? {} : { maxPaths: countOf(maxPaths) }),
    ...(typeof seed === 'string' ? { seed } : {}),
  });
  return JSON.parse(writeJson(found));
}

function listOf(value: Json, name: string): readonly Json[] {
  if (isArray(value)) return value;
  throw new ControlError(`${name} is no list.`, HINT);
}

function listsOf(value: Json, name: string): Readonly<Record<string, readonly Json[]>> {
  if (!isObject(value)) throw new ControlError(`${name} is no object.`, HINT);
  return Object.fromEntries(Object.entries(value).map(([state, list]) => [state, listOf(list, `${name}.${state}`)]));
}

const namesOf = (lists: Readonly<Record<string, readonly Json[]>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(lists).map(([state, names]) => [state, names.map(String)]));

function countOf(value: Json): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new ControlError('maxPaths is no whole number from 1.', HINT);
}
