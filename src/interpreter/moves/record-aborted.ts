import type { State } from '#asl/state.ts';
import type { Doing, Frame } from '../continuation/execution.ts';
import type { HistoryEventType } from '../continuation/history.ts';
import { append } from '../draft/record.ts';
import { type Run, stateOf, visitOf } from '../draft/run.ts';

/** The states in which a line can stand when another one fails, and the event of each. */
const ABORTED = {
  Task: 'TaskStateAborted',
  Wait: 'WaitStateAborted',
  Parallel: 'ParallelStateAborted',
  Map: 'MapStateAborted',
} as const satisfies Partial<Record<State['type'], HistoryEventType>>;

const hasAbortedEvent = (type: State['type']): type is keyof typeof ABORTED => type in ABORTED;

/**
 * Tells of the state in which a branch or an iteration has failed. A Parallel or a Map has told its failure itself.
 * AWS: the failed task's state is aborted too, TaskFailed 8, TaskStateAborted 9 (previous 8), ParallelStateFailed 10 (previous 8) — recorded,
 * and so in each round of a Retry. Wait, which has no event of its failure either, is like it (inferred).
 */
export function recordFailedAborted(run: Run, failed: Frame): void {
  const { type } = stateOf(run, failed);
  if (type === 'Task' || type === 'Wait') append(run, ABORTED[type], failed.lastEventId);
}

/**
 * Tells what is under way in the other branches or iterations of the state in which `failed` has failed: it is aborted, innermost first.
 * AWS: all of it follows on the last event of the line that has failed, and nothing follows on it — recorded for TaskStateAborted, which
 * "does not advance" the chain (floci-io/floci, pull request 3167); the others are in the API model, that they are like it is inferred.
 */
export function recordOthersAborted(run: Run, frame: Frame, failed: Frame): void {
  recordLinesAborted(run, frame, failed.lastEventId, failed.id);
}

function recordLinesAborted(run: Run, frame: Frame, previousEventId: number, except?: number): void {
  const { name, type } = stateOf(run, frame);
  for (const id of linesIn(visitOf(frame).doing)) {
    const line = id === except ? undefined : (run.drafts.get(id) ?? run.execution.frames[id]);
    if (!line) continue;
    recordStateAborted(run, line, previousEventId);
    if (type === 'Map') {
      const details = { name, index: line.index };
      append(run, 'MapIterationAborted', previousEventId, { mapIterationAbortedEventDetails: details });
    }
  }
}

/** Tells of the state that a line is inside, with everything in there. A line between two states has nothing to tell. */
function recordStateAborted(run: Run, line: Frame, previousEventId: number): void {
  if (!line.visit) return;
  const { doing } = line.visit;
  recordLinesAborted(run, line, previousEventId);
  const isMapRun = doing.kind === 'map-run' && run.execution.mapRuns?.[doing.mapRunArn]?.status === 'RUNNING';
  if (isMapRun) append(run, 'MapRunAborted', previousEventId);
  const { type } = stateOf(run, line);
  if (hasAbortedEvent(type)) append(run, ABORTED[type], previousEventId);
}

const linesIn = (doing: Doing): readonly number[] => ('children' in doing ? doing.children : []);
