import type { Json, JsonObject } from '#json/json.ts';

/** What an expression of a state can see, and the only source of time and randomness it has. */
export interface Scope {
  /** `$` in JSONPath: what the field at hand is applied to. Not reachable from JSONata. */
  readonly input: Json;
  /** The context object: `$$` in JSONPath. Built only when it is asked for. */
  readonly context: () => Json;
  /**
   * `$states` in JSONata: `input`, `context`, and `result` or `errorOutput` where there is one. Built only when it is asked for, and
   * perhaps without `context`, which takes longest, where `withContext` is false.
   */
  readonly states: (withContext?: boolean) => JsonObject;
  /** The value of a variable that this state can see, `undefined` where there is none of that name. */
  readonly variable: (name: string) => Json | undefined;
  /** A uniformly distributed number in [0, 1), determined by the step's seed. */
  readonly random: () => number;
  /** A version 4 UUID, determined by the step's seed. */
  readonly uuid: () => string;
  /** Epoch milliseconds of the step. */
  readonly now: () => number;
}
