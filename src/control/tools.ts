import { randomUUID } from 'node:crypto';
import type { Clock } from '#clock';
import type { Integration } from '#integrations/integration.ts';
import type { MockConfig } from '#integrations/mock-config.ts';
import type { ObjectStore } from '#integrations/object-store.ts';
import type { AccountTime } from '#runtime/time-modes.ts';
import type { Storage } from '#storage/storage.ts';
import { type AccountTimes, createAccountTimes } from './account-times.ts';
import { type Calls, createCalls } from './calls.ts';
import { type Changes, createChanges } from './changes.ts';
import { type AccountCoverage, createAccountCoverage } from './coverage/account-coverage.ts';
import { createMocks, type Mocks } from './mocks.ts';
import { createNotes, type Notes } from './notes.ts';
import { withObjectRules } from './rules/object-rules.ts';
import { createRules, type Rules } from './rules/rules.ts';
import { type Behind, withRules } from './rules/with-rules.ts';

/** What the workbench has before there is anything that runs. */
export interface Tools {
  readonly notes: Notes;
  readonly rules: Rules;
  readonly calls: Calls;
  /** How time goes in each account. */
  readonly times: AccountTimes;
  readonly mocks: Mocks;
  readonly changes: Changes;
  /** What executions come to, where that is asked for. */
  readonly coverage: AccountCoverage | undefined;
  /** Has the calls of tasks answered by rules before anything else, and noted down. */
  readonly answering: (integration: Integration & Pick<Behind, 'real'>) => Integration;
  /** The same for what Distributed Maps read and write. */
  readonly answeringObjects: (store: ObjectStore) => ObjectStore;
}

export interface ToolsParts {
  readonly storage: Storage;
  readonly clock: Clock;
  /** The mock file of the settings, as it is now. */
  readonly mockFile: () => MockConfig | undefined;
  /** How time goes where nobody has set it. */
  readonly time: AccountTime['mode'];
  /** Whether it is counted what executions come to. */
  readonly coverage: boolean;
}

/** Lays the tools out. */
export function createTools({ storage, clock, mockFile, time, coverage }: ToolsParts): Tools {
  const notes = createNotes(storage, clock.now);
  const rules = createRules(notes);
  const calls = createCalls(clock.now);
  return {
    notes,
    rules,
    calls,
    times: createAccountTimes(notes, clock, time),
    mocks: createMocks(notes, mockFile),
    changes: createChanges(randomUUID(), clock),
    coverage: coverage ? createAccountCoverage(storage) : undefined,
    answeringObjects: (store) => withObjectRules({ rules, calls }, store),
    answering: (integration) => calls.noting(withRules(rules, { integration, real: integration.real })),
  };
}
