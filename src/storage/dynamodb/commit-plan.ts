import { isDeepStrictEqual } from 'node:util';
import type { ExecutionStatus } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { listedAt } from '../listed-at.ts';
import type { Commit, Deletion, DueExecution, WaitingPlace } from '../storage.ts';
import { batches } from './batches.ts';
import type { Item, WriteAction } from './expressions.ts';
import {
  type Expiring,
  type Head,
  type HeadBody,
  toBatch,
  toDueEntry,
  toHead,
  toListEntry,
  toPiece,
  toWaitingEntry,
  versionOf,
} from './items.ts';
import { executionKey, type Key, keyOf } from './keys.ts';
import { createOutline, isOfState, type KnownParts, type PartRef, pieceKeys } from './parts.ts';

/** What has to be known of an execution's present version to commit the next one. */
export interface KnownExecution {
  readonly head: Head;
  /** The events in the head, with references to parts. */
  readonly events: readonly HistoryEvent[];
  /** The parts that its head refers to and others of its history, by the hash of what they hold. */
  readonly parts: KnownParts;
  /** Where its body is, if that is not in the head. */
  readonly bodyRef?: PartRef | undefined;
}

/** What a commit writes. */
export interface CommitPlan {
  /** The head, on its version, with batches of events and entries: never too much for a transaction. */
  readonly core: readonly WriteAction[];
  /** New parts: in the transaction if they find room, before it otherwise. */
  readonly parts: readonly ReturnType<typeof toPiece>[];
  /** What nobody refers to afterwards: to be deleted in the transaction if there is room, after it otherwise. */
  readonly unneeded: readonly Key[];
  /** What is known when it has landed. */
  readonly known: KnownExecution;
}

/** Each commit and each store has its own of these. */
export interface CommitSetting {
  /** Unguessable, and used once. */
  readonly writeId: string;
  /** When what belongs to an execution that closes now is to be deleted, in epoch seconds; none: never. */
  readonly expiresIfClosed: number | undefined;
  /** When what belongs to one that stays open is to be deleted, but for its head and entries: long after the last time that anybody may want it. */
  readonly expiresIfOpen: number | undefined;
}

/** So much JSON text of events stays in the head: each commit writes it again, but batches hold so much the more. */
const MAX_HEAD_EVENTS_CHARS = 12_000;

/** Works out what to write for a commit to an execution of which that is known; nothing is known of one to be created. */
export function planCommit(commit: Commit, before: KnownExecution | undefined, setting: CommitSetting): CommitPlan {
  const { execution, dueAt, waiting } = commit;
  const { arn, status } = execution;
  const { writeId } = setting;
  const { pk } = executionKey(arn);
  const expiry: Expiring = isClosed(status) ? { expiresAt: before?.head.expiresAt ?? setting.expiresIfClosed } : {};
  // Closing an execution stamps its batches and parts after it: should that not come about, they do not stay for ever.
  const restExpiry: Expiring = isClosed(status) ? expiry : { expiresAt: setting.expiresIfOpen };
  const outline = createOutline(pk, writeId, before?.parts ?? new Map());

  const eventTexts = commit.history.map((event) => outline.text(event, 'history'));
  const inHead = before?.events.map((event) => JSON.stringify(event)) ?? [];
  const texts = [...inHead, ...eventTexts];
  const stay = texts.reduce((chars, text) => chars + text.length, 0) <= MAX_HEAD_EVENTS_CHARS;
  const ids = [...(before?.events ?? []), ...commit.history].map(({ id }) => id);
  const incarnation = before?.head.incarnation ?? writeId;
  const spilled = stay
    ? []
    : batches(texts).map(({ text, end }) => {
        const lastId = ids[end - 1] ?? 0;
        const body = outline.blob(text, `events/${lastId}`, 'history');
        return toBatch(arn, incarnation, lastId, body, restExpiry);
      });

  // The state comes last: what is in the history already, and almost all state data is, is kept for it anyway.
  const executionText = outline.text(execution, 'state');
  const bodyText = `{"execution":${executionText},"events":[${stay ? texts.join(',') : ''}]}`;
  const body = outline.blob(bodyText, 'body', 'state');
  const bodyRef = 'ref' in body ? body.ref : undefined;

  const head: Head = {
    ...expiry,
    version: commit.expectedVersion + 1,
    writeId,
    incarnation,
    status,
    listedAt: listedAt(execution),
    dueAt,
    waiting,
    lastEventId: commit.history.at(-1)?.id ?? before?.head.lastEventId ?? 0,
    isAlone: (before?.head.isAlone ?? true) && spilled.length === 0 && outline.pieces.length === 0,
  };
  const on = before ? { version: before.head.version, writeId: before.head.writeId } : ('absent' as const);
  const events: HeadBody['events'] = stay ? texts.map((text): HistoryEvent => JSON.parse(text)) : [];
  const known: KnownExecution = { head, events, parts: outline.used, bodyRef };
  return {
    core: [
      { put: toHead(arn, head, body), on },
      ...spilled.map((put) => ({ put })),
      ...moved(dueEntry(arn, before?.head.dueAt), dueEntry(arn, dueAt)),
      ...moved(waitingEntry(arn, before?.head.waiting), waitingEntry(arn, waiting)),
      ...listChanges(commit, before, expiry),
    ],
    parts: outline.pieces.map((piece) => toPiece(piece, restExpiry)),
    unneeded: unneededParts(before, known).flatMap((ref) => pieceKeys(pk, ref)),
    known,
  };
}

