import type { Page } from './executions.ts';

/** So many pages of a list in one. */
export async function readPages<Item>(
  count: number,
  read: (after: string | undefined) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let next: string | undefined;
  for (let page = 0; page < count && (page === 0 || next !== undefined); page++) {
    const got = await read(next);
    items.push(...got.items);
    next = got.next;
  }
  return { items, next };
}
