// Map (distributed): entered → started → map run started → (each child an execution of its own) → map run succeeded → succeeded → exited
//                                                       → map run failed, when more children fail than may
//                    in a redrive: map run redriven → (the children that did not succeed, then those not started) → as above
import type { Json } from '#asl/json.ts';
import type { MapState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { parse } from '../data.ts';
import { selectInput, shapeOutput } from '../data-flow.ts';
import type { ChildResult, RunningMapRun } from '../execution.ts';
import { failState } from '../fail-state.ts';
import { itemInput, itemsOf, resultAt, withResult } from '../map-items.ts';
import { maxConcurrencyOf, toleranceOf } from '../map-limits.ts';
import { childArn, concurrencyOf, exceedsTolerance, type MapRun } from '../map-run.ts';
import { countEnded, countPendingRedrive, countRedriven, countStarted, endedOf, noneOf, runningOf } from '../map-run-counts.ts';
import { forgetStopping, itemCountOf, mapRunOf, nextToRedrive, setMapRun, stopMapRun } from '../map-run-state.ts';
import { append, type FrameDraft, type Run, record, setDoing, visitOf } from '../run.ts';
import type { MapRunEvent, StateBehaviour } from '../state-behaviour.ts';
import { leaveState } from '../transition.ts';

/** How many children one move starts: what is left is started in the next, so that no commit grows with the Map Run. */
const START_BATCH = 100;

/** AWS: the failure of a Map Run, error and cause — Handling errors, States.ExceedToleratedFailureThreshold. */
const THRESHOLD_EXCEEDED = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/** AWS: how often a Map Run can be redriven — Redriving Map Runs, eligibility. */
const MAX_REDRIVES = 1_000;

/** Runs its item processor as child executions, one for every item. */
export const distributedMap: StateBehaviour<MapState> = {
  enter(run: Run, frame: FrameDraft, state: MapState) {
    const { doing } = visitOf(frame);
    if (doing.kind === 'map-run') {
      const isRunning = mapRunOf(run, doing.mapRunArn).status === 'RUNNING';
      return goOn(run, frame, state, isRunning ? doing : redriven(run, frame, doing));
    }

    const input = selectInput(run, frame, state.flow);
    const items = itemsOf(run, frame, state, input);
    const total = (parse(items) as readonly Json[]).length;
    const maxConcurrency = maxConcurrencyOf(run, frame, state, input);
    record(run, frame, 'MapStateStarted', { mapStateStartedEventDetails: { length: total } });

    // AWS: the tolerated failures are looked at when the state has started — recorded.
    const { toleratedFailureCount = 0, toleratedFailurePercentage = 0 } = toleranceOf(run, frame, state, input);
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
      executions: noneOf(total),
      items: noneOf(total),
      redriveCount: 0,
    });
    run.effects.push({ kind: 'open-map-run', mapRunArn });
    const begun: RunningMapRun = {
      kind: 'map-run',
      mapRunArn,
      items,
      results: [],
      leaseUntil: run.moment.now + run.moment.leaseMillis,
    };
    setDoing(frame, begun);
    goOn(run, frame, state, begun);
  },

  /** Children that have not been heard of: whoever was to start them, or they themselves, may have died. */
  due(run: Run, frame: FrameDraft, state: MapState) {
    const doing = leased(run, doingOf(frame));
    setDoing(frame, doing);
    run.effects.push({ kind: 'open-map-run', mapRunArn: doing.mapRunArn });
    const { started } = mapRunOf(run, doing.mapRunArn).executions;
    for (let index = 0; index < started; index++) {
      if (resultAt(doing.results, index) === null) startChild(run, frame, state, doing, index, { again: true });
    }
  },

  mapRunEvent(run: Run, frame: FrameDraft, state: MapState, event: MapRunEvent) {
    const doing = doingOf(frame);
    const mapRun = mapRunOf(run, doing.mapRunArn);
    if (event.kind === 'map-run-updated') {
      const { kind: _, mapRunArn: __, ...changes } = event;
      setMapRun(run, { ...mapRun, ...changes });
      return goOn(run, frame, state, doing);
    }
    // What is told twice, or of an earlier redrive, has been counted.
    if (event.round !== mapRun.redriveCount || resultAt(doing.results, event.index) !== null) return;
    const result: ChildResult = event.status === 'SUCCEEDED' ? (event.output ?? '{}') : { status: event.status };
    setMapRun(run, countEnded(mapRun, event, event.itemCount));
    goOn(run, frame, state, leased(run, { ...doing, results: withResult(doing.results, event.index, result) }));
  },
};

const leased = (run: Run, doing: RunningMapRun): RunningMapRun => ({
  ...doing,
  leaseUntil: run.moment.now + run.moment.leaseMillis,
});

/** Redrives and starts as many children as may run; fails or leaves the state when it is decided. */
function goOn(run: Run, frame: FrameDraft, state: MapState, doing: RunningMapRun): void {
  setDoing(frame, doing);
  const mapRun = mapRunOf(run, doing.mapRunArn);
  if (exceedsTolerance(mapRun)) return failed(run, frame, doing);
  if (endedOf(mapRun.executions) === mapRun.executions.total) return succeeded(run, frame, state, doing, mapRun);
  const room = concurrencyOf(mapRun) - runningOf(mapRun.executions);
  try {
    for (let left = Math.min(room, START_BATCH); left > 0 && startNext(run, frame, state); left--);
  } catch (error) {
    // AWS: a Map Run that failed because of its data is not redriven: a new one is started — Redriving Map Runs.
    if (!(error instanceof StatesError)) throw error;
    stopMapRun(run, doingOf(frame), 'FAILED');
    setDoing(frame, { kind: 'starting' });
    throw error;
  }
  if (room > START_BATCH && hasMore(mapRunOf(run, doing.mapRunArn))) run.queue.push(frame.id);
}

