import type { Scope } from '#asl/scope.ts';
import type { Json } from '#json/json.ts';

/** A scope with this input, context object and variables; its randomness is fixed. */
export function scopeOf(
  input: Json,
  { context = {}, variables = {} }: { context?: Json; variables?: Record<string, Json> } = {},
): Scope {
  return {
    input,
    context: () => context,
    states: () => ({ input, context }),
    variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    random: () => 0.5,
    uuid: () => '7c2f4a9e-0000-4000-8000-000000000001',
    now: () => 0,
  };
}
