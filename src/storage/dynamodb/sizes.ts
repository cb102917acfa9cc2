import type { Item, WriteAction } from './expressions.ts';

/** What keys and numbers of an item take, guessed. */
const ITEM_OVERHEAD_BYTES = 1_000;

/** About how many bytes these take on the way to the table. */
export function bytesOf(actions: readonly WriteAction[]): number {
  return actions.reduce((bytes, action) => bytes + ITEM_OVERHEAD_BYTES + ('put' in action ? sizeOf(action.put) : 0), 0);
}

/** What an item holds, without its keys and numbers. */
function sizeOf(item: Item): number {
  return Math.max(
    ...['body', 'bytes'].map((attribute) => {
      const value = item[attribute];
      if (typeof value === 'string') return Buffer.byteLength(value);
      return value instanceof Uint8Array ? value.length : 0;
    }),
  );
}
