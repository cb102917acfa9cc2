import type { ReadItem } from '#interpreter/continuation/item-reader.ts';

/** Items behind a position. Throws ItemReaderFailed and ObjectStoreFailure. */
export type ItemStream = AsyncGenerator<ReadItem, void, undefined>;

/** A dataset that cannot be read; the message is the cause that users see. */
export class ItemReaderFailed extends Error {}
