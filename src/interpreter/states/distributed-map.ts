// Map (distributed): entered → started → map run started → (each child an execution of its own) → map run succeeded → succeeded → exited
//                                                       → map run failed, when more children fail than may
import type { Json } from '#asl/json.ts';
import type { MapState } from '#asl/state.ts';
import { StatesError } from '#asl/states-error.ts';
import { parse } from '../data.ts';
import { selectInput, shapeOutput } from '../data-flow.ts';
import type { RunningMapRun } from '../execution.ts';
import { failState } from '../fail-state.ts';
import { itemInput, itemsOf, resultAt, withResult } from '../map-items.ts';
import { childArn, concurrencyOf, endedOf, exceedsTolerance, type MapRun } from '../map-run.ts';
import { append, cancelWork, type FrameDraft, type Run, record, setDoing, visitOf } from '../run.ts';
import { readInteger, readNumber } from '../scalar-field.ts';
import type { MapRunEvent, StateBehaviour } from '../state-behaviour.ts';
import { leaveState } from '../transition.ts';

/** How many children one move starts: what is left is started in the next, so that no commit grows with the Map Run. */
const START_BATCH = 100;

/** AWS: the failure of a Map Run, error and cause — Handling errors, States.ExceedToleratedFailureThreshold. */
const THRESHOLD_EXCEEDED = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/** Runs its item processor as child executions, one for every item. */
export const distributedMap: StateBehaviour<MapState> = {
  enter(run: Run, frame: FrameDraft, state: MapState) {
    const { doing } = visitOf(frame);
    if (doing.kind === 'map-run') return goOn(run, frame, state, doing);

    const input = selectInput(run, frame, state.flow);
    const items = itemsOf(run, frame, state, input);
    const total = (parse(items) as readonly Json[]).length;
    const maxConcurrency = state.maxConcurrency ? readInteger(run, frame, state.maxConcurrency, input) : 0;
    if (maxConcurrency < 0) throw new StatesError('States.Runtime', 'MaxConcurrency cannot be negative.');
    record(run, frame, 'MapStateStarted', { mapStateStartedEventDetails: { length: total } });

    // AWS: the tolerated failures are looked at when the state has started — recorded.
    const toleratedFailureCount = state.toleratedFailureCount ? readInteger(run, frame, state.toleratedFailureCount, input) : 0;
    if (toleratedFailureCount < 0) throw new StatesError('States.Runtime', 'ToleratedFailureCount cannot be negative.');
    const toleratedFailurePercentage = state.toleratedFailurePercentage
      ? readNumber(run, frame, state.toleratedFailurePercentage, input)
      : 0;
    if (toleratedFailurePercentage < 0 || toleratedFailurePercentage > 100) {
      throw new StatesError('States.Runtime', 'ToleratedFailurePercentage must be between 0 and 100.');
    }
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
      total,
      started: 0,
      succeeded: 0,
      failed: 0,
      timedOut: 0,
      aborted: 0,
      resultsWritten: 0,
      redriveCount: 0,
    });
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
    const doing = doingOf(frame);
    const again = { ...doing, leaseUntil: run.moment.now + run.moment.leaseMillis };
    setDoing(frame, again);
    const { started } = mapRunOf(run, doing.mapRunArn);
    for (let index = 0; index < started; index++) {
      if (resultAt(doing.results, index) === null) startChild(run, frame, state, again, index);
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
    if (resultAt(doing.results, event.index) !== null) return;
    const results = withResult<string | false>(
      doing.results,
      event.index,
      event.status === 'SUCCEEDED' ? (event.output ?? '{}') : false,
    );
    const after = { ...doing, results, leaseUntil: run.moment.now + run.moment.leaseMillis };
    setDoing(frame, after);
    setMapRun(run, { ...mapRun, ...counted(mapRun, event.status) });
    goOn(run, frame, state, after);
  },
};

/** Starts as many children as may run; fails or leaves the state when it is decided. */
function goOn(run: Run, frame: FrameDraft, state: MapState, doing: RunningMapRun): void {
  const mapRun = mapRunOf(run, doing.mapRunArn);
  if (exceedsTolerance(mapRun)) return failed(run, frame, mapRun);
  if (endedOf(mapRun) === mapRun.total) return succeeded(run, frame, state, doing, mapRun);
  const room = concurrencyOf(mapRun) - (mapRun.started - endedOf(mapRun));
  const until = Math.min(mapRun.total, mapRun.started + Math.min(room, START_BATCH));
  for (let index = mapRun.started; index < until; index++) startChild(run, frame, state, doing, index);
  if (until > mapRun.started) setMapRun(run, { ...mapRun, started: until });
  if (room > START_BATCH && until < mapRun.total) run.queue.push(frame.id);
}

function startChild(run: Run, frame: FrameDraft, state: MapState, { mapRunArn, items }: RunningMapRun, index: number): void {
  const value = (parse(items) as readonly Json[])[index] ?? null;
  run.effects.push({
    kind: 'start-child',
    arn: childArn(mapRunArn, index),
    type: state.executionType,
    startAt: state.startAt,
    input: itemInput(run, frame, state, index, value),
    parent: { executionArn: run.execution.arn, mapRunArn, frame: frame.id, index },
  });
}

function failed(run: Run, frame: FrameDraft, mapRun: MapRun): void {
  record(run, frame, 'MapRunFailed', { mapRunFailedEventDetails: THRESHOLD_EXCEEDED });
  setMapRun(run, { ...mapRun, status: 'FAILED', stopTime: run.moment.now });
  cancelWork(run, frame);
  setDoing(frame, { kind: 'starting' });
  failState(run, frame, THRESHOLD_EXCEEDED);
}

function succeeded(run: Run, frame: FrameDraft, state: MapState, doing: RunningMapRun, mapRun: MapRun): void {
  const { lastEventId: startedEventId } = frame;
  const succeededEventId = append(run, 'MapRunSucceeded', startedEventId);
  append(run, 'MapStateSucceeded', succeededEventId);
  // AWS: the state's end follows on MapRunSucceeded where the Map is the execution's first state, else on MapRunStarted — recorded, 29 of 29.
  if (visitOf(frame).previousEventId === 0) frame.lastEventId = succeededEventId;
  setMapRun(run, { ...mapRun, status: 'SUCCEEDED', stopTime: run.moment.now, resultsWritten: mapRun.succeeded });
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

function counted(mapRun: MapRun, status: Extract<MapRunEvent, { kind: 'child-ended' }>['status']): Partial<MapRun> {
  switch (status) {
    case 'SUCCEEDED':
      return { succeeded: mapRun.succeeded + 1 };
    case 'FAILED':
      return { failed: mapRun.failed + 1 };
    case 'TIMED_OUT':
      return { timedOut: mapRun.timedOut + 1 };
    case 'ABORTED':
      return { aborted: mapRun.aborted + 1 };
  }
}

function doingOf(frame: FrameDraft): RunningMapRun {
  const { doing } = visitOf(frame);
  if (doing.kind !== 'map-run') throw new Error(`frame ${frame.id} is in no Map Run`);
  return doing;
}

function mapRunOf(run: Run, arn: string): MapRun {
  const mapRun = run.execution.mapRuns?.[arn];
  if (!mapRun) throw new Error(`there is no Map Run ${arn}`);
  return mapRun;
}

function setMapRun(run: Run, mapRun: MapRun): void {
  run.execution.mapRuns = { ...run.execution.mapRuns, [mapRun.arn]: mapRun };
}
