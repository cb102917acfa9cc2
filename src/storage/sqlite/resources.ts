import type { Resource } from '../resource.ts';
import { type ResourceStorage, VersionConflict } from '../storage.ts';
import { fromByteOrder, toByteOrder } from '../text-order.ts';
import { type Database, numberIn, textIn } from './database.ts';
import type { Row } from './node-sqlite.ts';

/** The half of the SQLite storage that keeps resources. */
export function createResources(database: Database): ResourceStorage {
  const find = database.prepare('SELECT version, body FROM resources WHERE arn = ?');
  const insert = database.prepare('INSERT INTO resources (version, list, place, body, arn) VALUES (?, ?, ?, ?, ?)');
  const update = database.prepare('UPDATE resources SET version = ?, list = ?, place = ?, body = ? WHERE arn = ?');
  const remove = database.prepare('DELETE FROM resources WHERE arn = ?');
  const page = database.prepare('SELECT place, body FROM resources WHERE list = ? AND place > ? ORDER BY place LIMIT ?');
  const first = database.prepare('SELECT place, body FROM resources WHERE list = ? ORDER BY place LIMIT ?');
  const count = database.prepare('SELECT count(*) AS counted FROM (SELECT 1 FROM resources WHERE list = ? LIMIT ?)');

  function expectVersion(arn: string, expectedVersion: number): Row | undefined {
    const row = find.get(toByteOrder(arn));
    if ((row ? numberIn(row, 'version') : 0) !== expectedVersion) throw new VersionConflict(arn, expectedVersion);
    return row;
  }

  return {
    async saveResource(resource, expectedVersion) {
      const { arn, list, order } = resource;
      const isListed = list !== undefined && order !== undefined;
      const place = isListed ? ([toByteOrder(list), toByteOrder(order)] as const) : ([null, null] as const);
      const body = JSON.stringify(resource);
      database.write(() => {
        const write = expectVersion(arn, expectedVersion) ? update : insert;
        write.run(expectedVersion + 1, ...place, body, toByteOrder(arn));
      });
    },

    async loadResource(arn) {
      const row = database.read(() => find.get(toByteOrder(arn)));
      return row && { resource: resourceIn(row), version: numberIn(row, 'version') };
    },

    async deleteResource(arn, expectedVersion) {
      database.write(() => {
        expectVersion(arn, expectedVersion);
        remove.run(toByteOrder(arn));
      });
    },

    async listResources(list, { after, limit }) {
      const name = toByteOrder(list);
      // One more than asked for tells whether this is the last page.
      const found = database.read(() =>
        after === undefined ? first.all(name, limit + 1) : page.all(name, toByteOrder(after), limit + 1),
      );
      const items = found.slice(0, limit).map(resourceIn);
      const last = found[limit - 1];
      return last && found.length > limit ? { items, next: fromByteOrder(textIn(last, 'place')) } : { items };
    },

    async countResources(list, upTo) {
      return numberIn(
        database.read(() => count.get(toByteOrder(list), upTo)),
        'counted',
      );
    },
  };
}

const resourceIn = (row: Row): Resource => JSON.parse(textIn(row, 'body'));
