// Succeed: entered → exited, and the end of the line.
import type { SucceedState } from '#asl/state.ts';
import { selectInput, shapeOutput } from '../data/data-flow.ts';
import type { FrameDraft, Run } from '../draft/run.ts';
import { failState } from '../moves/fail-state.ts';
import { leaveState } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** Ends its line with success. */
export const succeed: StateBehaviour<SucceedState> = {
  enter(run: Run, frame: FrameDraft, state: SucceedState) {
    const result = selectInput(run, frame, state.flow);
    const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, result), undefined);
    if (failure) failState(run, frame, failure);
  },
};
