// Choice: entered → exited to the first rule that holds, or to the default; neither: States.Runtime, which nothing catches.
import type { ChoiceState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { scopeOf, selectInput, shapeOutput } from '../data/data-flow.ts';
import type { FrameDraft, Run } from '../draft/run.ts';
import { failState } from '../moves/fail-state.ts';
import { leaveState } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/**
 * AWS: recorded by others (Choice.StringMatches-009-no-default-nonmatch of gabrielmoreira/tiny-asl-machine); the documentation still speaks of
 * States.NoChoiceMatched.
 */
const NOWHERE_TO_GO = 'Failed to transition out of the state. The state does not point to a next state.';

/** Chooses where to go. */
export const choice: StateBehaviour<ChoiceState> = {
  enter(run: Run, frame: FrameDraft, state: ChoiceState) {
    const input = selectInput(run, frame, state.flow);
    const scope = scopeOf(run, frame, input);
    const index = state.choices.findIndex(({ test }) => test(scope));
    const chosen = state.choices[index];
    const next = chosen?.next ?? state.default;
    if (next === undefined) throw new StatesError('States.Runtime', NOWHERE_TO_GO);

    // AWS: the rule's own Output and Assign take the place of the state's. InputPath and OutputPath are the state's alone.
    const flow = chosen ? { ...state.flow, ...chosen.flow } : state.flow;
    const place = run.marks && (chosen ? (`Choices[${index}]` as const) : 'Default');
    const failure = leaveState(run, frame, shapeOutput(run, frame, state, flow, input), next, place);
    if (failure) failState(run, frame, failure);
  },
};
