import type { Execution, ExecutionStatus } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { DueExecution, WaitingPlace } from '../storage.ts';
import type { Item } from './expressions.ts';
import {
  DUE,
  eventsKey,
  executionKey,
  executionListKey,
  placeInDue,
  placeInExecutionList,
  placeInResourceList,
  resourceKey,
  resourceListKey,
  waitingListKey,
} from './keys.ts';
import { type Blob, type Piece, refFromJson, refToJson } from './parts.ts';

/** When TTL deletes an item, in epoch seconds; none: never. Every kind of item may have it. */
export interface Expiring {
  readonly expiresAt?: number | undefined;
}

/** What stands in the head of an execution, beside its body. */
export interface Head extends Expiring {
  readonly version: number;
  /** The commit that wrote it. */
  readonly writeId: string;
  /** The commit that created the execution. */
  readonly incarnation: string;
  readonly status: ExecutionStatus;
  /** Its place in the lists. */
  readonly listedAt: number;
  readonly dueAt?: number | undefined;
  readonly waiting?: WaitingPlace | undefined;
  /** The id of the newest event stored. */
  readonly lastEventId: number;
  /** Whether the head is all that there is of the execution in its partition. */
  readonly isAlone: boolean;
}

/** The JSON text in a head, with references to parts. */
export interface HeadBody {
  readonly execution: Execution;
  /** The newest events, those that are in no batch yet. */
  readonly events: readonly HistoryEvent[];
}

export function toHead(arn: string, { waiting, ...head }: Head, body: Blob): Item {
  const place = waiting && { waitingList: waiting.list, waitingAt: waiting.at };
  return { ...executionKey(arn), ...head, ...place, body: toBlob(body) };
}

export function fromHead(item: Item): { readonly head: Head; readonly body: Blob } {
  const status = STATUSES.find((known) => known === item['status']);
  if (status === undefined) throw unreadable(item, 'status');
  const head = {
    ...versionOf(item),
    ...expiryOf(item),
    incarnation: textIn(item, 'incarnation'),
    status,
    listedAt: numberIn(item, 'listedAt'),
    lastEventId: numberIn(item, 'lastEventId'),
    isAlone: item['isAlone'] === true,
    ...(item['dueAt'] !== undefined && { dueAt: numberIn(item, 'dueAt') }),
    ...(item['waitingAt'] !== undefined && {
      waiting: { list: textIn(item, 'waitingList'), at: numberIn(item, 'waitingAt') },
    }),
  };
  return { head, body: fromBlob(item) };
}

/** A batch of events; the JSON text of an array. */
export function toBatch(arn: string, incarnation: string, lastEventId: number, body: Blob, { expiresAt }: Expiring): Item {
  return { ...eventsKey(arn, incarnation, lastEventId), body: toBlob(body), expiresAt };
}

export function fromBatch(item: Item): Blob {
  return fromBlob(item);
}

export function toPiece({ key, bytes }: Piece, { expiresAt }: Expiring): Item {
  return { ...key, bytes, expiresAt };
}

/** The bytes of a piece, as they are: only all pieces of a part together can be unpacked. */
export function fromPiece(item: Item): Uint8Array {
  const bytes = item['bytes'];
  if (!(bytes instanceof Uint8Array)) throw unreadable(item, 'bytes');
  return bytes;
}

/** What a list says of an execution. It may be behind for what TTL has not deleted yet: then the head says something else. */
export interface ListEntry {
  readonly arn: string;
  /** What `listedAt` said of it. */
  readonly at: number;
}

export function toListEntry(list: string, status: ExecutionStatus | undefined, entry: ListEntry, { expiresAt }: Expiring): Item {
  const { arn, at } = entry;
  return { pk: executionListKey(list, status), sk: placeInExecutionList(at, arn), arn, at, expiresAt };
}

export function fromListEntry(item: Item): ListEntry {
  return { arn: textIn(item, 'arn'), at: numberIn(item, 'at') };
}

export function toDueEntry({ arn, dueAt, postponed }: DueExecution): Item {
  return { pk: DUE, sk: placeInDue(dueAt, arn), arn, dueAt, ...(postponed !== undefined && { postponed }) };
}

export function fromDueEntry(item: Item): DueExecution {
  const postponed = item['postponed'] === undefined ? {} : { postponed: numberIn(item, 'postponed') };
  return { arn: textIn(item, 'arn'), dueAt: numberIn(item, 'dueAt'), ...postponed };
}

/** What a list says of an execution that waits. */
export interface WaitingEntry {
  readonly arn: string;
  readonly at: number;
}

export function toWaitingEntry(arn: string, { list, at }: WaitingPlace): Item {
  return { pk: waitingListKey(list), sk: placeInDue(at, arn), arn, at };
}

export function fromWaitingEntry(item: Item): WaitingEntry {
  return { arn: textIn(item, 'arn'), at: numberIn(item, 'at') };
}

/** What stands in the head of a resource, beside its JSON text. */
export interface ResourceHead {
  readonly version: number;
  readonly writeId: string;
  /** Its place in a list; both, or none. */
  readonly list?: string | undefined;
  readonly order?: string | undefined;
}

export function toResource(arn: string, head: ResourceHead, body: Blob): Item {
  return { ...resourceKey(arn), ...head, body: toBlob(body) };
}

export function fromResource(item: Item): { readonly head: ResourceHead; readonly body: Blob } {
  const place = item['list'] !== undefined && { list: textIn(item, 'list'), order: textIn(item, 'order') };
  return { head: { ...versionOf(item), ...place }, body: fromBlob(item) };
}

export function toResourceEntry(list: string, order: string, arn: string): Item {
  return { pk: resourceListKey(list), sk: placeInResourceList(order), arn, order };
}

export function fromResourceEntry(item: Item): { readonly arn: string; readonly order: string } {
  return { arn: textIn(item, 'arn'), order: textIn(item, 'order') };
}

const STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'];

/** A text or bytes for what stands in the item, a list for a reference to a part. */
function toBlob(blob: Blob): unknown {
  return 'packed' in blob ? blob.packed : refToJson(blob.ref);
}

function fromBlob(item: Item): Blob {
  const body = item['body'];
  if (typeof body === 'string' || body instanceof Uint8Array) return { packed: body };
  const ref = refFromJson(body);
  if (ref === undefined) throw unreadable(item, 'body');
  return { ref };
}

/** The version of what stands in a head, and the write that made it. */
export function versionOf(item: Item): { version: number; writeId: string } {
  return { version: numberIn(item, 'version'), writeId: textIn(item, 'writeId') };
}

function expiryOf(item: Item): Expiring {
  return item['expiresAt'] !== undefined ? { expiresAt: numberIn(item, 'expiresAt') } : {};
}

function textIn(item: Item, attribute: string): string {
  const value = item[attribute];
  if (typeof value !== 'string') throw unreadable(item, attribute);
  return value;
}

function numberIn(item: Item, attribute: string): number {
  const value = item[attribute];
  if (typeof value !== 'number') throw unreadable(item, attribute);
  return value;
}

function unreadable({ pk, sk }: Item, attribute: string): Error {
  return new Error(`the item ${pk} ${sk} in the table is not one of fake-sfn's: its ${attribute} makes no sense`);
}
