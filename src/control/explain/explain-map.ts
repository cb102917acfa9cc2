import { isTurnOver } from '#asl/budget.ts';
import type { MapState } from '#asl/state.ts';
import { type MapOnTrial, mapOnTrial } from '#interpreter/try-map.ts';
import { attempt } from '#interpreter/try-state.ts';
import { isArray, isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { beginTrialOf } from './begin-trial.ts';
import type { FoundState } from './find-state.ts';
import type { Situation } from './situation.ts';

/** Of how many items the selection is evaluated, unless a turn is over before: each item has a budget of its own. */
const MAX_ITEMS = 1_000;

/**
 * Evaluates what is evaluated before a Map's iterations begin; `repeats` is told when it comes to what has been evaluated for another item,
 * and when that is over. Throws StatesError: the state's failure.
 */
export function enterMap(map: MapOnTrial, state: MapState, repeats: (isRepeated: boolean) => void): void {
  const input = map.selectInput();
  const scope = map.scopeOf(input);
  const { itemReader, itemBatcher, resultWriter } = state;
  if (itemReader) {
    itemReader.parameters?.evaluate(scope);
    if (itemReader.maxItems) map.readInteger(itemReader.maxItems, input);
  } else {
    for (const [index, value] of itemsIn(
      map.itemsOf(input, state.mode === 'DISTRIBUTED' ? 'also-objects' : undefined),
    ).entries()) {
      if (index >= MAX_ITEMS || (index > 0 && isTurnOver())) break;
      repeats(index > 0);
      map.itemInput(index, writeJson(value));
    }
    repeats(false);
  }
  if (itemBatcher) {
    if (itemBatcher.maxItems) map.readInteger(itemBatcher.maxItems, input);
    if (itemBatcher.maxInputBytes) map.readInteger(itemBatcher.maxInputBytes, input);
    itemBatcher.batchInput?.evaluate(scope);
  }
  map.maxConcurrencyOf(input);
  map.toleranceOf(input);
  resultWriter?.parameters?.evaluate(scope);
}

/** What a Map iterates over in a situation; `undefined` where that is nothing, or not in its input. */
export function itemsOfMap({ machine, state, site }: FoundState, situation: Situation): readonly Json[] | undefined {
  if (state.type !== 'Map' || state.itemReader) return undefined;
  const trial = beginTrialOf({ ...machine, startAt: site.name }, state, situation);
  let items: readonly Json[] | undefined;
  attempt(trial, () => {
    const map = mapOnTrial(trial, state);
    items = itemsIn(map.itemsOf(map.selectInput(), 'also-objects'));
  });
  return items;
}

function itemsIn(text: string): readonly Json[] {
  const value = readJson(text);
  if (isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}
