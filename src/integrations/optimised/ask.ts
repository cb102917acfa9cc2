import type { TaskCall, TaskFailure } from '../integration.ts';
import type { JsonObject } from '../json.ts';
import type { Extension } from './extension.ts';

/** The APIs that answer optimised integrations: that of AWS's service through its client package, or that of a Kubernetes cluster. */
export type Api = 'sdk' | 'kubernetes';

/** A question to an API. */
export interface Question {
  /** As the API's integration names it: `describeCluster`. */
  readonly action: string;
  /** A JSON text in the task's spelling. */
  readonly parameters: string;
  /** The client package, where it is not the service's; only the SDK has some. */
  readonly packageName?: string | undefined;
  /** Whether the answer brings SdkHttpMetadata and SdkResponseMetadata, where the API has them. */
  readonly withMetadata?: boolean;
  /** What the action has besides the service's API; only the SDK has some. */
  readonly extension?: Extension | undefined;
}

/** What came of it: the answer in the task's spelling, or the failure of the task that asked. */
export type Answer = { readonly kind: 'answer'; readonly answer: JsonObject } | TaskFailure;

/** Asks an API on behalf of a call. Expected failures are answers; what it throws is our bug. */
export type Ask = (call: TaskCall, question: Question) => Promise<Answer>;
