// Choice: entered → exited to the first rule that holds, or to the default; neither: States.NoChoiceMatched.
import type { ChoiceState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { scopeOf, selectInput, shapeOutput } from '../data/data-flow.ts';
import type { FrameDraft, Run } from '../draft/run.ts';
import { failState } from '../moves/fail-state.ts';
import { leaveState } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** Chooses where to go. */
export const choice: StateBehaviour<ChoiceState> = {
  enter(run: Run, frame: FrameDraft, state: ChoiceState) {
    const input = selectInput(run, frame, state.flow);
    const scope = scopeOf(run, frame, input);
    const chosen = state.choices.find(({ test }) => test(scope));
    const next = chosen?.next ?? state.default;
    if (next === undefined) throw new StatesError('States.NoChoiceMatched', 'No choice rule matched.');

    // AWS: the rule's own Output and Assign take the place of the state's. InputPath and OutputPath are the state's alone.
    const flow = chosen ? { ...state.flow, ...chosen.flow } : state.flow;
    const failure = leaveState(run, frame, shapeOutput(run, frame, state, flow, input), next);
    if (failure) failState(run, frame, failure);
  },
};
