import { formatArn, machineNameOf, placeOf } from '#arn';
// Map (distributed): entered → started → map run started → (each child an execution of its own) → map run succeeded → succeeded → exited
//                                                       → map run failed, when more children fail than may
//                    in a redrive: map run redriven → (the children that did not succeed, then those not started) → as above
import type { MapState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import type { MapRunEvent } from '../continuation/events.ts';
import type { ChildResult, RunningMapRun } from '../continuation/execution.ts';
import { exceedsTolerance } from '../continuation/map-run.ts';
import { countEnded, countPendingRedrive, endedOf, noneOf } from '../continuation/map-run-counts.ts';
import { resultAt, withResult } from '../continuation/results.ts';
import { isTooLarge } from '../data/data.ts';
import { selectInput } from '../data/data-flow.ts';
import { maxConcurrencyOf, toleranceOf } from '../data/map-limits.ts';
import { countInvocation } from '../draft/count-invocation.ts';
import { mapRunOf, setMapRun } from '../draft/map-runs.ts';
import { record } from '../draft/record.ts';
import { type FrameDraft, type Run, setDoing, visitOf } from '../draft/run.ts';
import { childMissing, itemsRead, readAgain, startChildren, startKnown } from '../map-run/children.ts';
import { failMapRun, resultsWritten, succeedMapRun, writeAgain } from '../map-run/end.ts';
import { configureSource, knownLength, openSource, whyUnreadable } from '../map-run/open-source.ts';
import { writerOf } from '../map-run/open-writer.ts';
import { doingOf, setSource } from '../map-run/state.ts';
import { failState, isFailure } from '../moves/fail-state.ts';
import { forgetStopping, stopMapRun } from '../moves/stop-map-run.ts';
import type { StateBehaviour } from './state-behaviour.ts';

/** AWS: the failure of a Map Run, error and cause — Handling errors, States.ExceedToleratedFailureThreshold. */
const THRESHOLD_EXCEEDED = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/** AWS: how often a Map Run can be redriven — Redriving Map Runs, eligibility. */
const MAX_REDRIVES = 1_000;

/** Runs its item processor as child executions, one for every item or batch of items. */
export const distributedMap: StateBehaviour<MapState> = {
  enter(run: Run, frame: FrameDraft, state: MapState) {
    const { doing } = visitOf(frame);
    if (doing.kind === 'map-run') {
      const isRunning = mapRunOf(run, doing.mapRunArn).status === 'RUNNING';
      return goOn(run, frame, state, isRunning ? doing : redriven(run, frame, doing));
    }

    const input = selectInput(run, frame, state.flow);
    const opened = openSource(run, frame, state, input);
    const total = knownLength(opened);
    const maxConcurrency = maxConcurrencyOf(run, frame, state, input);
    record(run, frame, 'MapStateStarted', { mapStateStartedEventDetails: { length: total } });

    // AWS: the tolerated failures are looked at when the state has started — recorded; so are its other settings (inferred).
    const { toleratedFailureCount = 0, toleratedFailurePercentage = 0 } = toleranceOf(run, frame, state, input);
    const source = configureSource(run, frame, state, input, opened);
    const writer = writerOf(run, frame, state, input);
    const mapRunArn = newMapRunArn(run, state);
    record(run, frame, 'MapRunStarted', { mapRunStartedEventDetails: { mapRunArn } });
    setMapRun(run, {
      arn: mapRunArn,
      status: 'RUNNING',
      startTime: run.moment.now,
      executionType: state.executionType,
      maxConcurrency,
      toleratedFailureCount,
      toleratedFailurePercentage,
      executions: noneOf(source.batches ? 0 : total),
      items: noneOf(total),
      ...(source.reader ? { isReading: true } : {}),
      redriveCount: 0,
    });
    run.effects.push({ kind: 'open-map-run', mapRunArn });
    const invocation = countInvocation(run, state.name);
    const begun = { kind: 'map-run', mapRunArn, invocation, source, results: [], resultBytes: 0, leaseUntil: 0 } as const;
    setDoing(frame, leased(run, { ...begun, ...(writer ? { writer } : {}) }));
    const cause = whyUnreadable(source);
    if (cause !== undefined) return unreadable(run, frame, cause);
    goOn(run, frame, state, doingOf(frame));
  },

  /** Children that have not been heard of: whoever was to start them, or they themselves, may have died; and so may have who was to read or write. */
  due(run: Run, frame: FrameDraft, state: MapState) {
    const doing = leased(run, doingOf(frame));
    setDoing(frame, doing);
    if (doing.writing) return writeAgain(run, frame, state);
    run.effects.push({ kind: 'open-map-run', mapRunArn: doing.mapRunArn });
    readAgain(run, doing);
    const { started } = mapRunOf(run, doing.mapRunArn).executions;
    for (let index = 0; index < started; index++) {
      if (resultAt(doing.results, index) === null) startKnown(run, frame, state, index);
    }
  },

  mapRunEvent(run: Run, frame: FrameDraft, state: MapState, event: MapRunEvent) {
    const doing = doingOf(frame);
    const mapRun = mapRunOf(run, doing.mapRunArn);
    switch (event.kind) {
      case 'results-written':
      case 'results-unwritable':
        if (event.number === doing.writing?.number) resultsWritten(run, frame, state, event);
        return;
      case 'map-run-updated': {
        const { kind: _, mapRunArn: __, ...changes } = event;
        setMapRun(run, { ...mapRun, ...changes });
        return goOn(run, frame, state, doing);
      }
      case 'items-unreadable':
        if (event.number === doing.source.portion?.number) unreadable(run, frame, event.cause);
        return;
      case 'items-read':
        setDoing(frame, leased(run, doing));
        if (guarded(run, frame, () => itemsRead(run, frame, state, event))) goOn(run, frame, state, doingOf(frame));
        return;
      case 'child-missing':
        if (resultAt(doing.results, event.index) === null) setSource(frame, childMissing(doing.source, event.index));
        return goOn(run, frame, state, doingOf(frame));
      case 'child-ended':
        // It had ended when the Map Run was cut off, and has been counted: a redrive only has to know of it.
        if (mapRun.status !== 'RUNNING') return setDoing(frame, withOutcome(doing, event));
        // A child that reports twice, or reports the end of an earlier redrive, has been counted already.
        if (event.round !== mapRun.redriveCount || resultAt(doing.results, event.index) !== null) return;
        setMapRun(run, countEnded(mapRun, event, event.itemCount));
        return goOn(run, frame, state, leased(run, withOutcome(doing, event)));
    }
  },
};

const leased = (run: Run, doing: RunningMapRun): RunningMapRun => ({
  ...doing,
  leaseUntil: run.moment.now + run.moment.leaseMillis,
});

/** Keeps what has become of a child; its output only where that can become a part of the state's result. */
function withOutcome(
  doing: RunningMapRun,
  { index, status, output = '{}' }: Extract<MapRunEvent, { kind: 'child-ended' }>,
): RunningMapRun {
  if (status !== 'SUCCEEDED') return { ...doing, results: withResult<ChildResult>(doing.results, index, { status }) };
  const resultBytes = doing.resultBytes + Buffer.byteLength(output);
  const kept = doing.writer || isTooLarge(resultBytes) ? '' : output;
  return { ...doing, resultBytes, results: withResult<ChildResult>(doing.results, index, kept) };
}

/** Redrives and starts as many children as may run; fails or leaves the state when it is decided. */
function goOn(run: Run, frame: FrameDraft, state: MapState, doing: RunningMapRun): void {
  setDoing(frame, doing);
  if (doing.writing) return;
  const mapRun = mapRunOf(run, doing.mapRunArn);
  const { executions } = mapRun;
  if (exceedsTolerance(mapRun)) return failMapRun(run, frame, state, THRESHOLD_EXCEEDED);
  if (doing.source.isRead && endedOf(executions) === executions.started) return succeedMapRun(run, frame, state);
  let isMore = false;
  const isFine = guarded(run, frame, () => {
    isMore = startChildren(run, frame, state);
  });
  if (isFine && isMore) run.queue.push(frame.id);
}

/** Does what may find the data at fault, which ends the Map Run; says whether it was fine. */
function guarded(run: Run, frame: FrameDraft, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (!isFailure(error)) throw error;
    // AWS: a Map Run that failed because of its data is not redriven: a new one is started — Redriving Map Runs.
    stopMapRun(run, doingOf(frame), 'FAILED');
    setDoing(frame, { kind: 'starting' });
    throw error;
  }
}

