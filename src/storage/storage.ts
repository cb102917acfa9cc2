import type { Execution, ExecutionStatus } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Resource } from './resource.ts';

/**
 * Where everything is kept. Adapters guarantee, and test/contract/storage.suite.ts checks:
 *
 * 1. `commit` is atomic: execution, history events, due time and list membership become visible together, or not at all.
 * 2. `commit` is conditional: it lands only on the expected version; the loser gets VersionConflict and nothing of it is stored.
 * 3. After `commit` or `saveResource` has returned, every later read sees it.
 * 4. What is read is a snapshot that no later write changes, and that the reader must not change.
 * 5. The cost of a call depends on the page or the commit, not on how much is stored. No call scans.
 * 6. Paging is stable: a page begins strictly after its position, whatever was written since.
 * 7. What is missing is `undefined`; the errors of its own that an adapter throws are VersionConflict, and StorageTrouble within seconds.
 */
export interface Storage {
  /** Writes one step of an execution. */
  commit(commit: Commit): Promise<void>;
  loadExecution(arn: string): Promise<StoredExecution | undefined>;
  /** Events by id, ascending, or descending with `reverse`; `after` is the id that the page begins behind. */
  readHistory(
    executionArn: string,
    page: { readonly after?: number; readonly limit: number; readonly reverse: boolean },
  ): Promise<HistoryEvent[]>;
  /** Executions of one list (see `Commit.lists`), newest first by `listedAt`, in the same millisecond by descending ARN; those with one status if it is given. */
  listExecutions(
    list: string,
    page: { readonly status?: ExecutionStatus; readonly after?: string; readonly limit: number },
  ): Promise<Page<Execution>>;
  /** Executions that wait in one list (see `Commit.waiting`), soonest first, in the same millisecond by ascending ARN. */
  listWaiting(list: string, page: { readonly after?: string; readonly limit: number }): Promise<Page<Execution>>;
  /** Forgets an execution with its history, its due time and its entries: as atomic and conditional as a commit. */
  deleteExecution(deletion: Deletion): Promise<void>;
  /** Executions whose `dueAt` is not later than `now`, most overdue first, in the same millisecond by ascending ARN; `after`: those behind that one. */
  dueExecutions(now: number, limit: number, after?: DueExecution): Promise<DueExecution[]>;
  /**
   * Gets one that cannot be moved on out of the way, until `dueAt`: its version grows by 1, and nothing else of it is touched or looked at.
   * Does nothing where it has been committed since that was read.
   */
  postpone(due: DueExecution, dueAt: number): Promise<void>;
  /** The earliest `dueAt` of all. */
  nextDue(): Promise<number | undefined>;

  /** Creates (expected version 0) or replaces a resource; the new version is the expected one plus 1. */
  saveResource(resource: Resource, expectedVersion: number): Promise<void>;
  loadResource(arn: string): Promise<StoredResource | undefined>;
  deleteResource(arn: string, expectedVersion: number): Promise<void>;
  /** Resources of one list, by ascending `order`. */
  listResources(list: string, page: { readonly after?: string; readonly limit: number }): Promise<Page<Resource>>;
  /** How many resources a list has; `upTo` where it has more. Costs by what it counts: for lists that a quota bounds. */
  countResources(list: string, upTo: number): Promise<number>;

  /** Forgets everything: for tests and `/_fake/reset`. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** The half of a storage that keeps resources. */
export type ResourceStorage = Pick<
  Storage,
  'saveResource' | 'loadResource' | 'deleteResource' | 'listResources' | 'countResources'
>;

/** The half of a storage that keeps executions. */
export type ExecutionStorage = Omit<Storage, keyof ResourceStorage | 'clear' | 'close'>;

export interface Commit {
  /** The version that the step was made from; 0 for an execution that must not exist yet. The new version is this plus 1. */
  readonly expectedVersion: number;
  readonly execution: Execution;
  /** To be appended; their ids follow on those stored. */
  readonly history: readonly HistoryEvent[];
  /** Clock time, in epoch milliseconds, at which the execution has something to do even if nobody asks; none: nothing. */
  readonly dueAt?: number;
  /** The lists it appears in (runtime/lists.ts): those of its account, state machine, version and alias, or of its Map Run. The same in every commit of an execution. */
  readonly lists: readonly string[];
  /** Its place among what waits; none: it waits for nothing that anybody could be shown. */
  readonly waiting?: WaitingPlace;
}

/** Where an execution that waits is listed. */
export interface WaitingPlace {
  readonly list: string;
  /** Clock time in epoch milliseconds by which the list is ordered; NEVER for what waits without an end. */
  readonly at: number;
}

/** Comes after every time. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** What is to be forgotten: the execution at that version, with the `lists` of its commits. */
export interface Deletion extends Pick<Commit, 'expectedVersion' | 'lists'> {
  readonly arn: string;
}

export interface StoredExecution {
  readonly execution: Execution;
  readonly version: number;
}

export interface StoredResource {
  readonly resource: Resource;
  readonly version: number;
}

export interface DueExecution {
  readonly arn: string;
  readonly dueAt: number;
  /** How often it has been postponed since its last commit; none: never. */
  readonly postponed?: number;
}

/** A page of a list; `next` is the position to go on after, absent on the last page. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next?: string;
}

/** Somebody else wrote first: load again and decide again. */
export class VersionConflict extends Error {
  constructor(what: string, expectedVersion: number) {
    super(`${what} is not at version ${expectedVersion} any more`);
    this.name = 'VersionConflict';
  }
}

/** What everything is kept in is in trouble; the message is a sentence that names it, and holds nothing that strangers must not know. */
export class StorageTrouble extends Error {
  /** It has more requests than it takes. */
  readonly isThrottled: boolean;

  constructor(message: string, isThrottled: boolean, options: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'StorageTrouble';
    this.isThrottled = isThrottled;
  }
}
