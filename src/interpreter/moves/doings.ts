import type { Frame } from '../continuation/execution.ts';
import { append } from '../draft/record.ts';
import type { Run } from '../draft/run.ts';
import { stopMapRun } from './stop-map-run.ts';
import { cancelTask } from './task-effects.ts';

/** Ends what a frame is doing: its children, or its call. */
export function cancelWork(run: Run, frame: Frame): void {
  const doing = frame.visit?.doing;
  if (doing?.kind === 'branches' || doing?.kind === 'iterations') for (const child of doing.children) removeFrame(run, child);
  if (doing?.kind === 'map-run') {
    // AWS: the event is documented, where it comes is not. (inferred)
    if (run.execution.mapRuns?.[doing.mapRunArn]?.status === 'RUNNING') append(run, 'MapRunAborted', frame.lastEventId);
    stopMapRun(run, doing, 'ABORTED');
  }
  if (doing?.kind === 'task') run.effects.push(cancelTask(frame, doing));
}

/** Removes a line of control with everything that runs inside it; calls that are out are cancelled. */
export function removeFrame(run: Run, id: number): void {
  const frame = run.drafts.get(id) ?? run.execution.frames[id];
  if (!frame) return;
  cancelWork(run, frame);
  delete (run.execution.frames as Record<number, Frame>)[id];
  run.drafts.delete(id);
}
