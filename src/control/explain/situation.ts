import type { Failure } from '#interpreter/continuation/failure.ts';
import type { JsonText } from '#interpreter/continuation/json-text.ts';
import type { JsonObject } from '#json/json.ts';

/** What a state sees when it is explained. Data are JSON texts. */
export interface Situation {
  readonly input: JsonText;
  readonly variables: Readonly<Record<string, JsonText>>;
  /** The context object; one is made up where there is none. */
  readonly context?: JsonObject;
  /** What its call, its branches or its iterations have given. */
  readonly result?: JsonText;
  /** How they have failed. */
  readonly failure?: Failure;
  /** How often each of its retriers has tried again; without it, what a retrier means is tried again. */
  readonly retries?: number;
  /** Epoch milliseconds. */
  readonly now: number;
}
