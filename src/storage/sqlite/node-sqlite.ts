import { createRequire } from 'node:module';

/** A value as SQLite keeps it. */
export type SqlValue = string | number | null;

/** A row, by its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** What is used of a statement of node:sqlite; `?` in its text are the values in turn. */
export interface Statement {
  run(...values: readonly SqlValue[]): unknown;
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): Row[];
  iterate(...values: readonly SqlValue[]): Iterable<Row>;
}

/** What is used of a database of node:sqlite. */
export interface SqliteFile {
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

/** Opens a file that node:sqlite creates where there is none. */
type OpenSqlite = (path: string) => SqliteFile;

/** How to open files; `undefined`: this Node.js has no SQLite. Loaded when it is asked for. */
export function findSqlite(): OpenSqlite | undefined {
  const require = createRequire(import.meta.url);
  const { emitWarning } = process;
  // Node.js 22 tells at the first use that node:sqlite is experimental: who has chosen a storage of ours is not to be told of what it is made.
  process.emitWarning = () => {};
  try {
    const { DatabaseSync }: { DatabaseSync: new (path: string) => SqliteFile } = require('node:sqlite');
    return (path) => new DatabaseSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_BUILTIN_MODULE') return undefined;
    throw error;
  } finally {
    process.emitWarning = emitWarning;
  }
}
