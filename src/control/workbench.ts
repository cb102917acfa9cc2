import type { Api, Caller } from '#api/call.ts';
import { SfnError } from '#api/errors.ts';
import type { Json } from '#asl/json.ts';
import type { Clock } from '#clock';
import type { Log } from '#log';
import type { Runtime } from '#runtime/runtime.ts';
import type { Storage } from '#storage/storage.ts';
import type { Bundle } from './bundles/bundle.ts';
import { exportBundle } from './bundles/export-bundle.ts';
import { importBundle } from './bundles/import-bundle.ts';
import { readBundle } from './bundles/read-bundle.ts';
import type { CallFilter, Calls, RecordedCall } from './calls.ts';
import type { Changed, Changes } from './changes.ts';
import { ControlError } from './control-error.ts';
import { type ExecutionFilter, type ExecutionPage, readExecutions } from './executions.ts';
import { type Health, type HealthFacts, readHealth } from './health.ts';
import type { Mocks } from './mocks.ts';
import type { Notes } from './notes.ts';
import { type ResetOptions, reset } from './reset.ts';
import type { Rule } from './rules/rule.ts';
import type { CountedRule, Rules } from './rules/rules.ts';

/** What people do with a fake beyond AWS's protocol, for the account and region of whoever asks. What is refused throws ControlError. */
export interface Workbench {
  readonly health: (caller: Caller) => Promise<Health>;
  readonly reset: (caller: Caller, options?: ResetOptions) => Promise<void>;
  readonly executions: (caller: Caller, filter?: ExecutionFilter) => Promise<ExecutionPage>;
  readonly exportBundle: (caller: Caller, executionArn: string) => Promise<Bundle>;
  /** Answers with the ARN of what it has imported, which may be of another account. */
  readonly importBundle: (caller: Caller, bundle: Json | undefined) => Promise<{ readonly executionArn: string }>;
  readonly rules: (caller: Caller) => Promise<CountedRule[]>;
  readonly addRules: (caller: Caller, rules: readonly Json[]) => Promise<Rule[]>;
  /** Adds a rule that lasts as long as this process, and may be a function. */
  readonly addRuleHere: (caller: Caller, rule: Omit<Rule, 'id'>) => Rule;
  /** One of them by its id, or all. */
  readonly removeRules: (caller: Caller, id?: string) => Promise<void>;
  readonly calls: (caller: Caller, filter?: CallFilter) => RecordedCall[];
  /** Answers with what is wrong in it, and has not been come to yet. */
  readonly putMockConfig: (caller: Caller, text: string) => Promise<readonly string[]>;
  readonly changes: (caller: Caller, cursor: string | undefined, waitMillis: number) => Promise<Changed>;
}

export interface WorkbenchParts {
  readonly storage: Storage;
  readonly runtime: Runtime;
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly notes: Notes;
  readonly rules: Rules;
  readonly calls: Calls;
  readonly mocks: Mocks;
  readonly changes: Changes;
  readonly facts: HealthFacts;
  /** Whether nothing of an account can be reached from another one. */
  readonly accountsAreClosed: boolean;
}

/** Lays the tools out. */
export function createWorkbench(parts: WorkbenchParts): Workbench {
  const { storage, api, rules, calls, mocks, changes, accountsAreClosed } = parts;
  return {
    health: (caller) => readHealth(parts, caller),
    async reset(caller, options) {
      if (options?.all && accountsAreClosed) throw notYours('Everything is not yours to forget.');
      await reset(parts, caller, options);
    },
    executions: (caller, filter) => readExecutions(storage, caller, filter),
    exportBundle: (caller, executionArn) => exportBundle(api, caller, executionArn).catch(asControlError),
    async importBundle(caller, value) {
      const bundle = readBundle(value);
      const { executionArn, arn } = bundle.execution;
      if (accountsAreClosed && arn.account !== caller.account) throw notYours(`The execution is of account ${arn.account}.`);
      await importBundle(storage, bundle);
      return { executionArn };
    },
    rules: rules.list,
    addRules: rules.add,
    addRuleHere: rules.addHere,
    removeRules: rules.remove,
    calls: calls.list,
    putMockConfig: mocks.put,
    changes: changes.since,
  };
}

const notYours = (message: string): ControlError =>
  new ControlError(
    message,
    'Sign with a credential of that account; where signatures are checked, nobody gets to what others have.',
    403,
  );

function asControlError(error: unknown): never {
  if (!(error instanceof SfnError)) throw error;
  throw new ControlError(
    error.message,
    'GET executions lists what there is.',
    error.code.endsWith('DoesNotExist') ? 404 : error.status,
  );
}
