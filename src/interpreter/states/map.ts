// Map (inline): entered → started → iterations, each a frame of its own → succeeded → exited, or the first iteration's failure.

import { isTurnOver } from '#asl/budget.ts';
import type { MapState } from '#asl/state.ts';
import type { Json } from '#json/json.ts';
import type { RunningIterations } from '../continuation/execution.ts';
import { itemsFound } from '../continuation/mark.ts';
import { withResult } from '../continuation/results.ts';
import { parse, textOf } from '../data/data.ts';
import { selectInput, shapeOutput } from '../data/data-flow.ts';
import { itemInput, itemsOf } from '../data/map-items.ts';
import { maxConcurrencyOf } from '../data/map-limits.ts';
import { mark } from '../draft/mark.ts';
import { append, record } from '../draft/record.ts';
import { addFrame, doingAs, type EndedLine, type FrameDraft, type Run, setDoing, visitOf } from '../draft/run.ts';
import { removeFrame } from '../moves/doings.ts';
import { failState } from '../moves/fail-state.ts';
import { recordFailedAborted, recordOthersAborted } from '../moves/record-aborted.ts';
import { leaveState } from '../moves/transition.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** AWS: an inline Map runs up to 40 iterations side by side, whatever MaxConcurrency says — Map state in Inline mode. */
const MAX_INLINE_CONCURRENCY = 40;

/**
 * With so many lines of control under way in its execution, a Map runs one iteration at a time: of Maps within Maps, each level has 40 times
 * as many as the one around it. AWS: the limit of 40 is no promise (inferred: nobody sees fewer, but in the order of events).
 */
const MANY_LINES = 10_000;

/** Runs its item processor once for every item. */
export const map: StateBehaviour<MapState> = {
  enter(run: Run, frame: FrameDraft, state: MapState) {
    const { doing: before } = visitOf(frame);
    if (before.kind === 'iterations') {
      const { isResting: _, ...doing } = before;
      return goOn(run, frame, state, doing, frame.lastEventId);
    }

    const input = selectInput(run, frame, state.flow);
    const items = itemsOf(run, frame, state, input);
    const total = parse(items) as readonly Json[];
    const maxConcurrency = maxConcurrencyOf(run, frame, state, input);
    record(run, frame, 'MapStateStarted', { mapStateStartedEventDetails: { length: total.length } });
    if (run.marks) mark(run, frame, `Items:${itemsFound(total.length)}`);
    const doing: RunningIterations = {
      kind: 'iterations',
      items,
      total: total.length,
      maxConcurrency: maxConcurrency === 0 ? MAX_INLINE_CONCURRENCY : Math.min(maxConcurrency, MAX_INLINE_CONCURRENCY),
      started: 0,
      children: [],
      results: [],
      succeeded: 0,
    };
    setDoing(frame, doing);
    goOn(run, frame, state, doing, frame.lastEventId);
  },

  childEnded(run: Run, frame: FrameDraft, state: MapState, ended: EndedLine) {
    const doing = doingAs(frame, 'iterations');
    const { index, lastEventId } = ended.frame;
    const details = { name: state.name, index };
    if ('failure' in ended) {
      recordFailedAborted(run, ended.frame);
      append(run, 'MapIterationFailed', lastEventId, { mapIterationFailedEventDetails: details });
      recordOthersAborted(run, frame, ended.frame);
      frame.lastEventId = lastEventId;
      return failState(run, frame, ended.failure);
    }
    const succeededEventId = append(run, 'MapIterationSucceeded', lastEventId, { mapIterationSucceededEventDetails: details });
    removeFrame(run, ended.frame.id);
    const children = doing.children.filter((child) => child !== ended.frame.id);
    const succeeded = doing.succeeded + 1;
    const after = { ...doing, children, succeeded, results: withResult(doing.results, index, ended.output) };
    setDoing(frame, after);
    // AWS: the next iteration follows on the last event inside the one before; only the end of the Map follows on its Succeeded — recorded.
    if (succeeded === doing.total) frame.lastEventId = succeededEventId;
    goOn(run, frame, state, after, lastEventId);
  },
};

/** Starts as many iterations as may run, or leaves the state when all have ended. */
function goOn(run: Run, frame: FrameDraft, state: MapState, doing: RunningIterations, previousEventId: number): void {
  if (doing.succeeded === doing.total) return succeed(run, frame, state, doing);
  if (doing.isResting) return;
  const items = parse(doing.items) as readonly Json[];
  const children = [...doing.children];
  let { started } = doing;
  const most = run.lines < MANY_LINES ? doing.maxConcurrency : 1;
  while (started < doing.total && children.length < most) {
    if (started > doing.started && isTurnOver()) {
      setDoing(frame, { ...doing, started, children, isResting: true });
      run.queue.push(frame.id);
      return;
    }
    const index = started++;
    const input = itemInput(run, frame, state, index, { value: textOf(items[index] ?? null) });
    const lastEventId = append(run, 'MapIterationStarted', previousEventId, {
      mapIterationStartedEventDetails: { name: state.name, index },
    });
    children.push(addFrame(run, { parent: frame.id, index, state: state.startAt, input, lastEventId, variables: {} }));
    setDoing(frame, { ...doing, started, children });
  }
}

function succeed(run: Run, frame: FrameDraft, state: MapState, doing: RunningIterations): void {
  append(run, 'MapStateSucceeded', frame.lastEventId);
  const result = `[${doing.results.flat().join(',')}]`;
  const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, result, { result }), state.next);
  if (failure) failState(run, frame, failure);
}
