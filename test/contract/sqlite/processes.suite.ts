import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { StorageTrouble, VersionConflict } from '#storage/storage.ts';
import { aFile } from '#test/support/a-file.ts';
import { aStateMachine } from '#test/support/a-state-machine.ts';
import { anExecution, someHistory, succeeded } from '#test/support/an-execution.ts';
import { aCommit } from '../storage/storage-test.ts';
import { aSqliteStorage } from './a-storage.ts';

/** What holds when several use one file. */
export function processSuite(): void {
  test('see what the others have written', async () => {
    const file = aFile();
    const [one, other] = [aSqliteStorage(file), aSqliteStorage(file)];
    const execution = anExecution('one');
    await one.commit(aCommit({ execution, history: someHistory(1, 2), dueAt: 500 }));
    expect(await other.nextDue()).toBe(500);
    await other.commit(aCommit({ execution: succeeded(execution), expectedVersion: 1, history: someHistory(3, 4) }));
    expect(await one.readHistory(execution.arn, { limit: 10, reverse: false })).toHaveLength(4);
    expect(await one.loadExecution(execution.arn)).toMatchObject({ version: 2, execution: { status: 'SUCCEEDED' } });
    await Promise.all([one.close(), other.close()]);
  });

  test('write nothing twice: the loser has a VersionConflict', async () => {
    const file = aFile();
    const [one, other] = [aSqliteStorage(file), aSqliteStorage(file)];
    const execution = anExecution('one');
    await one.commit(aCommit({ execution }));
    await other.commit(aCommit({ execution, expectedVersion: 1 }));
    await expect(one.commit(aCommit({ execution, expectedVersion: 1 }))).rejects.toBeInstanceOf(VersionConflict);
    await expect(one.saveResource(aStateMachine('m'), 1)).rejects.toBeInstanceOf(VersionConflict);
    await Promise.all([one.close(), other.close()]);
  });

  test('wait for one another for seconds, and say then what is wrong', async () => {
    const file = aFile();
    const storage = aSqliteStorage(file);
    const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite');
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const trouble = await storage.commit(aCommit({ execution: anExecution('one') })).catch((error: unknown) => error);
    expect(trouble).toBeInstanceOf(StorageTrouble);
    expect(trouble).toMatchObject({
      isThrottled: true,
      message:
        'The file fake-sfn.sqlite, which keeps the state of this fake, is locked by another process for too long: try again.',
    });
    // Who only reads does not wait.
    expect(await storage.nextDue()).toBeUndefined();
    other.exec('ROLLBACK');
    other.close();
    await storage.commit(aCommit({ execution: anExecution('one') }));
    await storage.close();
  });
}
