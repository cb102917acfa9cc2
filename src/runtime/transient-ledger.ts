import { type StoredExecution, VersionConflict } from '#storage/storage.ts';
import type { Ledger } from './drive.ts';

/** Executions that are nowhere but here. */
export interface TransientLedger extends Ledger {
  readonly isEmpty: () => boolean;
  /** Resolves when the last of them is closed. */
  readonly empty: () => Promise<void>;
}

/** Keeps Express executions while they run and nothing afterwards. AWS: their history is only in the logs. */
export function createTransientLedger(): TransientLedger {
  const running = new Map<string, StoredExecution>();
  const waitingForEmpty: (() => void)[] = [];
  const noticeEmpty = () => {
    if (running.size === 0) for (const resolve of waitingForEmpty.splice(0)) resolve();
  };
  return {
    async commit({ execution, expectedVersion }) {
      if ((running.get(execution.arn)?.version ?? 0) !== expectedVersion)
        throw new VersionConflict(execution.arn, expectedVersion);
      if (execution.status === 'RUNNING') running.set(execution.arn, { execution, version: expectedVersion + 1 });
      else running.delete(execution.arn);
      noticeEmpty();
    },
    abandon(arn) {
      running.delete(arn);
      noticeEmpty();
    },
    loadExecution: async (arn) => running.get(arn),
    isEmpty: () => running.size === 0,
    empty: () => (running.size === 0 ? Promise.resolve() : new Promise((resolve) => waitingForEmpty.push(resolve))),
  };
}
