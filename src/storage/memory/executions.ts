import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { ClosedLimits } from '../closed-limits.ts';
import { type Commit, type DueExecution, type ExecutionStorage, VersionConflict, type WaitingPlace } from '../storage.ts';
import type { Attachments } from './attachments.ts';
import { type Closed, createClosedExecutions } from './closed-executions.ts';
import { createExecutionLists } from './execution-lists.ts';
import { compareText, createOrderedList } from './ordered-list.ts';
import { createWaitingLists } from './waiting-lists.ts';

/** All that is kept of an execution besides its places in the indexes. */
interface Kept {
  execution: Execution;
  version: number;
  /** The event with id n is at n - 1. */
  history: HistoryEvent[];
  due: DueExecution | undefined;
  waiting: WaitingPlace | undefined;
  readonly lists: readonly string[];
  /** Its place among the closed ones. */
  closed: Closed | undefined;
}

/** How many children of a Map Run go with one commit after their parent has gone. */
const CHILDREN_AT_ONCE = 64;

/** Who is told of what comes and goes. */
export interface ExecutionsParts {
  readonly limits: ClosedLimits | undefined;
  readonly attachments: Pick<Attachments, 'executionCame' | 'executionGone' | 'sweep'> | undefined;
  /** Is told of Map Runs whose execution has gone. */
  readonly forgetMapRun: (arn: string) => void;
}

/** The half of the memory storage that keeps executions. */
export type MemoryExecutions = ExecutionStorage & { readonly isKept: (executionArn: string) => boolean };

