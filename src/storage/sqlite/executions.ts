import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { listedAt } from '../listed-at.ts';
import { formatPosition, parsePosition } from '../position.ts';
import { type DueExecution, type ExecutionStorage, type Page, VersionConflict } from '../storage.ts';
import { fromByteOrder, toByteOrder } from '../text-order.ts';
import type { ClosedExecutions } from './closed-executions.ts';
import { type Database, numberIn, textIn } from './database.ts';
import type { Row } from './node-sqlite.ts';

/** Events that are kept in one row: a page of the history reads whole rows. */
const EVENTS_IN_ROW = 100;

/** Before all places of an ascending list, and behind all of a descending one. */
const FIRST = { at: Number.MIN_SAFE_INTEGER, arn: '' };
const LAST = { at: Number.MAX_SAFE_INTEGER, arn: '' };

/** The half of the SQLite storage that keeps executions. A commit does not await. */
export function createExecutions(database: Database, closed: ClosedExecutions, now: () => number): ExecutionStorage {
  const statements = prepareStatements(database);
  const { find, insert, update, append, enlist, relist } = statements;

  function expectVersion(arn: string, expectedVersion: number): Row | undefined {
    const row = find.get(toByteOrder(arn));
    if ((row ? numberIn(row, 'version') : 0) !== expectedVersion) throw new VersionConflict(arn, expectedVersion);
    return row;
  }

  /** A page of rows with a body, a time and an ARN. */
  function pageOf(rows: readonly Row[], limit: number): Page<Execution> {
    const items = rows.slice(0, limit).map(executionIn);
    const last = rows[limit - 1];
    if (last === undefined || rows.length <= limit) return { items };
    return { items, next: formatPosition({ at: numberIn(last, 'at'), arn: fromByteOrder(textIn(last, 'arn')) }) };
  }

  return {
    async commit({ execution, expectedVersion, history, dueAt = null, waiting, lists }) {
      const { status, parent } = execution;
      const arn = toByteOrder(execution.arn);
      const body = JSON.stringify(execution);
      const rows = rowsOf(history);
      database.write(() => {
        const before = expectVersion(execution.arn, expectedVersion);
        const closedBefore = before?.['closed_at'] ?? null;
        const closedAt = isOpen(execution) ? null : typeof closedBefore === 'number' ? closedBefore : now();
        const waits = waiting ? ([toByteOrder(waiting.list), waiting.at] as const) : ([null, null] as const);
        const mapRun = parent === undefined ? null : toByteOrder(parent.mapRunArn);
        const values = [expectedVersion + 1, status, dueAt, ...waits, closedAt, mapRun, body, arn] as const;
        const row = before ? update.get(...values) : insert.get(...values);
        const id = numberIn(row, 'id');
        for (const { lastId, text } of rows) append.run(id, lastId, text);
        const at = listedAt(execution);
        if (before === undefined) for (const list of new Set(lists)) enlist.run(toByteOrder(list), at, arn, status, id);
        else if (textIn(before, 'status') !== status) relist.run(at, status, id);
        if ((closedAt === null) === (closedBefore === null)) return;
        closed.counted(closedAt === null ? -1 : 1);
        closed.forgetSurplus();
      });
    },

    async loadExecution(arn) {
      const row = database.read(() => statements.load.get(toByteOrder(arn)));
      return row && { execution: executionIn(row), version: numberIn(row, 'version') };
    },

    async readHistory(executionArn, { after, limit, reverse }) {
      const { backwards, forwards } = statements;
      const arn = toByteOrder(executionArn);
      const events: HistoryEvent[] = [];
      database.read(() => {
        // Backwards, the first row is the one that holds the event before `after`: it may end with a later one.
        const before = after ?? Number.MAX_SAFE_INTEGER;
        const rows = reverse ? backwards.iterate(arn, before + EVENTS_IN_ROW) : forwards.iterate(arn, after ?? 0);
        for (const row of rows) {
          const inRow: HistoryEvent[] = JSON.parse(textIn(row, 'body'));
          if (reverse) events.push(...inRow.reverse().filter(({ id }) => id < before));
          else events.push(...inRow.filter(({ id }) => id > (after ?? 0)));
          if (events.length >= limit) break;
        }
      });
      return events.slice(0, limit);
    },

    async listExecutions(list, { status, after, limit }) {
      const { at, arn } = after === undefined ? LAST : parsePosition(after);
      const behind = [at, toByteOrder(arn), limit + 1] as const;
      const { listed, listedByStatus } = statements;
      const name = toByteOrder(list);
      // One more than asked for tells whether this is the last page.
      const rows = () => (status === undefined ? listed.all(name, ...behind) : listedByStatus.all(name, status, ...behind));
      return pageOf(database.read(rows), limit);
    },

    async listWaiting(list, { after, limit }) {
      const { at, arn } = after === undefined ? FIRST : parsePosition(after);
      const rows = () => statements.waiting.all(toByteOrder(list), at, toByteOrder(arn), limit + 1);
      return pageOf(database.read(rows), limit);
    },

    async deleteExecution({ arn, expectedVersion }) {
      database.write(() => {
        const row = expectVersion(arn, expectedVersion);
        if (row === undefined) return;
        statements.remove.run(numberIn(row, 'id'));
        if (row['closed_at'] !== null) closed.counted(-1);
      });
    },

    async dueExecutions(until, limit, after) {
      const { at, arn } = after === undefined ? FIRST : { at: after.dueAt, arn: after.arn };
      return database.read(() => statements.due.all(until, at, toByteOrder(arn), limit)).map(dueIn);
    },

    async postpone({ arn, dueAt: was }, dueAt) {
      database.write(() => statements.postpone.run(dueAt, toByteOrder(arn), was));
    },

    async nextDue() {
      const row = database.read(() => statements.nextDue.get());
      return row && numberIn(row, 'due_at');
    },
  };
}

