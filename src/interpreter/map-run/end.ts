import type { MapState } from '#asl/state.ts';
import type { MapRunEvent } from '../continuation/events.ts';
import { dataLimitExceeded } from '../continuation/failure.ts';
import type { JsonText } from '../continuation/json-text.ts';
import { itemsFound } from '../continuation/mark.ts';
import { isTooLarge } from '../data/data.ts';
import { shapeOutput } from '../data/data-flow.ts';
import { mapRunOf, setMapRun } from '../draft/map-runs.ts';
import { mark } from '../draft/mark.ts';
import { append, record } from '../draft/record.ts';
import { type FrameDraft, type Run, setDoing } from '../draft/run.ts';
import { failState } from '../moves/fail-state.ts';
import { stopMapRun } from '../moves/stop-map-run.ts';
import { leaveState } from '../moves/transition.ts';
import { pendingInputs } from './children.ts';
import { doingOf } from './state.ts';

type MapRunFailure = { readonly error: string; readonly cause: string };
type Written = Extract<MapRunEvent, { readonly kind: 'results-written' | 'results-unwritable' }>;

/** More has failed than may. What is done stays with the frame: a redrive goes on from it. Results that are exported are exported first. */
export function failMapRun(run: Run, frame: FrameDraft, state: MapState, failure: MapRunFailure): void {
  if (run.marks) mark(run, frame, `Items:${itemsFound(mapRunOf(run, doingOf(frame).mapRunArn).items.total)}`);
  setDoing(frame, stopMapRun(run, doingOf(frame), 'FAILED'));
  if (doingOf(frame).writer?.bucket === undefined) return fail(run, frame, failure);
  write(run, frame, state, failure);
}

/** All children have ended, and not too many of them without success. */
export function succeedMapRun(run: Run, frame: FrameDraft, state: MapState): void {
  const doing = doingOf(frame);
  if (run.marks) mark(run, frame, `Items:${itemsFound(mapRunOf(run, doing.mapRunArn).items.total)}`);
  if (doing.writer) return write(run, frame, state);
  const outputs = doing.results.flat().filter((result) => typeof result === 'string');
  succeed(run, frame, state, isTooLarge(doing.resultBytes) ? undefined : `[${outputs.join(',')}]`);
}

/** Asks for the results to be written once more. */
export function writeAgain(run: Run, frame: FrameDraft, state: MapState): void {
  const { mapRunArn, writer, writing } = doingOf(frame);
  if (!writer || !writing) return;
  const mapRun = mapRunOf(run, mapRunArn);
  run.effects.push({ kind: 'write-results', mapRun, number: writing.number, writer, pending: pendingInputs(run, frame, state) });
}

/** The results are where they belong, or cannot be brought there. */
export function resultsWritten(run: Run, frame: FrameDraft, state: MapState, event: Written): void {
  const { writing, ...doing } = doingOf(frame);
  setDoing(frame, doing);
  if (writing?.failure) return fail(run, frame, writing.failure);
  if (event.kind === 'results-written') return succeed(run, frame, state, event.output);
  setDoing(frame, stopMapRun(run, doing, 'FAILED'));
  fail(run, frame, { error: 'States.ResultWriterFailed', cause: event.cause });
}

function write(run: Run, frame: FrameDraft, state: MapState, failure?: MapRunFailure): void {
  // Numbered by the newest history event, so that the answer to a writing before a redrive is not taken for this one's.
  setDoing(frame, { ...doingOf(frame), writing: { number: run.execution.lastEventId, ...(failure ? { failure } : {}) } });
  writeAgain(run, frame, state);
}

function fail(run: Run, frame: FrameDraft, failure: MapRunFailure): void {
  record(run, frame, 'MapRunFailed', { mapRunFailedEventDetails: failure });
  failState(run, frame, failure);
}

/** `result`: undefined where it is larger than AWS lets through. */
function succeed(run: Run, frame: FrameDraft, state: MapState, result: JsonText | undefined): void {
  const { mapRunArn } = doingOf(frame);
  const mapRun = mapRunOf(run, mapRunArn);
  // AWS: the state's end follows on MapRunStarted, these two do not come between — recorded from 2024-11 on.
  const succeededEventId = append(run, 'MapRunSucceeded', frame.lastEventId);
  append(run, 'MapStateSucceeded', succeededEventId);
  const { executions, items } = mapRun;
  setMapRun(run, {
    ...mapRun,
    status: 'SUCCEEDED',
    stopTime: run.moment.now,
    executions: { ...executions, resultsWritten: executions.succeeded },
    items: { ...items, resultsWritten: items.succeeded },
  });
  setDoing(frame, { kind: 'starting' });
  if (result === undefined || isTooLarge(result)) return failState(run, frame, dataLimitExceeded(state.name));
  const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, result, { result }), state.next);
  if (failure) failState(run, frame, failure);
}
