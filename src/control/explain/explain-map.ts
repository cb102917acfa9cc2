import type { MapState } from '#asl/state.ts';
import type { MapOnTrial } from '#interpreter/try-map.ts';
import { isArray, isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';

/** Of how many items the selection is evaluated. */
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
      if (index >= MAX_ITEMS) break;
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

function itemsIn(text: string): readonly Json[] {
  const value = readJson(text);
  if (isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}
