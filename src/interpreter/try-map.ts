import type { Scope } from '#asl/scope.ts';
import type { MapState, ScalarField } from '#asl/state.ts';
import type { JsonText } from './continuation/json-text.ts';
import { scopeOf, selectInput } from './data/data-flow.ts';
import { itemInput, itemsOf } from './data/map-items.ts';
import { maxConcurrencyOf, toleranceOf } from './data/map-limits.ts';
import { readInteger } from './data/scalar-field.ts';
import type { Trial } from './try-state.ts';

/** A Map state on trial. */
export type MapOnTrial = ReturnType<typeof mapOnTrial>;

/**
 * The way into a Map state that is tried alone, step by step: the same as for executions, where nobody looks between the steps.
 * Everything throws StatesError: the state's failure.
 */
export const mapOnTrial = ({ run, frame }: Trial, state: MapState) => ({
  selectInput: (): JsonText => selectInput(run, frame, state.flow),
  itemsOf: (input: JsonText, kinds?: 'also-objects'): JsonText => itemsOf(run, frame, state, input, kinds),
  itemInput: (index: number, value: JsonText): JsonText =>
    itemInput(run, frame, state, index, { value, ...(state.mode === 'DISTRIBUTED' ? { source: 'STATE_DATA' } : {}) }),
  maxConcurrencyOf: (input: JsonText): number => maxConcurrencyOf(run, frame, state, input),
  toleranceOf: (input: JsonText) => toleranceOf(run, frame, state, input),
  readInteger: (field: ScalarField, input: JsonText): number => readInteger(run, frame, field, input),
  scopeOf: (input: JsonText): Scope => scopeOf(run, frame, input),
});
