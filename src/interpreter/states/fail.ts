// Fail: entered → the failure of the line. There is no exit.
import type { FailState, ScalarField } from '#asl/state.ts';
import { textOf } from '../data/data.ts';
import { expectType, readScalar } from '../data/scalar-field.ts';
import type { FrameDraft, Run } from '../draft/run.ts';
import { endLine } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** Ends its line with an error. */
export const fail: StateBehaviour<FailState> = {
  enter(run: Run, frame: FrameDraft, state: FailState) {
    const error = textField(run, frame, state.error);
    const cause = textField(run, frame, state.cause);
    endLine(run, { frame, failure: { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) } });
  },
};

function textField(run: Run, frame: FrameDraft, field: ScalarField | undefined): string | undefined {
  if (!field) return undefined;
  const value = readScalar(run, frame, field, frame.input);
  // AWS: an expression that gives a type "that the field will not accept" fails — Transforming data with JSONata, Handling expression errors.
  expectType(field, value, 'string');
  return typeof value === 'string' ? value : textOf(value);
}
