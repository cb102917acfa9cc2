import { findSqlite } from '#storage/sqlite/node-sqlite.ts';

/** Why nothing can be kept in SQLite here; `undefined`: it can. */
export const whyNoSqlite = (): string | undefined =>
  findSqlite() === undefined ? `Node.js ${process.versions.node} has no SQLite, 22.13 has` : undefined;
