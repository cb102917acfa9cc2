// Pass: entered → exited.
import type { PassState } from '#asl/state.ts';
import type { JsonText } from '../continuation/json-text.ts';
import { textOf } from '../data/data.ts';
import { applyParameters, selectInput, shapeOutput } from '../data/data-flow.ts';
import type { FrameDraft, Run } from '../draft/run.ts';
import { failState } from '../moves/fail-state.ts';
import { leaveState } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** Passes its input on, or its Result in the input's place. */
export const pass: StateBehaviour<PassState> = {
  enter(run: Run, frame: FrameDraft, state: PassState) {
    const result = resultOf(run, frame, state);
    const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, result), state.next);
    if (failure) failState(run, frame, failure);
  },
};

/** AWS: with a Result, InputPath and Parameters are not looked at: TestState shows nothing of them — test_base_inspection_level_debug[IO_RESULT_PASS_STATE]. */
function resultOf(run: Run, frame: FrameDraft, state: PassState): JsonText {
  if (state.result === undefined) return applyParameters(run, frame, state.flow, selectInput(run, frame, state.flow));
  const result = textOf(state.result);
  run.probe?.inspect('result', result);
  return result;
}