/** Whether an execution is one that retention counts for. */
export function isClosed(status: ExecutionStatus): boolean {
  return status !== 'RUNNING' && status !== 'PENDING_REDRIVE';
}

/** What has to be deleted of an execution in one transaction: the head on its version, and all entries. */
export function planDeletion({ arn, lists }: Deletion, { head }: KnownExecution): WriteAction[] {
  const entries = [...new Set(lists)].flatMap((list) =>
    [head.status, undefined].map((status) => toListEntry(list, status, { arn, at: head.listedAt }, {})),
  );
  return [
    { delete: executionKey(arn), on: { version: head.version, writeId: head.writeId } },
    ...moved(dueEntry(arn, head.dueAt), undefined),
    ...moved(waitingEntry(arn, head.waiting), undefined),
    ...entries.map((entry) => ({ delete: keyOf(entry) })),
  ];
}

/**
 * What has to be written to postpone an execution with that head. Its content is not looked at: it may be what is wrong with it. An entry
 * that its head knows nothing of goes.
 */
export function planPostponement(
  item: Item | undefined,
  due: DueExecution,
  { dueAt, writeId }: { readonly dueAt: number; readonly writeId: string },
): WriteAction[] {
  const was = dueEntry(due.arn, due.dueAt);
  if (item === undefined) return moved(was, undefined);
  const on = versionOf(item);
  const isKnown = item['dueAt'] === due.dueAt;
  const { arn, postponed = 0 } = due;
  return [
    { put: { ...item, version: on.version + 1, writeId, ...(isKnown && { dueAt }) }, on },
    ...moved(was, isKnown ? toDueEntry({ arn, dueAt, postponed: postponed + 1 }) : undefined),
  ];
}

function dueEntry(arn: string, dueAt: number | undefined): Item | undefined {
  return dueAt === undefined ? undefined : toDueEntry({ arn, dueAt });
}

function waitingEntry(arn: string, place: WaitingPlace | undefined): Item | undefined {
  return place && toWaitingEntry(arn, place);
}

/** Takes an entry from one place to another. */
function moved(before: Item | undefined, after: Item | undefined): WriteAction[] {
  const isSamePlace = before?.['pk'] === after?.['pk'] && before?.['sk'] === after?.['sk'];
  const changes: WriteAction[] = after && !(isSamePlace && isDeepStrictEqual(before, after)) ? [{ put: after }] : [];
  // A transaction takes one write of an item: two times may share a millisecond.
  if (before && !isSamePlace) changes.push({ delete: keyOf(before) });
  return changes;
}

function listChanges({ execution, lists }: Commit, before: KnownExecution | undefined, expiry: Expiring): WriteAction[] {
  const { arn, status } = execution;
  const was = before?.head;
  if (status === was?.status) return [];
  const at = listedAt(execution);
  return [...new Set(lists)].flatMap((list) => {
    const changes: WriteAction[] = [status, undefined].map((of) => ({ put: toListEntry(list, of, { arn, at }, expiry) }));
    if (was === undefined) return changes;
    changes.push({ delete: keyOf(toListEntry(list, was.status, { arn, at: was.listedAt }, {})) });
    if (was.listedAt !== at) changes.push({ delete: keyOf(toListEntry(list, undefined, { arn, at: was.listedAt }, {})) });
    return changes;
  });
}

function unneededParts(before: KnownExecution | undefined, { parts }: KnownExecution): PartRef[] {
  if (!before) return [];
  const needed = new Set([...parts.values()].map(({ base }) => base));
  const unneeded = [...before.parts.values()].filter((ref) => isOfState(ref) && !needed.has(ref.base));
  return before.bodyRef ? [...unneeded, before.bodyRef] : unneeded;
}
