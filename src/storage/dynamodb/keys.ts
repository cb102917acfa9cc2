import { createHash } from 'node:crypto';
import type { ExecutionStatus } from '#interpreter/continuation/execution.ts';
import { toByteOrder } from '../text-order.ts';

/*
 * One table, no index: a secondary index lags behind its table, and a commit has to be seen by every read after it.
 * What is found by another way than its ARN has an entry for that way, written in the same transaction.
 *
 * | item              | pk                         | sk                                   | holds                                          |
 * |-------------------|----------------------------|--------------------------------------|------------------------------------------------|
 * | execution         | execution/<arn>            | head                                 | version, status, due time, the execution, newest events |
 * | older events      | execution/<arn>            | events/<incarnation>/<last event id> | a batch of events                              |
 * | part              | <pk of its owner>          | part/<kind>/<what>/<write id>/<n>    | a piece of what is too big to stand in its owner |
 * | list entry        | executions/<status>/<list> | <listed at> <arn>                    | an execution's ARN; status `*` for every status |
 * | due entry         | due                        | <due time> <arn>                     | an execution's ARN                             |
 * | waiting entry     | waiting/<list>             | <time> <arn>                         | the ARN of an execution that waits             |
 * | resource          | resource/<arn>             | head                                 | version, the resource                          |
 * | resource entry    | resources/<list>           | <order>                              | a resource's ARN                               |
 *
 * | access pattern                | requests                                                                              |
 * |-------------------------------|---------------------------------------------------------------------------------------|
 * | commit                        | 1 TransactWriteItems: head on its version, and the events, parts and entries that change |
 * | load an execution             | 1 GetItem; one BatchGetItem more for every 100 parts                                  |
 * | page a history                | 1 GetItem; one Query, or two, more where the head does not hold the events            |
 * | page a list, also by status   | 1 Query; one BatchGetItem for every 100 executions                                    |
 * | what is due, when next        | 1 Query                                                                               |
 * | postpone an execution         | 1 GetItem, 1 TransactWriteItems: head on its version, and the due entries             |
 * | page what waits               | 1 Query; one BatchGetItem for every 100 executions                                    |
 * | delete an execution           | 1 GetItem, 1 TransactWriteItems; then what is left in its partition                   |
 * | save, delete a resource       | 1 TransactWriteItems, and a GetItem when this process has not read it                 |
 * | load a resource               | 1 GetItem                                                                             |
 * | page a list of resources      | 1 Query; one BatchGetItem for every 100 resources                                     |
 * | count a list of resources     | 1 Query for every megabyte of entries, some 5,000                                     |
 *
 * A commit needs to know what the head says of the version before: which entries to take away, which parts are stored already,
 * which events are still in the head. The process that read or wrote that version remembers; another one reads it first.
 *
 * Big things. An item holds 400 KB, a transaction 4 MB in 100 items. Texts of 16 KB and more, and finished chunks of Map results,
 * are parts: written once, and referred to by everything that contains them. Parts in history are kept as long as the execution.
 * Parts of its state are deleted by the commit that does not need them any more: who has read the head before that and finds
 * a part gone reads the head again. A commit that is too big for one transaction writes its parts first, under a write id
 * that nobody refers to yet; the head's conditional write makes them count. Who loses deletes what it wrote; what a crash leaves
 * behind has an expiry of its own, longer than an execution can live and be of interest.
 *
 * Retention. TTL deletes what has `expiresAt` behind it. Closing an execution stamps it on the head and the entries in the same
 * transaction and on the rest after it; a redrive puts it off on the rest before and takes it away from the head with its commit. The
 * rest of what is open has a stamp from the beginning, later than an execution can live and be of interest: so that it goes some day even
 * where a process died between closing an execution and stamping it. Keys of events contain the execution's incarnation, so that a later execution of the same name does not see what TTL has not deleted yet.
 *
 * Load. The due entries share a partition, and so do the entries of one list: DynamoDB takes 1,000 writes a second there, a
 * transaction counts twice, so about 250 waiting tasks a second in all, and 250 started executions a second in one list. Beyond
 * that it throttles, and commits are retried. More partitions would make every look at what is due cost as many reads.
 */

/** The primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The key of an item. */
export function keyOf({ pk, sk }: Readonly<Record<string, unknown>>): Key {
  return { pk: String(pk), sk: String(sk) };
}

/** DynamoDB's limits on keys, in bytes. */
const MAX_PARTITION_KEY_BYTES = 2_048;
const MAX_SORT_KEY_BYTES = 1_024;

export function executionKey(arn: string): Key {
  return { pk: partitionKey(`execution/${arn}`), sk: 'head' };
}

/** A batch is found by its last event: the batch of event n is the first one whose key is not less than that of n. */
export function eventsKey(arn: string, incarnation: string, lastEventId: number): Key {
  return { pk: executionKey(arn).pk, sk: `events/${incarnation}/${inOrder(lastEventId)}` };
}

/** The n-th piece of a part; `base` names it within its owner. */
export function partKey(pk: string, base: string, piece: number): Key {
  return { pk, sk: `part/${base}/${piece}` };
}

export function executionListKey(list: string, status: ExecutionStatus | undefined): string {
  return partitionKey(`executions/${status ?? '*'}/${list}`);
}

/** The place of an execution in a list: later times, and in the same millisecond later ARNs, come later. */
export function placeInExecutionList(listedAt: number, arn: string): string {
  return sortKey(`${inOrder(listedAt)} ${arn}`);
}

export const DUE = 'due';

/** The place of an execution among those that are due: all with an earlier time have a lesser place. */
export function placeInDue(dueAt: number, arn = ''): string {
  return sortKey(`${inOrder(dueAt)} ${arn}`);
}

export function waitingListKey(list: string): string {
  return partitionKey(`waiting/${list}`);
}

export function resourceKey(arn: string): Key {
  return { pk: partitionKey(`resource/${arn}`), sk: 'head' };
}

export function resourceListKey(list: string): string {
  return partitionKey(`resources/${list}`);
}

export function placeInResourceList(order: string): string {
  // A key must not be empty.
  return sortKey(`=${order}`);
}

function partitionKey(text: string): string {
  return orderedText(text, MAX_PARTITION_KEY_BYTES);
}

function sortKey(text: string): string {
  return orderedText(text, MAX_SORT_KEY_BYTES);
}

/** A number as text of which a greater number's comes later. */
function inOrder(number: number): string {
  return String(Math.max(0, Math.floor(number))).padStart(16, '0');
}

/** A text in byte order; one that is longer than `maxBytes` ends in a hash: it is still different from every other, and in order as far as it goes. */
export function orderedText(text: string, maxBytes: number): string {
  const escaped = toByteOrder(text);
  if (Buffer.byteLength(escaped) <= maxBytes) return escaped;
  const hash = `#${createHash('sha256').update(escaped).digest('base64url')}`;
  let kept = escaped.slice(0, maxBytes - hash.length);
  while (Buffer.byteLength(kept) > maxBytes - hash.length) kept = kept.slice(0, -1);
  return kept + hash;
}
