import type { ReadItem } from '#interpreter/continuation/item-reader.ts';

/** Items behind a position. Throws ItemReaderFailed and ObjectStoreFailure. */
export type ItemStream = AsyncGenerator<ReadItem, void, undefined>;

/** AWS: an item of a text file can have up to 8 MB — ItemReader. */
export const MAX_ITEM_BYTES = 8 * 1024 * 1024;

/** The failure of an item that is larger. */
export const itemTooLarge = (): ItemReaderFailed => new ItemReaderFailed('An item exceeds the maximum size of 8 MB.');

/** A dataset that cannot be read; the message is the cause that users see. */
export class ItemReaderFailed extends Error {}
