import type { Api, Caller } from '#api/call.ts';
import { SfnError } from '#api/errors.ts';
import type { Clock } from '#clock';
import type { Json, JsonObject } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import type { Log } from '#log';
import type { Runtime } from '#runtime/runtime.ts';
import type { Page, Storage } from '#storage/storage.ts';
import type { Bundle } from './bundles/bundle.ts';
import { exportBundle } from './bundles/export-bundle.ts';
import { importBundle } from './bundles/import-bundle.ts';
import { readBundle, readEvents } from './bundles/read-bundle.ts';
import { ControlError } from './control-error.ts';
import { type CountedCoverage, createCountedCoverage } from './coverage/counted-coverage.ts';
import { type ExecutionFilter, type ExecutionPage, readExecutions } from './executions.ts';
import type { Recorded } from './explain/explain-request.ts';
import { type Health, type HealthFacts, readHealth } from './health.ts';
import { objectIn, type Rehearsals, rehearsals } from './rehearsals.ts';
import { type ResetOptions, reset } from './reset.ts';
import type { Sandbox } from './sandbox.ts';
import { createTime, type Time } from './time.ts';
import type { Tools } from './tools.ts';
import { type Waiting, waiting } from './waiting.ts';

/** What people do with a fake beyond AWS's protocol, each for the account and region of whoever asks. What is refused throws ControlError. */
export interface Workbench extends Omit<Tools, 'answering' | 'answeringObjects' | 'times' | 'coverage'> {
  readonly health: (caller: Caller) => Promise<Health>;
  readonly reset: (caller: Caller, options?: ResetOptions) => Promise<void>;
  readonly executions: (caller: Caller, filter?: ExecutionFilter) => Promise<ExecutionPage>;
  readonly exportBundle: (caller: Caller, executionArn: string) => Promise<Bundle>;
  /** Answers with the ARN of what it has imported, which may be of another account. */
  readonly importBundle: (caller: Caller, bundle: Json | undefined) => Promise<{ readonly executionArn: string }>;
  /** What the parts of an expression, or the expressions of a state, come to: the body of `POST explain`. */
  readonly explain: (caller: Caller, asked: JsonObject) => Promise<object>;
  readonly time: Time;
  /** `POST replay` and `POST explore`; an exploration may take so many milliseconds. */
  readonly replay: (body: JsonObject) => Promise<object>;
  readonly explore: (body: JsonObject, millis: number) => Promise<object>;
  readonly coverage: CountedCoverage;
  /** What waits, page by page. */
  readonly waiting: (sandbox: Sandbox, page: { readonly after?: string; readonly limit: number }) => Promise<Page<Waiting>>;
}

export interface WorkbenchParts {
  readonly tools: Tools;
  readonly storage: Storage;
  readonly runtime: Runtime;
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  readonly facts: HealthFacts;
  /** Whether nothing of an account can be reached from another one. */
  readonly accountsAreClosed: boolean;
  /** Does what takes long, where others would wait for it. */
  readonly aside?: Rehearsals | undefined;
}

/** Makes the workbench of what runs. */
export function createWorkbench({
  tools,
  storage,
  runtime,
  api,
  clock,
  log,
  facts,
  accountsAreClosed,
  aside = rehearsals,
}: WorkbenchParts): Workbench {
  const { notes, rules, calls, mocks, changes, times, coverage } = tools;

  async function recordedOf(caller: Caller, executionArn: string): Promise<Recorded> {
    const { definition, history } = await exportBundle(api, caller, executionArn, { children: false }).catch(asControlError);
    return { definition, history: readEvents(JSON.parse(JSON.stringify(history)), 'history', true) };
  }

  return {
    notes,
    rules,
    calls,
    mocks,
    changes,
    health: (caller) => readHealth({ storage, clock, facts, log, times }, caller),
    async reset(caller, options) {
      if (options?.all && accountsAreClosed) throw notYours('Everything is not yours to forget.');
      await reset({ storage, runtime, rules, calls, notes, times }, caller, options);
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
    replay: async (body) => objectIn(await aside.replay(writeJson(body))),
    explore: async (body, millis) => objectIn(await aside.explore({ body: writeJson(body), millis })),
    async explain(caller, asked) {
      const { expression, executionArn } = asked;
      const isOfExecution = expression === undefined && typeof executionArn === 'string';
      const recorded = isOfExecution ? { recorded: await recordedOf(caller, executionArn) } : {};
      return objectIn(await aside.explain({ body: writeJson(asked), now: clock.now(), ...recorded }));
    },
    time: createTime({ storage, runtime, times, clock }),
    coverage: createCountedCoverage(coverage),
    waiting: (sandbox, page) => waiting({ storage, runtime }, sandbox, page),
  };
}

const notYours = (message: string): ControlError =>
  new ControlError(
    message,
    'Where signatures are checked, nobody gets to what others have: sign with a credential of that account.',
    403,
  );

function asControlError(error: unknown): never {
  if (!(error instanceof SfnError)) throw error;
  const status = error.code.endsWith('DoesNotExist') ? 404 : error.status;
  throw new ControlError(error.message, 'GET executions lists what there is.', status);
}
