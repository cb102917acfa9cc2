import type { ActivityQueue } from '#runtime/activity-queue.ts';
import type { Runtime } from '#runtime/runtime.ts';
import type { Storage } from '#storage/storage.ts';
import type { ApiAside } from './aside.ts';
import type { ApiCall, Caller } from './call.ts';
import type { ImportMachine } from './import/import.ts';
import type { InputOf, InputTable } from './input-table.ts';
import type { CallTask } from './test-state/call-task.ts';

/** What the actions work with: the same for every call. */
export interface ApiParts {
  readonly storage: Storage;
  readonly runtime: Runtime;
  /** Where tasks of activities wait for workers: the one that the runtime's integration fills. */
  readonly activityQueue: ActivityQueue;
  /** Makes the call of a Task that is tested alone. */
  readonly callTask: CallTask;
  /** Epoch milliseconds by the clock. */
  readonly now: () => number;
  /** How an account tells its time, where that may be another one than the clock's. */
  readonly timeOf?: ((caller: Caller) => (() => number) | Promise<() => number>) | undefined;
  /** A random UUID. */
  readonly uuid: () => string;
  /** Whether nothing of an account can be reached from another one: where signatures prove who calls. */
  readonly accountsAreClosed: boolean;
  /** Why an execution cannot be started, besides AWS's reasons. */
  readonly checkStart: CheckStart;
  /** Whether there is no log group with that ARN, where log events go to log groups. */
  readonly isLogGroupMissing?: ((logGroupArn: string) => Promise<boolean>) | undefined;
  /** Brings in state machines from the real Step Functions, where the settings say so. */
  readonly importMachine?: ImportMachine | undefined;
  /** Does what takes long, where others would wait for it. */
  readonly aside?: ApiAside | undefined;
}

/** An execution that is about to be started. */
export interface StartAttempt {
  readonly stateMachineArn: string;
  /** The test case of a mock configuration. */
  readonly testCase?: string | undefined;
  /** The names of the state machine's states. */
  readonly states: () => ReadonlySet<string>;
}

/** Says in a sentence why an execution cannot be started; `undefined` if it can. At once where all is known that it depends on. */
export type CheckStart = (start: StartAttempt) => Promise<string | undefined> | string | undefined;

/** What an action knows besides its input. */
export interface ActionContext
  extends Pick<ApiCall, 'caller' | 'requestId' | 'traceHeader' | 'remainingMillis' | 'task' | 'beginning'>,
    ApiParts {
  /** Epoch milliseconds in the time of the caller's account, and of the execution whose task calls. */
  readonly now: () => number;
  /** Epoch milliseconds by the clock: when an answer has to be there. */
  readonly clockNow: () => number;
}

/** An action of the API: what its file in actions/ exports. */
export interface Action<Table extends InputTable = InputTable> {
  /** What the API model says about the input. */
  readonly input: Table;
  /** Answers with the members of the output; times are Dates. Throws SfnError. */
  run?(input: InputOf<Table>, context: ActionContext): Promise<object>;
}
