// Fail: entered → the failure of the line. There is no exit.
import type { FailState, ScalarField } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { textOf } from '../data.ts';
import type { FrameDraft, Run } from '../run.ts';
import { readScalar } from '../scalar-field.ts';
import type { StateBehaviour } from '../state-behaviour.ts';
import { endLine } from '../transition.ts';

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
  // AWS: other than timeouts, ErrorPath and CausePath miss in the words of a payload template — recorded.
  const missing = (path: string) =>
    new StatesError(
      'States.Runtime',
      `The JSONPath '${path}' specified for the field '${field.name}' could not be found in the input '${frame.input}'`,
    );
  const value = readScalar(run, frame, field, frame.input, missing);
  return typeof value === 'string' ? value : textOf(value);
}