/** Keeps executions. A commit does not await: that makes it atomic. */
export function createExecutions({ limits, attachments, forgetMapRun }: ExecutionsParts): MemoryExecutions {
  const executions = new Map<string, Kept>();
  const lists = createExecutionLists();
  const dues = createOrderedList<DueExecution, DueExecution>(byUrgency);
  const waitingLists = createWaitingLists();
  const closed = limits && createClosedExecutions(limits);
  // Map Runs whose executions have gone, and whose children go bit by bit.
  const leftBehind: string[] = [];
  let lastLists: readonly string[] = [];

  /** Executions of one state machine are in the same lists, as a rule: one array says so for all of them. */
  function shared(names: readonly string[]): readonly string[] {
    const isSame = names.length === lastLists.length && names.every((name, index) => name === lastLists[index]);
    if (!isSame) lastLists = [...names];
    return lastLists;
  }

  function create({ execution, history, lists: names }: Commit): Kept {
    const kept: Kept = {
      execution,
      version: 0,
      history: history.slice(),
      due: undefined,
      waiting: undefined,
      lists: shared(names),
      closed: undefined,
    };
    executions.set(execution.arn, kept);
    for (const name of names) lists.add(name, kept);
    attachments?.executionCame(execution);
    return kept;
  }

  function replace(kept: Kept, { execution, history, lists: names }: Commit): void {
    const moves = execution.status !== kept.execution.status;
    if (moves) for (const name of names) lists.remove(name, kept);
    kept.execution = execution;
    for (const event of history) kept.history.push(event);
    if (!moves) return;
    for (const name of names) lists.add(name, kept);
    // Most executions never see another event: give back the room that the history has grown ahead for more.
    kept.history = kept.history.slice();
  }

  function setDue(kept: Kept, dueAt: number | undefined, postponed?: number): void {
    if (kept.due?.dueAt === dueAt && kept.due?.postponed === postponed) return;
    if (kept.due !== undefined) dues.remove(kept.due);
    const { arn } = kept.execution;
    if (dueAt === undefined) kept.due = undefined;
    else kept.due = postponed === undefined ? { arn, dueAt } : { arn, dueAt, postponed };
    if (kept.due !== undefined) dues.add(kept.due);
  }

  function setWaiting(kept: Kept, place: WaitingPlace | undefined): void {
    const before = kept.waiting;
    if (before?.list === place?.list && before?.at === place?.at) return;
    if (before !== undefined) waitingLists.remove(before, kept);
    if (place !== undefined) waitingLists.add(place, kept);
    kept.waiting = place;
  }

  function expectVersion(arn: string, expectedVersion: number): Kept | undefined {
    const existing = executions.get(arn);
    if ((existing?.version ?? 0) !== expectedVersion) throw new VersionConflict(arn, expectedVersion);
    return existing;
  }

  function forget(arn: string, kept: Kept): void {
    setDue(kept, undefined);
    setWaiting(kept, undefined);
    for (const name of kept.lists) lists.remove(name, kept);
    executions.delete(arn);
    if (kept.closed !== undefined) closed?.remove(kept.closed);
    attachments?.executionGone(kept.execution);
  }

  function setClosed(kept: Kept): void {
    if (kept.closed !== undefined) closed?.remove(kept.closed);
    kept.closed = isOpen(kept.execution) ? undefined : closed?.add(kept.execution, kept.history);
  }

  /** Forgets what is too much. What still has something to do goes later. */
  function forgetSurplus(): void {
    if (closed === undefined) return;
    for (const arn of closed.surplus()) {
      const kept = executions.get(arn);
      if (kept === undefined) continue;
      if (kept.due === undefined) {
        forget(arn, kept);
        leftBehind.push(...Object.keys(kept.execution.mapRuns ?? {}));
      } else setClosed(kept);
    }
    const mapRunArn = leftBehind.at(-1);
    if (mapRunArn === undefined) return;
    const { items } = lists.page(mapRunArn, { limit: CHILDREN_AT_ONCE });
    for (const child of items) {
      const kept = executions.get(child.arn);
      if (kept === undefined) continue;
      forget(child.arn, kept);
      leftBehind.unshift(...Object.keys(child.mapRuns ?? {}));
    }
    if (items.length > 0) return;
    leftBehind.pop();
    closed.removeMapRun(mapRunArn);
    forgetMapRun(mapRunArn);
  }

  return {
    isKept: (executionArn) => executions.has(executionArn),

    async commit(commit) {
      const existing = expectVersion(commit.execution.arn, commit.expectedVersion);
      const kept = existing ?? create(commit);
      if (existing !== undefined) replace(kept, commit);
      setDue(kept, commit.dueAt);
      setWaiting(kept, commit.waiting);
      kept.version++;
      setClosed(kept);
      forgetSurplus();
      attachments?.sweep();
    },

    async deleteExecution({ arn, expectedVersion }) {
      const kept = expectVersion(arn, expectedVersion);
      if (kept !== undefined) forget(arn, kept);
    },

    async loadExecution(arn) {
      const kept = executions.get(arn);
      return kept && { execution: kept.execution, version: kept.version };
    },

    async readHistory(executionArn, { after, limit, reverse }) {
      const history = executions.get(executionArn)?.history ?? [];
      if (!reverse) return history.slice(after ?? 0, (after ?? 0) + limit);
      const end = after === undefined ? history.length : Math.min(Math.max(0, after - 1), history.length);
      return history.slice(Math.max(0, end - limit), end).reverse();
    },

    async listExecutions(list, page) {
      return lists.page(list, page);
    },

    async listWaiting(list, page) {
      return waitingLists.page(list, page);
    },

    async dueExecutions(now, limit, after) {
      const page = dues.page(after, limit);
      const later = page.findIndex(({ dueAt }) => dueAt > now);
      return later < 0 ? page : page.slice(0, later);
    },

    async postpone({ arn, dueAt: was, postponed = 0 }, dueAt) {
      const kept = executions.get(arn);
      if (kept?.due?.dueAt !== was) return;
      setDue(kept, dueAt, postponed + 1);
      kept.version++;
    },

    async nextDue() {
      return dues.page(undefined, 1)[0]?.dueAt;
    },
  };
}

const isOpen = ({ status }: Execution): boolean => status === 'RUNNING' || status === 'PENDING_REDRIVE';

function byUrgency(a: DueExecution, b: DueExecution): number {
  return a.dueAt - b.dueAt || compareText(a.arn, b.arn);
}
