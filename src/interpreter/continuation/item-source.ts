import type { ItemPosition, ItemReaderRequest } from './item-reader.ts';
import type { JsonText } from './json-text.ts';

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

/** What an ItemBatcher says, evaluated. */
export interface BatchLimits {
  readonly maxItems?: number;
  /** Of a child's whole input. (inferred) */
  readonly maxBytes: number;
  readonly batchInput?: JsonText;
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
