import type { Integration } from '#integrations/integration.ts';
import type { Storage } from '#storage/storage.ts';
import { type Calls, createCalls } from './calls.ts';
import { createNotes, type Notes } from './notes.ts';
import { createRules, type Rules } from './rules/rules.ts';
import { type Behind, withRules } from './rules/with-rules.ts';

/** What AWS does not have: the operations behind `/_fake/*` and the library. */
export interface Workbench {
  readonly notes: Notes;
  readonly rules: Rules;
  readonly calls: Calls;
}

export interface WorkbenchParts {
  readonly storage: Storage;
  readonly now: () => number;
}

/** Makes the workbench, and how it has the calls of tasks answered: by rules before anything else, and noted down. */
export function createWorkbench({ storage, now }: WorkbenchParts): Workbench & {
  readonly answering: (integration: Integration & Pick<Behind, 'real'>) => Integration;
} {
  const notes = createNotes(storage, now);
  const rules = createRules(notes);
  const calls = createCalls(now);
  return {
    notes,
    rules,
    calls,
    answering: (integration) => calls.noting(withRules(rules, { integration, real: integration.real })),
  };
}
