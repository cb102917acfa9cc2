import type { ClosedLimits } from './closed-limits.ts';
import { createClosedExecutions } from './sqlite/closed-executions.ts';
import { openDatabase } from './sqlite/database.ts';
import { createExecutions } from './sqlite/executions.ts';
import { createResources } from './sqlite/resources.ts';
import type { Storage } from './storage.ts';

/** Which file, and how much is kept in it. */
export interface SqliteOptions extends ClosedLimits {
  /** Its path; it is made when there is none. */
  readonly file: string;
}

/**
 * Storage in one file, which several processes may use at once; sqlite/schema.ts says how. Throws one Error that says what is wrong with the
 * file, or with this Node.js, and what to do.
 */
export function createSqliteStorage({ file, ...limits }: SqliteOptions): Storage {
  const database = openDatabase(file);
  const executions = createExecutions(database, createClosedExecutions(database, limits), limits.now);
  const clear = ['events', 'listed', 'executions', 'resources', 'left_behind'].map((table) =>
    database.prepare(`DELETE FROM ${table}`),
  );
  clear.push(database.prepare('UPDATE closed_count SET closed = 0'));
  return {
    ...executions,
    ...createResources(database),
    async clear() {
      database.write(() => {
        for (const statement of clear) statement.run();
      });
    },
    async close() {
      database.close();
    },
  };
}
