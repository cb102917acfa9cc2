import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { aFile } from '#test/support/a-file.ts';
import { aStateMachine } from '#test/support/a-state-machine.ts';
import { anExecution, someHistory } from '#test/support/an-execution.ts';
import { aCommit, throughJson } from '../storage/storage-test.ts';
import { aSqliteStorage } from './a-storage.ts';

/** What a file is, may be, and may not be. */
export function fileSuite(): void {
  test('keeps everything for whoever opens it next', async () => {
    const file = aFile();
    const storage = aSqliteStorage(file);
    const execution = anExecution('one');
    const waiting = { list: 'waiting', at: 700 };
    await storage.commit(aCommit({ execution, history: someHistory(1, 250), dueAt: 500, waiting }));
    await storage.saveResource(aStateMachine('orders'), 0);
    await storage.close();
    const next = aSqliteStorage(file);
    expect(await next.loadExecution(execution.arn)).toEqual({ execution: throughJson(execution), version: 1 });
    expect(await next.readHistory(execution.arn, { limit: 500, reverse: true })).toHaveLength(250);
    expect((await next.listExecutions(execution.stateMachineArn, { limit: 10 })).items).toHaveLength(1);
    expect((await next.listWaiting('waiting', { limit: 10 })).items).toHaveLength(1);
    expect(await next.nextDue()).toBe(500);
    expect((await next.loadResource(aStateMachine('orders').arn))?.version).toBe(1);
    await next.close();
  });

  test('is one file when it is closed', async () => {
    const file = aFile();
    const storage = aSqliteStorage(file);
    await storage.saveResource(aStateMachine('orders'), 0);
    await storage.close();
    expect(readFileSync(file, 'latin1')).toMatch(/^SQLite format 3/);
    for (const beside of ['-wal', '-shm']) expect(() => statSync(file + beside)).toThrow('ENOENT');
  });

  test('may have a name that means something to SQLite', async () => {
    const file = aFile(':memory:');
    await aSqliteStorage(file).close();
    expect(statSync(file).size).toBeGreaterThan(0);
  });

  test('tells texts apart, and orders them, by their code units', async () => {
    const storage = aSqliteStorage(aFile());
    const orders = ['z', '\ud7ff', '\ud83d', '\ud83d\ude00', '\ue000', '\uffff'];
    for (const order of orders.toReversed())
      await storage.saveResource(aStateMachine('m', { arn: `arn:${order}`, order, tags: { order } }), 0);
    const seen: unknown[] = [];
    for (let after: string | undefined; ; ) {
      const page = await storage.listResources('stateMachines', { limit: 1, ...(after !== undefined && { after }) });
      seen.push(...page.items.map(({ arn }) => arn));
      after = page.next;
      if (after === undefined) break;
    }
    expect(seen).toEqual(orders.map((order) => `arn:${order}`));
    await storage.close();
  });

  const refused = (file: string) => {
    let message = '';
    try {
      aSqliteStorage(file);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    return message.replace(file, 'FILE');
  };

  test('must be a database', () => {
    const file = aFile('notes.txt');
    writeFileSync(file, 'Remember the milk, the bread and the butter.\n'.repeat(100));
    expect(refused(file)).toBe('Cannot keep anything in the file FILE: it is something else than a database. Name another file.');
    expect(readFileSync(file, 'utf8')).toMatch(/^Remember/);
  });

  test('must be ours', () => {
    const file = aFile();
    exec(file, 'CREATE TABLE customers (name TEXT)');
    expect(refused(file)).toBe('Cannot keep anything in the file FILE: it belongs to something else. Name another one.');
  });

  test('must not be of a later version', async () => {
    const file = aFile();
    await aSqliteStorage(file).close();
    exec(file, 'PRAGMA user_version = 99');
    expect(refused(file)).toBe(
      'Cannot keep anything in the file FILE: a later version of fake-sfn has made it. Use that, or name another one.',
    );
  });

  test('must be in a folder that there is, and be none itself', () => {
    const file = aFile();
    const cannotOpen =
      'Cannot keep anything in the file FILE: it cannot be opened or made. Make its folder, and let this process write there, or name another file.';
    expect(refused(join(dirname(file), 'none', 'f'))).toBe(cannotOpen);
    mkdirSync(file);
    expect(refused(file)).toBe(cannotOpen);
  });
}

/** Changes a file by other means than ours. */
function exec(file: string, sql: string): void {
  const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite');
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}
