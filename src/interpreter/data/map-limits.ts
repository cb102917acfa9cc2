import type { MapState } from '#asl/state.ts';
import type { JsonText } from '../continuation/json-text.ts';
import type { FrameDraft, Run } from '../draft/run.ts';
import { outOfRange, readInteger, readNumber } from './scalar-field.ts';

/** How many iterations may run side by side; 0, as when nothing is said: as many as AWS lets. */
export function maxConcurrencyOf(run: Run, frame: FrameDraft, { maxConcurrency }: MapState, input: JsonText): number {
  const value = maxConcurrency ? readInteger(run, frame, maxConcurrency, input) : 0;
  if (maxConcurrency && value < 0) throw outOfRange(maxConcurrency, 'MaxConcurrency cannot be negative.');
  return value;
}

/** How many failures a Distributed Map bears, as counts and as percentages; a limit that it does not set is absent. */
export function toleranceOf(
  run: Run,
  frame: FrameDraft,
  { toleratedFailureCount, toleratedFailurePercentage }: MapState,
  input: JsonText,
): { readonly toleratedFailureCount?: number; readonly toleratedFailurePercentage?: number } {
  const count = toleratedFailureCount && readInteger(run, frame, toleratedFailureCount, input);
  if (toleratedFailureCount && count !== undefined && count < 0)
    throw outOfRange(toleratedFailureCount, 'ToleratedFailureCount cannot be negative.');
  const percentage = toleratedFailurePercentage && readNumber(run, frame, toleratedFailurePercentage, input);
  if (toleratedFailurePercentage && percentage !== undefined && (percentage < 0 || percentage > 100)) {
    throw outOfRange(toleratedFailurePercentage, 'ToleratedFailurePercentage must be between 0 and 100.');
  }
  return {
    ...(count === undefined ? {} : { toleratedFailureCount: count }),
    ...(percentage === undefined ? {} : { toleratedFailurePercentage: percentage }),
  };
}
