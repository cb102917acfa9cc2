import { isObject } from '#asl/json.ts';
import type { MapState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { scopeOf } from './data-flow.ts';
import type { JsonText } from './execution.ts';
import type { FrameDraft, Run } from './run.ts';

/** What a Distributed Map's ResultWriter says, evaluated. */
export interface ResultWriterRequest {
  /** Where the results go; absent: they are the state's result. */
  readonly bucket?: string;
  readonly prefix?: string;
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
}

/** Evaluates a ResultWriter. Throws StatesError. */
export function writerOf(run: Run, frame: FrameDraft, state: MapState, input: JsonText): ResultWriterRequest | undefined {
  if (!state.resultWriter) return undefined;
  const { parameters, ...config } = state.resultWriter;
  if (!parameters) return config;
  const place = parameters.evaluate(scopeOf(run, frame, input));
  const { Bucket, Prefix } = isObject(place) ? place : {};
  if (typeof Bucket !== 'string') throw new StatesError('States.Runtime', "The ResultWriter's Bucket must be a string.");
  return { ...config, bucket: Bucket, ...(typeof Prefix === 'string' ? { prefix: Prefix } : {}) };
}
