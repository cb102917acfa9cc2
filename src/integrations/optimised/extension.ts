import type { TaskCall, TaskFailure } from '../integration.ts';
import type { JsonObject } from '../json.ts';
import type { FindOperation, SdkOperation, SdkResult } from '../sdk/sdk-client.ts';
import type { Shape } from '../sdk/sdk-schema.ts';

/** What an action has besides the service's API. */
export interface Extension {
  /** The members of its input that the API does not have, in the spelling of the API. */
  readonly members: ReadonlyMap<string, () => Shape>;
  /** The output, where the answer is another than the API's. */
  readonly output?: Shape;
  /** Sends the call: answers as the service does, or with a failure of its own. */
  readonly send: (sending: Sending) => Promise<SdkResult | TaskFailure>;
}

/** A call that is to be sent. */
export interface Sending {
  /** With the members that the API does not have. */
  readonly input: JsonObject;
  readonly operation: SdkOperation;
  readonly call: TaskCall;
  /** Finds what else has to be called. */
  readonly find: FindOperation;
}