const hasMore = ({ executions: { pendingRedrive, started, total } }: MapRun): boolean => pendingRedrive > 0 || started < total;

/** Redrives or starts one more child; says whether there was one. */
function startNext(run: Run, frame: FrameDraft, state: MapState): boolean {
  const doing = doingOf(frame);
  const mapRun = mapRunOf(run, doing.mapRunArn);
  const { pendingRedrive, started, total } = mapRun.executions;
  const redriven = pendingRedrive > 0 ? nextToRedrive(doing, started) : undefined;
  if (redriven !== undefined) {
    setDoing(frame, { ...doing, redriveFrom: redriven + 1, results: withResult<ChildResult>(doing.results, redriven, null) });
    setMapRun(run, countRedriven(mapRun, itemCountOf(doing, redriven)));
    startChild(run, frame, state, doing, redriven);
  } else if (started < total) {
    setMapRun(run, countStarted(mapRun, itemCountOf(doing, started)));
    startChild(run, frame, state, doing, started);
  } else {
    return false;
  }
  return true;
}

function startChild(
  run: Run,
  frame: FrameDraft,
  state: MapState,
  doing: RunningMapRun,
  index: number,
  more: { readonly again?: true } = {},
): void {
  const { mapRunArn, items } = doing;
  const value = (parse(items) as readonly Json[])[index] ?? null;
  const mapRun = mapRunOf(run, mapRunArn);
  const { redriveCount: round } = mapRun;
  run.effects.push({
    kind: 'start-child',
    arn: childArn(mapRun, index),
    type: state.executionType,
    startAt: state.startAt,
    input: itemInput(run, frame, state, index, value),
    parent: { executionArn: run.execution.arn, mapRunArn, frame: frame.id, index, round, itemCount: itemCountOf(doing, index) },
    ...more,
  });
}

/** Begins a redrive of the Map Run. AWS: it stays the same Map Run; only what did not succeed runs again — Redriving Map Runs. */
function redriven(run: Run, frame: FrameDraft, doing: RunningMapRun): RunningMapRun {
  const { stopTime: _, ...mapRun } = mapRunOf(run, doing.mapRunArn);
  const redriveCount = mapRun.redriveCount + 1;
  if (redriveCount > MAX_REDRIVES) throw new StatesError('States.Runtime', `A Map Run can be redriven ${MAX_REDRIVES} times.`);
  record(run, frame, 'MapRunRedriven', { mapRunRedrivenEventDetails: { mapRunArn: doing.mapRunArn, redriveCount } });
  setMapRun(run, { ...countPendingRedrive(mapRun), status: 'RUNNING', redriveCount, redriveTime: run.moment.now });
  forgetStopping(run, doing.mapRunArn);
  return leased(run, { ...doing, redriveFrom: 0 });
}

/** More has failed than may. What is done stays with the frame: a redrive goes on from it. */
function failed(run: Run, frame: FrameDraft, doing: RunningMapRun): void {
  record(run, frame, 'MapRunFailed', { mapRunFailedEventDetails: THRESHOLD_EXCEEDED });
  setDoing(frame, stopMapRun(run, doing, 'FAILED'));
  failState(run, frame, THRESHOLD_EXCEEDED);
}

function succeeded(run: Run, frame: FrameDraft, state: MapState, doing: RunningMapRun, mapRun: MapRun): void {
  const { lastEventId: startedEventId } = frame;
  const succeededEventId = append(run, 'MapRunSucceeded', startedEventId);
  append(run, 'MapStateSucceeded', succeededEventId);
  // AWS: the state's end follows on MapRunSucceeded where the Map is the execution's first state, else on MapRunStarted — recorded, 29 of 29.
  if (visitOf(frame).previousEventId === 0) frame.lastEventId = succeededEventId;
  const { executions, items } = mapRun;
  setMapRun(run, {
    ...mapRun,
    status: 'SUCCEEDED',
    stopTime: run.moment.now,
    executions: { ...executions, resultsWritten: executions.succeeded },
    items: { ...items, resultsWritten: items.succeeded },
  });
  const result = `[${doing.results
    .flat()
    .filter((output) => typeof output === 'string')
    .join(',')}]`;
  setDoing(frame, { kind: 'starting' });
  const failure = leaveState(run, frame, shapeOutput(run, frame, state, state.flow, result, { result }), state.next);
  if (failure) failState(run, frame, failure);
}

/** `arn:…:mapRun:<machine>/<label or a UUID>:<UUID>` */
function newMapRunArn(run: Run, state: MapState): string {
  const parts = run.execution.stateMachineArn.split(':');
  const machine = parts[6]?.split('/')[0];
  return [...parts.slice(0, 5), 'mapRun', `${machine}/${state.label ?? run.uuid()}`, run.uuid()].join(':');
}

function doingOf(frame: FrameDraft): RunningMapRun {
  const { doing } = visitOf(frame);
  if (doing.kind !== 'map-run') throw new Error(`frame ${frame.id} is in no Map Run`);
  return doing;
}
