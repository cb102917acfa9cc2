import { DataTooLarge, withBudget } from '#asl/budget.ts';
import type { MapState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { isObject } from '#json/json.ts';
import type { FoundItem } from '../continuation/item-reader.ts';
import type { JsonText } from '../continuation/json-text.ts';
import type { FrameDraft, Run } from '../draft/run.ts';
import { isTooLarge, parse, textOf } from './data.ts';
import { scopeOf, selectInput } from './data-flow.ts';
import { expectType, readScalar } from './scalar-field.ts';

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
  const { itemSelector } = state;
  const input = selectInput(run, frame, state.flow);
  const item = {
    index,
    value: parse(value),
    ...(source === undefined ? {} : { source }),
    ...(key === undefined ? {} : { key }),
  };
  const text = withBudget(() => textOf(itemSelector.evaluate(scopeOf(run, frame, input, { item }))));
  if (isTooLarge(text)) throw new DataTooLarge();
  return text;
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
