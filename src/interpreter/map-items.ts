import { isObject } from '#asl/json.ts';
import type { MapState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { parse, textOf } from './data.ts';
import { scopeOf, selectInput } from './data-flow.ts';
import type { JsonText } from './execution.ts';
import type { FrameDraft, Run } from './run.ts';
import { expectType, readScalar } from './scalar-field.ts';

/** How many results lie in one chunk: a new one copies this many and not all. */
const RESULTS_CHUNK = 128;

/** An item, as a Map state finds it. */
export interface FoundItem {
  readonly value: JsonText;
  /** Its key, where it is a member of a JSON object. */
  readonly key?: string;
  /** AWS: where it comes from, `STATE_DATA` or an S3 URI — Context object, Map.Item.Source. */
  readonly source: string;
}

/** What one iteration works on: the item, or what ItemSelector makes of it. */
export function itemInput(
  run: Run,
  frame: FrameDraft,
  state: MapState,
  index: number,
  { value, key, source }: FoundItem,
): JsonText {
  // AWS: of an object, key and value — documented as "key-value pairs"; the names are those of the context object (inferred).
  if (!state.itemSelector) return key === undefined ? value : `{"Key":${JSON.stringify(key)},"Value":${value}}`;
  const input = selectInput(run, frame, state.flow);
  const item = { index, value: parse(value), source, ...(key === undefined ? {} : { key }) };
  return textOf(state.itemSelector.evaluate(scopeOf(run, frame, input, { item })));
}

/** The text of the JSON array that a Map state iterates over; a Distributed Map takes objects too. */
export function itemsOf(run: Run, frame: FrameDraft, state: MapState, input: JsonText, kinds?: 'also-objects'): JsonText {
  const text = state.items ? textOf(readScalar(run, frame, state.items, input)) : input;
  if (Array.isArray(parse(text)) || (kinds === 'also-objects' && isObject(parse(text)))) return text;
  if (state.items) expectType(state.items, parse(text), 'array');
  if (state.queryLanguage === 'JSONata')
    throw new StatesError('States.QueryEvaluationError', `Map state input must be an array but was: ${text}`);
  // AWS: a path into the context object is told as one into the input: "$$" as "$" — state_context_object.test_state_map_context_object.
  const path = state.items?.kind === 'path' ? state.items.text.replace(/^\$\$/, '$') : '$';
  throw new StatesError('States.Runtime', `Reference path "${path}" must point to array.`);
}

/** Results in chunks, with one more. */
export function withResult<Result>(
  results: readonly (readonly (Result | null)[])[],
  index: number,
  result: Result | null,
): (readonly (Result | null)[])[] {
  const chunk = Math.floor(index / RESULTS_CHUNK);
  const grown = [...results];
  while (grown.length <= chunk) grown.push([]);
  const changed = [...(grown[chunk] ?? [])];
  while (changed.length <= index % RESULTS_CHUNK) changed.push(null);
  changed[index % RESULTS_CHUNK] = result;
  grown[chunk] = changed;
  return grown;
}

/** The result of that index, null when there is none yet. */
export const resultAt = <Result>(results: readonly (readonly (Result | null)[])[], index: number): Result | null =>
  results[Math.floor(index / RESULTS_CHUNK)]?.[index % RESULTS_CHUNK] ?? null;

/** The first `count` results, each changed, in chunks; null where there is none. */
export function everyResult<Result>(
  results: readonly (readonly (Result | null)[])[],
  count: number,
  change: (result: Result | null, index: number) => Result | null,
): (readonly (Result | null)[])[] {
  return Array.from({ length: Math.ceil(count / RESULTS_CHUNK) }, (_, chunk) => {
    const first = chunk * RESULTS_CHUNK;
    return Array.from({ length: Math.min(RESULTS_CHUNK, count - first) }, (_, place) =>
      change(results[chunk]?.[place] ?? null, first + place),
    );
  });
}
