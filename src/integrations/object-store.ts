import type { TaskCall } from './integration.ts';

/** Objects in buckets: what Distributed Maps read their items from, and write their results to. Everything it throws is an ObjectStoreFailure. */
export interface ObjectStore {
  /** Objects in the order of their keys, those strictly behind `after`; `parameters` are ListObjectsV2's. */
  readonly list: (at: StoreContext, parameters: StoreParameters, after: string | undefined) => Promise<ListedPage>;
  /** An object's bytes from an offset on; `parameters` are GetObject's. With `etag`, an object that has changed since is a failure. */
  readonly read: (at: StoreContext, parameters: StoreParameters, from?: ReadFrom) => Promise<OpenObject>;
  /** Some of an object's bytes, `end` exclusive. */
  readonly slice: (at: StoreContext, parameters: StoreParameters, start: number, end: number) => Promise<Uint8Array>;
  /** How many bytes an object has. */
  readonly size: (at: StoreContext, parameters: StoreParameters) => Promise<number>;
  /** Begins to write an object, holding a few megabytes of it at a time. */
  readonly write: (at: StoreContext, bucket: string, key: string) => ObjectWriter;
}

/** An object that is being written: it is there when it has been finished. */
export interface ObjectWriter {
  readonly add: (text: string) => Promise<void>;
  /** Returns how many bytes the object has. */
  readonly finish: () => Promise<number>;
}

/** Where and for whom a request is made. */
export interface StoreContext {
  readonly region: string;
  readonly signal: AbortSignal;
  /** The Map state that asks; none: a state that is tested alone. */
  readonly asks?: AskingState | undefined;
}

/** A Distributed Map that reads or writes; `invocation` is the number of its Map Run in this execution, from 0. */
export type AskingState = Pick<TaskCall, 'executionArn' | 'stateMachineArn' | 'state' | 'invocation'>;

export type StoreParameters = Readonly<Record<string, unknown>>;

export interface ReadFrom {
  readonly offset: number;
  readonly etag?: string;
}

export interface OpenObject {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly etag?: string;
  /** It is not compressed, whatever its name says. */
  readonly isPlain?: true;
  /** Gives up on what has not been read. */
  readonly close: () => void;
}

export interface ListedPage {
  readonly objects: readonly ListedObject[];
  readonly isLast: boolean;
}

export interface ListedObject {
  readonly key: string;
  /** With its quotation marks, as S3 gives it. */
  readonly etag: string;
  /** Epoch seconds. */
  readonly lastModified: number;
  readonly size: number;
  readonly storageClass: string;
}

/** A request that the store did not fulfil; the message is told to users as the cause. */
export class ObjectStoreFailure extends Error {}
