import type { MapState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { isObject } from '#json/json.ts';
import type { JsonText } from '../continuation/json-text.ts';
import type { ResultWriterRequest } from '../continuation/result-writer.ts';
import { scopeOf } from '../data/data-flow.ts';
import type { FrameDraft, Run } from '../draft/run.ts';

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
