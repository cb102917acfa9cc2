// Parallel: entered → started → (each branch a frame of its own) → succeeded → exited, or the first branch's failure.

import type { ParallelState } from '#asl/state.ts';
import { applyParameters, selectInput, shapeOutput } from '../data/data-flow.ts';
import { append, record } from '../draft/record.ts';
import { addFrame, doingAs, type EndedLine, type FrameDraft, type Run, setDoing } from '../draft/run.ts';
import { removeFrame } from '../moves/doings.ts';
import { failState } from '../moves/fail-state.ts';
import { recordFailedAborted, recordOthersAborted } from '../moves/record-aborted.ts';
import { leaveState } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** Runs its branches side by side, each on the same input. */
export const parallel: StateBehaviour<ParallelState> = {
  enter(run: Run, frame: FrameDraft, state: ParallelState) {
    const input = applyParameters(run, frame, state.flow, selectInput(run, frame, state.flow));
    const lastEventId = record(run, frame, 'ParallelStateStarted');
    const children = state.branches.map((startAt, index) =>
      addFrame(run, { parent: frame.id, index, state: startAt, input, lastEventId, variables: {} }),
    );
    setDoing(frame, { kind: 'branches', children, results: children.map(() => null) });
  },

  childEnded(run: Run, frame: FrameDraft, state: ParallelState, ended: EndedLine) {
    const doing = doingAs(frame, 'branches');
    frame.lastEventId = ended.frame.lastEventId;
    if ('failure' in ended) {
      recordFailedAborted(run, ended.frame);
      recordOthersAborted(run, frame, ended.frame);
      return failState(run, frame, ended.failure);
    }

    removeFrame(run, ended.frame.id);
    const results = doing.results.with(ended.frame.index, ended.output);
    setDoing(frame, { ...doing, results });
    if (results.includes(null)) return;

    append(run, 'ParallelStateSucceeded', frame.lastEventId);
    const result = `[${results.join(',')}]`;
    const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, result, { result }), state.next);
    if (failure) failState(run, frame, failure);
  },
};
