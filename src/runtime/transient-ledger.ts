import type { HistoryEvent } from '#interpreter/history.ts';
import { type StoredExecution, VersionConflict } from '#storage/storage.ts';
import type { Ledger } from './drive.ts';

/** Keeps Express executions while they run and nothing afterwards. AWS: their history is only in the logs. */
export function createTransientLedger(onHistory?: (executionArn: string, history: readonly HistoryEvent[]) => void): Ledger {
  const running = new Map<string, StoredExecution>();
  return {
    async commit({ execution, expectedVersion, history }) {
      if ((running.get(execution.arn)?.version ?? 0) !== expectedVersion)
        throw new VersionConflict(execution.arn, expectedVersion);
      if (execution.status === 'RUNNING') running.set(execution.arn, { execution, version: expectedVersion + 1 });
      else running.delete(execution.arn);
      onHistory?.(execution.arn, history);
    },
    loadExecution: async (arn) => running.get(arn),
  };
}