/** AWS: recorded in base_scenarios.test_map_item_reader_csv_headers_decl_duplicate_headers. */
function unreadable(run: Run, frame: FrameDraft, cause: string): void {
  const failure = { error: 'States.ItemReaderFailed', cause };
  record(run, frame, 'MapRunFailed', { mapRunFailedEventDetails: failure });
  stopMapRun(run, doingOf(frame), 'FAILED');
  setDoing(frame, { kind: 'starting' });
  failState(run, frame, failure);
}

/** Begins a redrive of the Map Run. AWS: it stays the same Map Run; only what did not succeed runs again — Redriving Map Runs. */
function redriven(run: Run, frame: FrameDraft, doing: RunningMapRun): RunningMapRun {
  const { stopTime: _, cutOff: ____, ...mapRun } = mapRunOf(run, doing.mapRunArn);
  const redriveCount = mapRun.redriveCount + 1;
  if (redriveCount > MAX_REDRIVES) throw new StatesError('States.Runtime', `A Map Run can be redriven ${MAX_REDRIVES} times.`);
  record(run, frame, 'MapRunRedriven', { mapRunRedrivenEventDetails: { mapRunArn: doing.mapRunArn, redriveCount } });
  setMapRun(run, { ...countPendingRedrive(mapRun), status: 'RUNNING', redriveCount, redriveTime: run.moment.now });
  forgetStopping(run, doing.mapRunArn);
  const { portion: __, ...source } = doing.source;
  const { writing: ___, ...rest } = doing;
  return leased(run, { ...rest, source, redriveFrom: 0 });
}

/** `arn:…:mapRun:<machine>/<label or a UUID>:<UUID>` */
function newMapRunArn(run: Run, state: MapState): string {
  const { stateMachineArn } = run.execution;
  const machine = machineNameOf(stateMachineArn);
  return formatArn({ kind: 'mapRun', ...placeOf(stateMachineArn), machine, label: state.label ?? run.uuid(), id: run.uuid() });
}
