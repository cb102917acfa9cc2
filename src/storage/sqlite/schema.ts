/*
 * What is in the file. ARNs and orders are in byte order (text-order.ts): SQLite compares texts by their UTF-8 bytes. Bodies are JSON texts,
 * for everybody to read. What belongs to an execution goes with it.
 *
 * | access pattern                | what it takes                                                            |
 * |-------------------------------|--------------------------------------------------------------------------|
 * | commit                        | one transaction: the execution on its version, a row for each 100 events |
 * | load an execution, a resource | one row                                                                  |
 * | page a history                | the rows that its events are in                                          |
 * | page a list                   | as many rows of an index, and of executions                              |
 * | what is due, what waits       | the same                                                                 |
 *
 * The log (WAL) is not waited for: what is committed survives the process, however it ends. A computer that loses its power may lose the
 * last moments, of which nothing is half there.
 */

/** Says whose file it is: `fsfn`. */
export const APPLICATION_ID = 0x66_73_66_6e;

/** What this program understands: a file of a later version is not touched. */
export const SCHEMA_VERSION = 1;

export const SCHEMA = `
CREATE TABLE executions (
  id INTEGER PRIMARY KEY,
  arn TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  status TEXT NOT NULL,
  due_at INTEGER,
  postponed INTEGER,
  waiting_list TEXT,
  waiting_at INTEGER,
  closed_at INTEGER,
  map_run TEXT,
  body TEXT NOT NULL
);
CREATE INDEX due ON executions (due_at, arn) WHERE due_at IS NOT NULL;
CREATE INDEX waiting ON executions (waiting_list, waiting_at, arn) WHERE waiting_list IS NOT NULL;
CREATE INDEX closed ON executions (closed_at) WHERE closed_at IS NOT NULL AND map_run IS NULL;
CREATE INDEX children ON executions (map_run) WHERE map_run IS NOT NULL;

CREATE TABLE events (
  execution INTEGER NOT NULL REFERENCES executions ON DELETE CASCADE,
  last_id INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (execution, last_id)
) WITHOUT ROWID;

CREATE TABLE listed (
  list TEXT NOT NULL,
  at INTEGER NOT NULL,
  arn TEXT NOT NULL,
  status TEXT NOT NULL,
  execution INTEGER NOT NULL REFERENCES executions ON DELETE CASCADE,
  PRIMARY KEY (list, at, arn)
) WITHOUT ROWID;
CREATE INDEX listed_by_status ON listed (list, status, at, arn);
CREATE INDEX listed_of_execution ON listed (execution);

CREATE TABLE resources (
  arn TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  list TEXT,
  place TEXT,
  body TEXT NOT NULL
);
CREATE INDEX listed_resources ON resources (list, place) WHERE list IS NOT NULL;

CREATE TABLE closed_count (closed INTEGER NOT NULL);
INSERT INTO closed_count VALUES (0);

-- Map Runs whose executions have been forgotten, and whose children are forgotten bit by bit.
CREATE TABLE left_behind (map_run TEXT PRIMARY KEY);

PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;
