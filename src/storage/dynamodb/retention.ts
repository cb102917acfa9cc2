import type { Connection } from './connection.ts';
import { executionKey, type Key, keyOf } from './keys.ts';

const DAY_SECONDS = 86_400;

/** AWS: an execution runs for a year at most, and is shown for 90 days after — Step Functions quotas. */
const LONGEST_LIFE_DAYS = 366 + 90;

/** How many items are stamped at once. */
const AT_A_TIME = 10;

/** When things are to be deleted, in epoch seconds. */
export interface Retention {
  /** What belongs to an execution that closes now; `undefined`: never. */
  closedExpires(): number | undefined;
  /** What belongs to an execution that is open now: when it is certain that nobody wants it any more; `undefined`: never. */
  openExpires(): number | undefined;
  /** What nobody may ever refer to: when it is certain that nobody does. */
  strayExpires(): number;
}

export function createRetention(retentionDays: number | undefined, now: () => number): Retention {
  const longAfter = () => inDays(LONGEST_LIFE_DAYS + (retentionDays ?? 0));
  const inDays = (days: number) => Math.ceil(now() / 1_000 + days * DAY_SECONDS);
  return {
    closedExpires: () => (retentionDays === undefined ? undefined : inDays(retentionDays)),
    openExpires: () => (retentionDays === undefined ? undefined : longAfter()),
    strayExpires: longAfter,
  };
}

/** Stamps everything that is kept in an execution's partition beside its head, or takes the stamp away (`undefined`). */
export async function stampRest(connection: Connection, arn: string, expiresAt: number | undefined): Promise<void> {
  for await (const rest of restOf(connection, arn)) {
    for (let start = 0; start < rest.length; start += AT_A_TIME)
      await Promise.all(rest.slice(start, start + AT_A_TIME).map((key) => connection.setExpiry(key, expiresAt)));
  }
}

/** Deletes everything that is kept in an execution's partition beside its head. */
export async function deleteRest(connection: Connection, arn: string): Promise<void> {
  for await (const rest of restOf(connection, arn)) await connection.deleteAll(rest);
}

/** The keys in an execution's partition beside its head's, page by page. */
async function* restOf(connection: Connection, arn: string): AsyncGenerator<Key[]> {
  const { pk, sk: head } = executionKey(arn);
  const page = 1_000;
  let after: string | undefined;
  for (;;) {
    const keys = (await connection.query({ pk, ...(after !== undefined && { after }), limit: page, keysOnly: true })).map(keyOf);
    yield keys.filter(({ sk }) => sk !== head);
    after = keys.at(-1)?.sk;
    if (keys.length < page) return;
  }
}
