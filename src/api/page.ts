import type { Page } from '#storage/storage.ts';
import type { ActionContext } from './action.ts';
import { createPageToken, pageSize, readPageToken } from './pagination.ts';

/** What an action is asked for when it answers in pages. */
interface PageInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** Reads the page that an action is asked for, and makes the token of the next one; throws InvalidToken. `read` asks the storage. */
export async function readPage<Item>(
  { caller, clockNow }: Pick<ActionContext, 'caller' | 'clockNow'>,
  action: string,
  input: PageInput,
  read: (page: { readonly after?: string; readonly limit: number }) => Promise<Page<Item>>,
): Promise<{ items: Item[]; nextToken: string | undefined }> {
  const query = { action, caller, input };
  const limit = pageSize(input.maxResults);
  const after = input.nextToken === undefined ? {} : { after: readPageToken(query, input.nextToken, clockNow()) };
  const { items, next } = await read({ ...after, limit });
  return { items, nextToken: next === undefined ? undefined : createPageToken(query, next, clockNow()) };
}
