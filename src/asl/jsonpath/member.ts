import type { Json, JsonObject } from '#json/json.ts';

const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether every object answers to this name, its own member or not (`constructor`, `__proto__`). */
export const isInherited = (name: string): boolean => INHERITED.has(name);

/** An object's own member of that name. */
export const member = (object: JsonObject, name: string): Json | undefined =>
  isInherited(name) && !Object.hasOwn(object, name) ? undefined : object[name];

/** AWS: several names select one new object with those members that there are — `$.[*].['bucket','key']`. */
export const selectMembers = (object: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const value = member(object, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
