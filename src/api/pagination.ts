import { createHash } from 'node:crypto';
import type { Caller } from './call.ts';
import { SfnError } from './errors.ts';
import { DEFAULT_PAGE_SIZE, PAGE_TOKEN_HOURS } from './limits.ts';

/** The query that a page token belongs to. */
export interface PageQuery {
  readonly action: string;
  readonly caller: Caller;
  /** The checked input. `maxResults` may change from page to page, everything else has to stay. */
  readonly input: object;
}

/** How many results a page has. AWS: 0 means the default (list_state_machine_aliases_pagination_max_results). */
export function pageSize(maxResults: number | undefined): number {
  return maxResults === undefined || maxResults === 0 ? DEFAULT_PAGE_SIZE : maxResults;
}

/**
 * Makes the opaque token of the next page. `position` is the storage's own text for "after this one": a place in the order, not a count, so
 * that pages stay right while others write. `nowMillis` is the time of the request.
 */
export function createPageToken(query: PageQuery, position: string, nowMillis: number): string {
  const expiresMillis = nowMillis + PAGE_TOKEN_HOURS * 3_600_000;
  const text = JSON.stringify([expiresMillis, position, seal(query, position, expiresMillis)]);
  return Buffer.from(text).toString('base64url');
}

/** Reads the position out of a token; throws InvalidToken if it is expired, altered or made for another query. */
export function readPageToken(query: PageQuery, token: string, nowMillis: number): string {
  const [expiresMillis, position, sealed] = parseToken(token);
  if (typeof expiresMillis !== 'number' || typeof position !== 'string') throw invalidToken();
  if (sealed !== seal(query, position, expiresMillis) || nowMillis >= expiresMillis) throw invalidToken();
  return position;
}

function parseToken(token: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/** Ties a position to its query. It keeps mistakes out, not attackers: what a token opens, the caller may list anyway. */
function seal({ action, caller, input }: PageQuery, position: string, expiresMillis: number): string {
  const members = Object.entries(input)
    .filter(([name, value]) => value !== undefined && name !== 'maxResults' && name !== 'nextToken')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const bound = JSON.stringify([action, caller.partition, caller.region, caller.account, members, position, expiresMillis]);
  return createHash('sha256').update(bound).digest('base64url').slice(0, 22);
}

/** AWS: the text is the one that a foreign task token gets; for page tokens it is not recorded (inferred). */
function invalidToken(): SfnError {
  return new SfnError('InvalidToken', "Invalid Token: 'Invalid token'");
}
