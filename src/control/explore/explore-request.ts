import { loadCatalogue } from '#asl/validate/catalogue/catalogue.ts';
import { validateDefinition } from '#asl/validate/validate-definition.ts';
import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import { ControlError } from '../control-error.ts';
import { type ExploreOptions, explore } from './explore.ts';
import { madeUpResults } from './made-up.ts';

const HINT =
  'POST explore takes {"definition": …, "inputs": […], "samples": {"State": [result]}, "errors": {"State": ["Name"]}, "maxPaths": n, "maxDepth": n, "seed": "…"}.';

/** `POST explore`: the findings, and how many paths there were; it ends in time. Throws ControlError. */
export async function exploreRequest(body: JsonObject, until: NonNullable<ExploreOptions['until']>): Promise<object> {
  const { definition: given, inputs, samples, errors, maxPaths, maxDepth, seed } = body;
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
  return explore(definition, {
    until,
    madeUp: await madeUpResults(definition),
    ...(inputs === undefined ? {} : { inputs: listOf(inputs, 'inputs') }),
    ...(samples === undefined ? {} : { samples: listsOf(samples, 'samples') }),
    ...(errors === undefined ? {} : { errors: namesOf(listsOf(errors, 'errors')) }),
    ...(maxPaths === undefined ? {} : { maxPaths: countOf(maxPaths, 'maxPaths') }),
    ...(maxDepth === undefined ? {} : { maxDepth: countOf(maxDepth, 'maxDepth') }),
    ...(typeof seed === 'string' ? { seed } : {}),
  });
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

function countOf(value: Json, name: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new ControlError(`${name} is no whole number from 1.`, HINT);
}
