// Pass: entered → exited.
import type { PassState } from '#asl/state.ts';
import { applyParameters, selectInput, shapeOutput } from '../data-flow.ts';
import { textOf } from '../data.ts';
import { failState } from '../fail-state.ts';
import type { FrameDraft, Run } from '../run.ts';
import type { StateBehaviour } from '../state-behaviour.ts';
import { leaveState } from '../transition.ts';

/** Passes its input on, or its Result in the input's place. */
export const pass: StateBehaviour<PassState> = {
  enter(run: Run, frame: FrameDraft, state: PassState) {
    const input = applyParameters(run, frame, state.flow, selectInput(run, frame, state.flow));
    const result = state.result === undefined ? input : textOf(state.result);
    const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, result), state.next);
    if (failure) failState(run, frame, failure);
  },
};
