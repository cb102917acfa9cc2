import { resolve } from 'node:path';
import { findSqlite, type Row, type SqliteFile, type Statement } from './node-sqlite.ts';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { type FileTrouble, fileTroubleIn, troubleWith } from './trouble.ts';

/** The file, open. What fails because of it is StorageTrouble. */
export interface Database {
  /** Does it all or nothing, while nobody else writes. */
  write<Result>(work: () => Result): Result;
  read<Result>(work: () => Result): Result;
  prepare(sql: string): Statement;
  close(): void;
}

/** How long another process may write before that is trouble, in milliseconds: nothing else goes on meanwhile. */
const PATIENCE_MILLIS = 3_000;

/** Opens a file, and makes it when there is none. Throws one Error that says which, what is wrong, and what to do. */
export function openDatabase(file: string): Database {
  const open = findSqlite();
  if (open === undefined)
    throw new Error(
      `FAKE_SFN_STORAGE=sqlite needs the SQLite of Node.js 22.13 or later, and this is ${process.versions.node}: use a later Node.js, or another storage.`,
    );
  let opened: SqliteFile | undefined;
  try {
    // No path may mean anything else to SQLite, such as `:memory:`.
    opened = open(resolve(file));
    prepareFile(opened);
  } catch (error) {
    opened?.close();
    throw new Error(`Cannot keep anything in the file ${file}: ${adviceOn(error)}`, { cause: error });
  }
  return databaseOf(opened, file);
}

/** What is wrong with a file that could be opened. */
class FileProblem extends Error {}

function prepareFile(opened: SqliteFile): void {
  opened.exec(`PRAGMA busy_timeout = ${PATIENCE_MILLIS}`);
  // Who was first makes the tables; whoever opens the file at the same time waits for that.
  inTransaction(opened, () => {
    const owner = numberIn(one(opened, 'PRAGMA application_id'), 'application_id');
    const version = numberIn(one(opened, 'PRAGMA user_version'), 'user_version');
    const isEmpty = numberIn(one(opened, 'SELECT count(*) AS tables FROM sqlite_schema'), 'tables') === 0;
    if (isEmpty) opened.exec(SCHEMA);
    else if (owner !== APPLICATION_ID) throw new FileProblem('it belongs to something else. Name another one.');
    else if (version > SCHEMA_VERSION)
      throw new FileProblem('a later version of fake-sfn has made it. Use that, or name another one.');
  });
  opened.exec('PRAGMA journal_mode = WAL');
  opened.exec('PRAGMA synchronous = NORMAL');
}

const ADVICE: Readonly<Record<FileTrouble, string>> = {
  busy: 'another process has locked it. End that, or name another file.',
  full: 'its disk is full. Make room there, or name a file elsewhere.',
  'read-only': 'it is read-only for this process. Change that, or name another file.',
  'not opened': 'it cannot be opened or made. Make its folder, and let this process write there, or name another file.',
  corrupt: 'it is damaged. Name another file.',
  'no database': 'it is something else than a database. Name another file.',
  other: '',
};

function adviceOn(error: unknown): string {
  const trouble = fileTroubleIn(error);
  if (trouble !== undefined && trouble !== 'other') return ADVICE[trouble];
  return error instanceof Error ? error.message : String(error);
}

function databaseOf(opened: SqliteFile, file: string): Database {
  function guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw troubleWith(file, error);
    }
  }
  return {
    write: (work) => guarded(() => inTransaction(opened, work)),
    read: guarded,
    prepare: (sql) => opened.prepare(sql),
    close: () => opened.close(),
  };
}

function inTransaction<Result>(opened: SqliteFile, work: () => Result): Result {
  opened.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    opened.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(opened);
    throw error;
  }
}

function rollBack(opened: SqliteFile): void {
  try {
    opened.exec('ROLLBACK');
  } catch {
    // Where a disk is full or broken, SQLite has done it by itself.
  }
}

const one = (opened: SqliteFile, sql: string): Row | undefined => opened.prepare(sql).get();

/** The number in a column of a row that is there. */
export function numberIn(row: Row | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== 'number') throw new Error(`the column ${column} holds no number`);
  return value;
}

/** The text in a column of a row that is there. */
export function textIn(row: Row | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value !== 'string') throw new Error(`the column ${column} holds no text`);
  return value;
}
