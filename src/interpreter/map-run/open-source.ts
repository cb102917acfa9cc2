import type { ItemReader, MapState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { isArray, isObject, type Json } from '#json/json.ts';
import type { ItemReaderRequest, ReadItem } from '../continuation/item-reader.ts';
import type { ItemSource, SourceMark } from '../continuation/item-source.ts';
import type { JsonText } from '../continuation/json-text.ts';
import { parse, textOf } from '../data/data.ts';
import { scopeOf } from '../data/data-flow.ts';
import { itemsOf } from '../data/map-items.ts';
import { readInteger, readScalar } from '../data/scalar-field.ts';
import type { FrameDraft, Run } from '../draft/run.ts';
import { openBatches } from './item-batches.ts';

/** AWS: reading stops after this many items — ItemReader, MaxItems. */
const MAX_ITEMS = 100_000_000;

const START: SourceMark = { child: 0, item: 0, position: {} };

/** The source of a Distributed Map's items, none of which has been read. Throws StatesError. */
export function openSource(run: Run, frame: FrameDraft, state: MapState, input: JsonText): ItemSource {
  const items = state.itemReader ? undefined : itemsOf(run, frame, state, input, 'also-objects');
  return {
    ...(items === undefined ? {} : { items }),
    at: START,
    isRead: items !== undefined && entriesOf(items).length === 0,
    marks: [START],
    sizes: [],
    portions: 0,
  };
}

/** How many items are known before any is read. AWS: none where a reader has to find them — recorded in base_scenarios.test_map_item_reader. */
export const knownLength = ({ items }: ItemSource): number => (items === undefined ? 0 : entriesOf(items).length);

/** Evaluates what ItemReader and ItemBatcher say. Throws StatesError. */
export function configureSource(run: Run, frame: FrameDraft, state: MapState, input: JsonText, source: ItemSource): ItemSource {
  const { itemReader, itemBatcher } = state;
  const maxItems = itemReader?.maxItems ? readInteger(run, frame, itemReader.maxItems, input) : 0;
  return {
    ...source,
    ...(itemReader ? { reader: requestOf(run, frame, itemReader, input) } : {}),
    // AWS: 0 means all of them — recorded in test_map_item_reader_csv_max_items[0].
    ...(maxItems === 0 ? {} : { maxItems: Math.min(maxItems, MAX_ITEMS) }),
    ...(itemBatcher ? { batches: openBatches(run, frame, itemBatcher, input) } : {}),
  };
}

function requestOf(run: Run, frame: FrameDraft, reader: ItemReader, input: JsonText): ItemReaderRequest {
  const { parameters, csvHeaders, itemsPointer, maxItems: _, ...config } = reader;
  const headers = csvHeaders && readScalar(run, frame, csvHeaders, input);
  const pointer = itemsPointer && readScalar(run, frame, itemsPointer, input);
  return {
    ...config,
    parameters: parameters ? textOf(parameters.evaluate(scopeOf(run, frame, input))) : '{}',
    ...(Array.isArray(headers) ? { csvHeaders: headers.map(String) } : {}),
    ...(typeof pointer === 'string' ? { itemsPointer: pointer } : {}),
  };
}

/** The cause that keeps a reader from being asked at all, in AWS's words. */
export const whyUnreadable = ({ maxItems }: ItemSource): string | undefined =>
  // AWS: recorded in test_map_item_reader_csv_max_items_paths[-1].
  maxItems !== undefined && maxItems < 0 ? 'field MaxItems must be positive' : undefined;

/** Items in state data from a place on. AWS: `$$.Map.Item.Source` is STATE_DATA then — Context object. */
export function itemsFrom({ items = '[]' }: ItemSource, { item }: SourceMark, count: number): readonly ReadItem[] {
  return entriesOf(items)
    .slice(item, item + count)
    .map(([key, value]) => ({ value: textOf(value), source: 'STATE_DATA', next: {}, ...(key === undefined ? {} : { key }) }));
}

const entries = new WeakMap<object, readonly (readonly [key: string | undefined, value: Json])[]>();

/** AWS: a Distributed Map goes through the elements of an array or through the members of an object — ItemReader, examples. */
function entriesOf(items: JsonText) {
  const value = parse(items);
  if (!isObject(value) && !isArray(value))
    throw new StatesError('States.Runtime', 'The items are neither an array nor an object.');
  const known = entries.get(value);
  if (known) return known;
  const found = isObject(value) ? Object.entries(value) : value.map((element) => [undefined, element] as const);
  entries.set(value, found);
  return found;
}
