import type { Execution } from '#interpreter/continuation/execution.ts';
import { type StoredExecution, VersionConflict } from '#storage/storage.ts';
import { createQuiet, type Quiet } from '../quiet.ts';
import type { Ledger } from './move.ts';

/** Executions that are nowhere but here; quiet when the last of them is closed. */
export interface TransientLedger extends Ledger, Quiet {
  readonly all: () => Execution[];
}

/** Keeps Express executions while they run and nothing afterwards. AWS: their history is only in the logs. */
export function createTransientLedger(): TransientLedger {
  const running = new Map<string, StoredExecution>();
  const { isQuiet, quiet, ended } = createQuiet(() => running.size === 0);
  return {
    async commit({ execution, expectedVersion }) {
      if ((running.get(execution.arn)?.version ?? 0) !== expectedVersion)
        throw new VersionConflict(execution.arn, expectedVersion);
      if (execution.status === 'RUNNING') running.set(execution.arn, { execution, version: expectedVersion + 1 });
      else running.delete(execution.arn);
      ended();
    },
    abandon(arn) {
      running.delete(arn);
      ended();
    },
    loadExecution: async (arn) => running.get(arn),
    all: () => [...running.values()].map(({ execution }) => execution),
    isQuiet,
    quiet,
  };
}
