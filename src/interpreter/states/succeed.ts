// Succeed: entered → exited, and the end of the line.
import type { SucceedState } from '#asl/state.ts';
import { selectInput, shapeOutput } from '../data-flow.ts';
import { failState } from '../fail-state.ts';
import type { FrameDraft, Run } from '../run.ts';
import type { StateBehaviour } from '../state-behaviour.ts';
import { leaveState } from '../transition.ts';

/** Ends its line with success. */
export const succeed: StateBehaviour<SucceedState> = {
  enter(run: Run, frame: FrameDraft, state: SucceedState) {
    const result = selectInput(run, frame, state.flow);
    const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, result), undefined);
    if (failure) failState(run, frame, failure);
  },
};
