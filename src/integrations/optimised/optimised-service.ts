import type { TaskCall } from '../integration.ts';
import type { JsonObject } from '../json.ts';
import type { FailureNames } from '../sdk/sdk-failure.ts';
import type { TaskSuffix } from '../task-resource.ts';
import type { Answer, Api } from './ask.ts';
import type { Extension } from './extension.ts';

/** An optimised integration of a service that has a client package: what each service's file describes. */
export interface OptimisedService {
  /** As resource ARNs name it: `sqs`. */
  readonly service: string;
  /** Its client package without `@aws-sdk/client-`: `sqs`. */
  readonly package: string;
  readonly names: FailureNames;
  /** HTTP headers as the service spells them; only what AWS's metadata shows. */
  readonly headers?: readonly string[];
  /** Whether lists that the service leaves out are shown as `[]`. */
  readonly emptyLists?: boolean;
  readonly actions: Readonly<Record<string, OptimisedAction>>;
}

/** One action of an optimised integration. Parameters and results are in the task's spelling. */
export interface OptimisedAction {
  /** Further ways to wait for it, beside not at all. */
  readonly suffixes?: readonly TaskSuffix[];
  /** The API that answers it, and what its job asks: `sdk` unless said otherwise. */
  readonly api?: Api;
  /** The client package, where it is not the service's. */
  readonly package?: string;
  /** The action of the service's API, where its name is another. */
  readonly action?: string;
  /** Makes the parameters of that action, where they are others. */
  readonly parameters?: (given: JsonObject, call: TaskCall) => JsonObject;
  /** Makes the result of what the service answers, where it is another. */
  readonly result?: (answer: JsonObject, given: JsonObject) => JsonObject;
  /** The result comes without SdkHttpMetadata and SdkResponseMetadata. */
  readonly withoutMetadata?: boolean;
  /** Finds a failure in an answer that is none for HTTP. */
  readonly failureIn?: (answer: JsonObject, suffix: TaskSuffix) => { readonly error: string; readonly cause: string } | undefined;
  /** Who sends the call, where it has more to it than the service's API. */
  readonly extension?: Extension;
  /** What `.sync` waits for. */
  readonly job?: Job;
}

/** How to look after what an action has started. */
export interface Job {
  /** The action that tells how the job is doing. */
  readonly check: string;
  readonly checkParameters: (started: JsonObject, given: JsonObject) => JsonObject;
  /** What its answer means. */
  readonly phase: (answer: JsonObject) => 'running' | 'succeeded' | 'failed';
  /** The task's result, or the cause of its failure, of that answer, perhaps by asking more; all of it where this is missing. */
  readonly result?: (answer: JsonObject, started: JsonObject, ended: EndedJob) => unknown;
  /** The error by which `check` says that the job's subject is gone, where that is what is waited for. */
  readonly goneError?: string;
  /** The action that ends the job, where there is one. */
  readonly stop?: string;
  readonly stopParameters?: (started: JsonObject, given: JsonObject) => JsonObject;
}

/** A job that is over, with what was given for it. */
export interface EndedJob {
  readonly given: JsonObject;
  /** Asks the API that has the job; parameters are in the task's spelling. */
  readonly ask: (action: string, parameters: JsonObject) => Promise<Answer>;
}

/** Follows a dotted path into an answer: `Tasks.0.LastStatus`. */
export function valueAt(answer: unknown, path: string): unknown {
  let value = answer;
  for (const key of path.split('.')) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

/** Reads a job's phase off the state at a path of the answer; states in neither list are running. */
export const phaseByState =
  (path: string, succeeded: readonly string[], failed: readonly string[]): Job['phase'] =>
  (answer) => {
    const state = String(valueAt(answer, path));
    if (succeeded.includes(state)) return 'succeeded';
    return failed.includes(state) ? 'failed' : 'running';
  };
