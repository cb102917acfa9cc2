import { isArray, isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';

/** A place where two JSON values differ; a text that is not there: nothing is there. */
export interface Difference {
  /** `$.order.items[0]` */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The places where two JSON texts differ, the outermost that do; undefined where one of them is no JSON text. */
export function jsonDifference(before: string, after: string): readonly Difference[] | undefined {
  try {
    return [...differencesAt('$', readJson(before), readJson(after))];
  } catch {
    return undefined;
  }
}

function* differencesAt(path: string, before: Json | undefined, after: Json | undefined): Generator<Difference> {
  if (isArray(before) && isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++)
      yield* differencesAt(`${path}[${index}]`, before[index], after[index]);
  } else if (isObject(before) && isObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* differencesAt(memberPath(path, name), memberOf(before, name), memberOf(after, name));
  } else {
    const [one, other] = [textOf(before), textOf(after)];
    if (one !== other) yield { path, before: one, after: other };
  }
}

const memberOf = (value: Readonly<Record<string, Json>>, name: string): Json | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined;

const memberPath = (path: string, name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;

const textOf = (value: Json | undefined): string | undefined => (value === undefined ? undefined : writeJson(value));
