import type { Clock } from '#clock';
import type { Integration } from '#integrations/integration.ts';
import type { Runtime } from '#runtime/runtime.ts';
import type { AccountTime } from '#runtime/time-modes.ts';
import type { Page, Storage } from '#storage/storage.ts';
import { type AccountTimes, createAccountTimes } from './account-times.ts';
import { type Calls, createCalls } from './calls.ts';
import { createNotes, type Notes } from './notes.ts';
import { createRules, type Rules } from './rules/rules.ts';
import { type Behind, withRules } from './rules/with-rules.ts';
import type { Sandbox } from './sandbox.ts';
import { createTime, type Time } from './time.ts';
import { type Waiting, waiting } from './waiting.ts';

/** What AWS does not have: the operations behind `/_fake/*` and the library. */
export interface Workbench {
  readonly notes: Notes;
  readonly rules: Rules;
  readonly calls: Calls;
  readonly time: Time;
  /** What waits, page by page. */
  readonly waiting: (sandbox: Sandbox, page: { readonly after?: string; readonly limit: number }) => Promise<Page<Waiting>>;
}

export interface WorkbenchParts {
  readonly storage: Storage;
  readonly clock: Clock;
  /** How time goes where nobody has set it. */
  readonly time: AccountTime['mode'];
}

/** What of the workbench there is before anything runs. */
export interface Bench extends Pick<Workbench, 'notes' | 'rules' | 'calls'> {
  /** How time goes in each account. */
  readonly times: AccountTimes;
  /** Has calls answered by rules before anything else, and noted down. */
  readonly answering: (integration: Integration & Pick<Behind, 'real'>) => Integration;
  /** The whole workbench, over what runs. */
  readonly over: (runtime: Runtime) => Workbench;
}

export function createWorkbench({ storage, clock, time }: WorkbenchParts): Bench {
  const notes = createNotes(storage, clock.now);
  const rules = createRules(notes);
  const calls = createCalls(clock.now);
  const times = createAccountTimes(notes, clock, time);
  return {
    notes,
    rules,
    calls,
    times,
    answering: (integration) => calls.noting(withRules(rules, { integration, real: integration.real })),
    over: (runtime) => ({
      notes,
      rules,
      calls,
      time: createTime({ storage, runtime, times, clock }),
      waiting: (sandbox, page) => waiting({ storage, runtime }, sandbox, page),
    }),
  };
}
