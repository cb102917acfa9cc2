import { expect } from 'vitest';
import { createDynamoDbStorage } from '#storage/dynamodb.ts';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import { aStateMachine } from '#test/support/a-state-machine.ts';
import { A_STATE_MACHINE_ARN, anExecution, someHistory, succeeded } from '#test/support/an-execution.ts';
import { LOCAL_CLIENT } from '#test/support/dynamodb-local.ts';
import { type Fault, startFaultyProxy } from '#test/support/faulty-proxy.ts';
import { aCommit } from '../storage/storage-test.ts';
import type { LocalTable, LocalTest } from './local-test.ts';

const refusals: Fault[] = [
  { refusal: 'ThrottlingException' },
  { refusal: 'ProvisionedThroughputExceededException' },
  { refusal: 'InternalServerError', status: 500 },
  { refusal: 'TransactionInProgressException' },
  cancelled('TransactionConflict'),
  cancelled('ThrottlingError'),
  'lost-answer',
];

/** What DynamoDB and the network do now and then. */
export function faultSuite(test: LocalTest): void {
  test.for(refusals)('do no harm to a commit: %j', async (fault, { table }) => {
    await through(table, failingTwice('TransactWriteItems', fault), async (storage, commands) => {
      const execution = anExecution('one');
      await storage.commit(aCommit({ execution, history: someHistory(1, 2), dueAt: 500 }));
      expect(commands.length).toBe(3);
      await storage.commit(aCommit({ execution: succeeded(execution), expectedVersion: 1, history: someHistory(3, 4) }));
      expect(await storage.loadExecution(execution.arn)).toEqual({ execution: succeeded(execution), version: 2 });
      expect(await storage.readHistory(execution.arn, { limit: 10, reverse: false })).toEqual(someHistory(1, 4));
      expect((await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 10 })).items).toHaveLength(1);
      expect(await storage.nextDue()).toBeUndefined();
    });
  });

  test('that lose the answer to a commit do not hide that somebody else was first', async ({ table }) => {
    const execution = anExecution('one');
    await table.open().commit(aCommit({ execution }));
    await through(table, failingTwice('TransactWriteItems', 'lost-answer'), async (storage) => {
      await expect(storage.commit(aCommit({ execution: succeeded(execution) }))).rejects.toBeInstanceOf(VersionConflict);
      expect(await storage.loadExecution(execution.arn)).toEqual({ execution, version: 1 });
    });
  });

  test('that lose the answer to a deletion do not turn it into a conflict', async ({ table }) => {
    const machine = aStateMachine('orders');
    await table.open().saveResource(machine, 0);
    await through(table, failingTwice('TransactWriteItems', 'lost-answer'), async (storage) => {
      await storage.deleteResource(machine.arn, 1);
      expect(await storage.loadResource(machine.arn)).toBeUndefined();
    });
  });

  test.for(['GetItem', 'Query', 'BatchGetItem'])('do no harm to a read: %s', async (command, { table }) => {
    const execution = anExecution('one');
    await table.open().commit(aCommit({ execution }));
    await through(table, failingTwice(command, { refusal: 'ThrottlingException' }), async (storage) => {
      expect(await storage.loadExecution(execution.arn)).toEqual({ execution, version: 1 });
      expect((await storage.listExecutions(A_STATE_MACHINE_ARN, { limit: 10 })).items).toEqual([execution]);
    });
  });

  test('that are no passing ones are thrown at once', async ({ table }) => {
    await through(
      table,
      () => ({ refusal: 'AccessDeniedException' }),
      async (storage, commands) => {
        await expect(storage.commit(aCommit({ execution: anExecution('one') }))).rejects.toThrow(
          /^The DynamoDB table ".+", which keeps the state of this fake, cannot be used: the role of this process must be allowed/,
        );
        expect(commands).toHaveLength(1);
      },
    );
  });
}

function cancelled(reason: string): Fault {
  return { refusal: 'TransactionCanceledException', body: { CancellationReasons: [{ Code: 'None' }, { Code: reason }] } };
}

/** The first two requests of that command go wrong. */
function failingTwice(command: string, fault: Fault) {
  return (seen: string, before: number): Fault => (seen === command && before < 2 ? fault : undefined);
}

/** Uses the table through a network with faults. */
async function through(
  { options }: LocalTable,
  fault: (command: string, before: number) => Fault,
  use: (storage: Storage, commands: readonly string[]) => Promise<void>,
): Promise<void> {
  const proxy = await startFaultyProxy(String(options.client?.endpoint), fault);
  const storage = createDynamoDbStorage({ ...options, client: { ...LOCAL_CLIENT, endpoint: proxy.endpoint } });
  try {
    await use(storage, proxy.commands);
  } finally {
    await storage.close();
    await proxy.close();
  }
}