function prepareStatements({ prepare }: Database) {
  const execution = 'version = ?, status = ?, due_at = ?, waiting_list = ?, waiting_at = ?, closed_at = ?, map_run = ?, body = ?';
  const columns = execution.replaceAll(' = ?', '');
  const listed = 'SELECT l.at, l.arn, body FROM listed l JOIN executions ON id = l.execution WHERE list = ?';
  const behind = '(l.at, l.arn) < (?, ?) ORDER BY l.at DESC, l.arn DESC LIMIT ?';
  const events = 'SELECT e.body FROM events e JOIN executions ON id = e.execution WHERE arn = ?';
  return {
    find: prepare('SELECT id, version, status, closed_at FROM executions WHERE arn = ?'),
    load: prepare('SELECT version, body FROM executions WHERE arn = ?'),
    insert: prepare(`INSERT INTO executions (${columns}, arn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`),
    update: prepare(`UPDATE executions SET ${execution}, postponed = NULL WHERE arn = ? RETURNING id`),
    remove: prepare('DELETE FROM executions WHERE id = ?'),
    append: prepare('INSERT INTO events (execution, last_id, body) VALUES (?, ?, ?)'),
    forwards: prepare(`${events} AND last_id > ? ORDER BY last_id`),
    backwards: prepare(`${events} AND last_id < ? ORDER BY last_id DESC`),
    enlist: prepare('INSERT INTO listed (list, at, arn, status, execution) VALUES (?, ?, ?, ?, ?)'),
    relist: prepare('UPDATE listed SET at = ?, status = ? WHERE execution = ?'),
    listed: prepare(`${listed} AND ${behind}`),
    listedByStatus: prepare(`${listed} AND l.status = ? AND ${behind}`),
    waiting: prepare(
      'SELECT waiting_at AS at, arn, body FROM executions WHERE waiting_list = ? AND (waiting_at, arn) > (?, ?) ORDER BY waiting_at, arn LIMIT ?',
    ),
    due: prepare(
      'SELECT arn, due_at, postponed FROM executions WHERE due_at <= ? AND (due_at, arn) > (?, ?) ORDER BY due_at, arn LIMIT ?',
    ),
    nextDue: prepare('SELECT due_at FROM executions WHERE due_at IS NOT NULL ORDER BY due_at, arn LIMIT 1'),
    postpone: prepare(
      'UPDATE executions SET due_at = ?, postponed = coalesce(postponed, 0) + 1, version = version + 1 WHERE arn = ? AND due_at = ?',
    ),
  };
}

/** Events as rows take them. */
function rowsOf(history: readonly HistoryEvent[]): { readonly lastId: number; readonly text: string }[] {
  const rows: { readonly lastId: number; readonly text: string }[] = [];
  for (let start = 0; start < history.length; start += EVENTS_IN_ROW) {
    const events = history.slice(start, start + EVENTS_IN_ROW);
    rows.push({ lastId: events.at(-1)?.id ?? 0, text: JSON.stringify(events) });
  }
  return rows;
}

const executionIn = (row: Row): Execution => JSON.parse(textIn(row, 'body'));

function dueIn(row: Row): DueExecution {
  const due = { arn: fromByteOrder(textIn(row, 'arn')), dueAt: numberIn(row, 'due_at') };
  return row['postponed'] === null ? due : { ...due, postponed: numberIn(row, 'postponed') };
}

const isOpen = ({ status }: Execution): boolean => status === 'RUNNING' || status === 'PENDING_REDRIVE';
