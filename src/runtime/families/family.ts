import { isInFlight, nextByTime } from '#interpreter/continuation/due.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { type Expected, expectedBy, waiterOf } from './relatives.ts';

/** A member that has come to rest. */
interface Member {
  readonly execution: Execution;
  /** When time moves it on, in its own time; Infinity: never. */
  readonly dueAt: number;
  readonly awaited: Expected;
}

/**
 * Executions that wait for each other: one at the top, children of its Map Runs, what its tasks have started and wait for, and theirs. What
 * it takes to see whether its time may jump is kept with every change: a family may have ten thousand members.
 */
export interface Family {
  /** The ARN of the one at the top. */
  readonly root: string;
  /** By how many milliseconds its time is ahead of its account's. */
  readonly skippedMillis: () => number;
  readonly isEmpty: () => boolean;
  /** A member is being moved on, or something holds the time. */
  readonly open: (what: string) => void;
  readonly close: (what: string) => void;
  /** It runs, and has come to rest. */
  readonly add: (execution: Execution) => void;
  /** It runs no more, or nobody knows. */
  readonly remove: (executionArn: string) => void;
  readonly catchUp: (skippedMillis: number) => void;
  /** Whether something other than time and relatives moves a member on, or is about to. */
  readonly isBusy: () => boolean;
  /** The relatives that members wait for, or that wait for members, and that are not known. */
  readonly missing: () => Missing;
  /** The members that time moves on first, all at once; their time is then that of the family. */
  readonly jump: (base: number) => Execution[];
}

/** Relatives that are not known; `isNone`: all are. */
export interface Missing {
  readonly isNone: boolean;
  readonly mapRunArns: readonly string[];
  readonly arns: readonly string[];
}

export function createFamily(root: string): Family {
  const members = new Map<string, Member>();
  const opened = new Set<string>();
  const inFlight = new Set<string>();
  /** How many children of a Map Run are members, and how many should be. */
  const known = new Map<string, number>();
  const awaitedChildren = new Map<string, number>();
  const awaitedJobs = new Set<string>();
  /** How many members wait to be waited for by an execution. */
  const waiters = new Map<string, number>();
  /** The calls that are out and end when a member does: StartSyncExecution. */
  const answers = new Set<string>();
  const ended = new Set<string>();
  let ahead = 0;

  function link({ execution, awaited }: Member, by: 1 | -1): void {
    const { parent } = execution;
    const waiter = waiterOf(execution);
    if (parent) count(known, parent.mapRunArn, by);
    if (waiter !== undefined) count(waiters, waiter, by);
    for (const { mapRunArn, running } of awaited.children) {
      if (by > 0) awaitedChildren.set(mapRunArn, running);
      else awaitedChildren.delete(mapRunArn);
    }
    for (const arn of awaited.jobs) {
      if (by > 0) awaitedJobs.add(arn);
      else awaitedJobs.delete(arn);
    }
    const { awaitedBy } = execution;
    if (awaitedBy?.waitsFor !== 'answer') return;
    const call = callKey(awaitedBy.executionArn, awaitedBy.state, awaitedBy.invocation);
    if (by > 0) answers.add(call);
    else answers.delete(call);
    const caller = members.get(awaitedBy.executionArn);
    if (caller) look(caller.execution);
  }

  function look(execution: Execution): void {
    if (isOut(execution)) inFlight.add(execution.arn);
    else inFlight.delete(execution.arn);
  }

  /** Whether something is out for it that is no relative. */
  function isOut({ arn, ready, stopping, frames }: Execution): boolean {
    if (ready.length > 0 || stopping !== undefined) return true;
    return Object.values(frames).some(({ state, visit }) => {
      const doing = visit?.doing;
      if (doing === undefined || !isInFlight(doing)) return false;
      return doing.kind !== 'task' || !answers.has(callKey(arn, state, doing.invocation));
    });
  }

  function remove(executionArn: string): void {
    const member = members.get(executionArn);
    opened.delete(executionArn);
    if (member === undefined) return;
    members.delete(executionArn);
    inFlight.delete(executionArn);
    link(member, -1);
  }

  return {
    root,
    skippedMillis: () => ahead,
    isEmpty: () => members.size === 0 && opened.size === 0,
    open: (what) => void opened.add(what),
    close: (what) => void opened.delete(what),
    add(execution) {
      remove(execution.arn);
      ended.delete(execution.arn);
      ahead = Math.max(ahead, execution.skippedMillis);
      const dueAt = nextByTime(execution) ?? Number.POSITIVE_INFINITY;
      const member = { execution, dueAt, awaited: expectedBy(execution) };
      members.set(execution.arn, member);
      link(member, 1);
      look(execution);
    },
    remove(executionArn) {
      remove(executionArn);
      ended.add(executionArn);
    },
    catchUp: (skippedMillis) => {
      ahead = Math.max(ahead, skippedMillis);
    },
    isBusy: () => opened.size > 0 || inFlight.size > 0,
    missing() {
      const short = [...awaitedChildren].filter(([mapRunArn, running]) => (known.get(mapRunArn) ?? 0) < running);
      const arns = [...awaitedJobs, ...[...waiters.keys()].filter((arn) => !ended.has(arn))].filter((arn) => !members.has(arn));
      return { isNone: short.length + arns.length === 0, mapRunArns: short.map(([mapRunArn]) => mapRunArn), arns };
    },
    jump(base) {
      let soonest = Number.POSITIVE_INFINITY;
      for (const { dueAt } of members.values()) soonest = Math.min(soonest, dueAt);
      if (soonest === Number.POSITIVE_INFINITY) return [];
      ahead = Math.max(ahead, soonest - base);
      return [...members.values()].filter(({ dueAt }) => dueAt <= soonest).map(({ execution }) => execution);
    },
  };
}

const callKey = (executionArn: string, state: string, invocation: number): string => `${executionArn} ${invocation} ${state}`;

function count(counts: Map<string, number>, key: string, by: 1 | -1): void {
  const number = (counts.get(key) ?? 0) + by;
  if (number > 0) counts.set(key, number);
  else counts.delete(key);
}
