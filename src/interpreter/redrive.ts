import type { Doing, Frame } from './execution.ts';
import { append, draftOf, type Run, setDoing, visitOf } from './run.ts';

/**
 * Sets a closed execution going again, from the states that did not succeed, with their inputs; retries are counted anew. Branches and
 * iterations that have succeeded keep their results.
 * AWS: Restarting state machine executions with redrive.
 */
export function redrive(run: Run): void {
  const { execution, machine, moment } = run;
  execution.status = 'RUNNING';
  execution.redriveCount++;
  execution.redriveTime = moment.now;
  delete execution.stopTime;
  delete execution.error;
  delete execution.cause;
  if (machine.timeoutSeconds !== undefined) execution.timeoutAt = moment.now + machine.timeoutSeconds * 1000;
  const redrivenEventId = append(run, 'ExecutionRedriven', execution.lastEventId, {
    executionRedrivenEventDetails: { redriveCount: execution.redriveCount },
  });

  for (const id of Object.keys(execution.frames).map(Number)) {
    const frame = draftOf(run, id);
    if (!frame) continue;
    frame.lastEventId = redrivenEventId;
    if (!frame.visit) run.queue.push(id);
    else if (!hasChildren(run, frame.visit.doing)) {
      setDoing(frame, { kind: 'starting' });
      frame.visit = { ...visitOf(frame), retries: [] };
      run.queue.push(id);
    }
  }
}

/** Whether the state goes on with branches or iterations that did not succeed; one whose children all did failed by itself, and starts over. */
function hasChildren(run: Run, doing: Doing): boolean {
  const frames: Readonly<Record<number, Frame>> = run.execution.frames;
  return (
    (doing.kind === 'branches' || doing.kind === 'iterations') && doing.children.some((child) => frames[child] !== undefined)
  );
}
