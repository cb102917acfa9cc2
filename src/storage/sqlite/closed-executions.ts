import type { Execution } from '#interpreter/continuation/execution.ts';
import { type ClosedLimits, MIN_KEPT_MILLIS } from '../closed-limits.ts';
import { toByteOrder } from '../text-order.ts';
import { type Database, numberIn, textIn } from './database.ts';
import type { Row } from './node-sqlite.ts';

/** The closed executions of a file. Everything here is part of a write. */
export interface ClosedExecutions {
  /** So many more are closed than before. */
  readonly counted: (change: number) => void;
  /** Forgets what is too much: as many as a commit has time for. The children of an execution's Map Runs go after it. */
  readonly forgetSurplus: () => void;
}

/** How many go in one commit. */
const EXECUTIONS_AT_ONCE = 8;
const CHILDREN_AT_ONCE = 64;

/** Keeps account of what has ended: no more than `maxExecutions`, and nothing older than `retentionMillis`. */
export function createClosedExecutions(database: Database, limits: ClosedLimits): ClosedExecutions {
  const { maxExecutions, retentionMillis, now, onFull } = limits;
  const count = database.prepare('SELECT closed FROM closed_count');
  const changeCount = database.prepare('UPDATE closed_count SET closed = closed + ?');
  // What still has something to do goes later.
  const oldest = database.prepare(
    'SELECT id, closed_at FROM executions WHERE closed_at IS NOT NULL AND map_run IS NULL AND due_at IS NULL ORDER BY closed_at LIMIT 1',
  );
  const find = database.prepare('SELECT id, closed_at, body FROM executions WHERE id = ?');
  const remove = database.prepare('DELETE FROM executions WHERE id = ?');
  const childrenOf = database.prepare('SELECT id, closed_at, body FROM executions WHERE map_run = ? LIMIT ?');
  const leave = database.prepare('INSERT OR IGNORE INTO left_behind VALUES (?)');
  const leftBehind = database.prepare('SELECT map_run FROM left_behind LIMIT 1');
  const takeUp = database.prepare('DELETE FROM left_behind WHERE map_run = ?');
  const removeResource = database.prepare('DELETE FROM resources WHERE arn = ?');
  let isTold = false;

  const counted = (change: number) => void changeCount.run(change);

  function forget(row: Row): void {
    remove.run(numberIn(row, 'id'));
    if (row['closed_at'] !== null) counted(-1);
    const { mapRuns = {} }: Pick<Execution, 'mapRuns'> = JSON.parse(textIn(row, 'body'));
    for (const arn of Object.keys(mapRuns)) leave.run(toByteOrder(arn));
  }

  /** The next execution that is too much. */
  function surplus(): Row | undefined {
    const found = oldest.get();
    if (found === undefined) return undefined;
    const age = now() - numberIn(found, 'closed_at');
    const isFull = numberIn(count.get(), 'closed') > maxExecutions;
    if (age < MIN_KEPT_MILLIS || !(isFull || age > retentionMillis)) return undefined;
    if (isFull && !isTold) onFull();
    isTold ||= isFull;
    return find.get(numberIn(found, 'id'));
  }

  function forgetChildren(): void {
    const left = leftBehind.get();
    if (left === undefined) return;
    const mapRun = textIn(left, 'map_run');
    const children = childrenOf.all(mapRun, CHILDREN_AT_ONCE);
    for (const child of children) forget(child);
    if (children.length > 0) return;
    takeUp.run(mapRun);
    removeResource.run(mapRun);
  }

  return {
    counted,
    forgetSurplus() {
      for (let gone = 0; gone < EXECUTIONS_AT_ONCE; gone++) {
        const row = surplus();
        if (row === undefined) break;
        forget(row);
      }
      forgetChildren();
    },
  };
}
