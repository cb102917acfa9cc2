import { createSqliteStorage, type SqliteOptions } from '#storage/sqlite.ts';
import type { Storage } from '#storage/storage.ts';

/** A storage in that file, as in a process of its own, which forgets nothing by itself. */
export function aSqliteStorage(file: string, different: Partial<SqliteOptions> = {}): Storage {
  const limits = { maxExecutions: 1_000_000, retentionMillis: Number.POSITIVE_INFINITY, now: Date.now, onFull: () => {} };
  return createSqliteStorage({ file, ...limits, ...different });
}
