import { isArray, isObject, type Json } from '#asl/json.ts';
import type { ItemReader, MapState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { parse, textOf } from './data.ts';
import { scopeOf } from './data-flow.ts';
import type { JsonText } from './execution.ts';
import { type BatchLimits, openBatches } from './item-batches.ts';
import type { ItemPosition, ItemReaderRequest, ReadItem } from './item-reader.ts';
import { itemsOf } from './map-items.ts';
import type { FrameDraft, Run } from './run.ts';
import { readInteger, readScalar } from './scalar-field.ts';

/** AWS: reading stops after this many items — ItemReader, MaxItems. */
const MAX_ITEMS = 100_000_000;

/** Where the items of a Map Run come from, and how far they have been handed to children. */
export interface ItemSource {
  /** The JSON array or object that they are in; none where a reader finds them. */
  readonly items?: JsonText;
  readonly reader?: ItemReaderRequest;
  /** After how many items reading stops. */
  readonly maxItems?: number;
  readonly batches?: BatchLimits;
  /** Where the next new child's items begin. */
  readonly at: SourceMark;
  /** Nothing is left behind that place. */
  readonly isRead: boolean;
  /** Earlier places, the last of which before a child is where its items are found again. */
  readonly marks: readonly SourceMark[];
  /** How many items the children work on, in the order of the children, equal ones together; none where each works on one. */
  readonly sizes: readonly BatchSize[];
  /** What a reader has been asked for. */
  readonly portion?: Portion;
  /** How many portions have been asked for. */
  readonly portions: number;
  /** The first child that should have been started and was not: its items have to be found once more. */
  readonly missing?: number;
}

/** The place between two children: of how many children and items it is behind. */
export interface SourceMark {
  readonly child: number;
  readonly item: number;
  readonly position: ItemPosition;
}

interface BatchSize {
  readonly itemCount: number;
  readonly children: number;
}

/** Items that a reader is to find. */
export interface Portion {
  readonly number: number;
  readonly from: SourceMark;
  readonly maxItems: number;
  readonly maxBytes: number;
  /** For children that have been started, as far as is known. */
  readonly isAgain?: true;
}

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

/** How many items the child of that index works on. */
export function itemCountAt({ sizes }: ItemSource, index: number): number {
  let before = 0;
  for (const { itemCount, children } of sizes) {
    before += children;
    if (index < before) return itemCount;
  }
  return 1;
}

/** The source when one more child has been given items. */
export function afterChild(source: ItemSource, itemCount: number, at: SourceMark): ItemSource {
  const last = source.sizes.at(-1);
  const sizes = !source.batches
    ? source.sizes
    : last?.itemCount === itemCount
      ? [...source.sizes.slice(0, -1), { itemCount, children: last.children + 1 }]
      : [...source.sizes, { itemCount, children: 1 }];
  return { ...source, at, sizes };
}

/** How many children lie between two marks. */
const MARK_DISTANCE = 100;

/** Whether the source is so far from its last mark that it should be marked again. */
export const isFarFromMark = ({ at, marks }: ItemSource): boolean => at.child - (marks.at(-1)?.child ?? 0) >= MARK_DISTANCE;

/** The source with a mark where it stands, without those that no child needs any more: children before `firstUnheard` need none. */
export function withMark(source: ItemSource, firstUnheard: number): ItemSource {
  const marks = [...source.marks, source.at];
  return { ...source, marks: marks.filter((_, index) => (marks[index + 1]?.child ?? Number.POSITIVE_INFINITY) > firstUnheard) };
}

/** The last mark before the items of that child. */
export const markBefore = ({ marks }: ItemSource, child: number): SourceMark | undefined =>
  marks.findLast((mark) => mark.child <= child);
