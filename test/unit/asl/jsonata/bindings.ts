import type { JsonataBindings } from '#asl/jsonata/compile-jsonata.ts';
import type { Json, JsonObject } from '#json/json.ts';

/** Bindings of a state with this input and these variables; time and chance stand still. */
export const bindingsOf = (input: Json, variables: JsonObject = {}): JsonataBindings => ({
  states: () => ({ input, context: { Execution: { Id: 'arn' } } }),
  variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
  random: () => 0.25,
  uuid: () => '00000000-0000-4000-8000-000000000000',
  now: () => Date.UTC(2024, 4, 6, 7, 8, 9, 10),
});

/** The same value, with every part of it frozen. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
};
