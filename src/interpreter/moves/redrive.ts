import type { ExecutionEvent } from '../continuation/events.ts';
import type { Execution } from '../continuation/execution.ts';
import { append } from '../draft/record.ts';
import { draftOf, type FrameDraft, type Run, setDoing, stateOf, visitOf } from '../draft/run.ts';
import { rulesOf } from './doings.ts';

/** AWS: so many client tokens of an execution answer the same again — API reference, RedriveExecution. */
const MAX_TOKENS = 10;

type Redriven = Extract<ExecutionEvent, { readonly kind: 'redriven' }>;

/**
 * Sets a closed execution going again, from the states that did not succeed, with their inputs; retries are counted anew. Branches and
 * iterations that have succeeded keep their results, and so do the children of a Map Run.
 * AWS: Restarting state machine executions with redrive.
 */
export function redrive(run: Run, { clientToken, round }: Redriven): void {
  const { execution, machine, moment } = run;
  execution.status = 'RUNNING';
  execution.redriveCount++;
  execution.redriveTime = moment.now;
  if (clientToken !== undefined) execution.redriveTokens = withToken(execution, { clientToken, time: moment.now });
  if (round !== undefined && execution.parent) execution.parent = { ...execution.parent, round };
  execution.stopTime = undefined;
  execution.error = undefined;
  execution.cause = undefined;
  // Only what has a state machine is redriven: one of that name is there again.
  execution.machineDeleted = undefined;
  // AWS: the state machine's timeout begins anew.
  if (machine.timeoutSeconds !== undefined && !execution.parent) execution.timeoutAt = moment.now + machine.timeoutSeconds * 1000;
  append(run, 'ExecutionRedriven', execution.lastEventId, {
    executionRedrivenEventDetails: { redriveCount: execution.redriveCount },
  });

  // AWS: what the next events follow on is not documented: here it is the last of their own line, so that a state's end leads back to its beginning.
  for (const id of Object.keys(execution.frames).map(Number)) {
    const frame = draftOf(run, id);
    if (!frame) continue;
    if (frame.visit) revisit(run, frame);
    else run.queue.push(id);
  }
}

/** Takes a state up again that was not left. AWS: it is not entered again, but for Fail, which "reenters" — Redrive behavior of individual states. */
function revisit(run: Run, frame: FrameDraft): void {
  const visit = visitOf(frame);
  frame.visit = { ...visit, retries: [] };
  const how = rulesOf(visit.doing).redriven(run, visit.doing);
  if (how === 'waits') return;
  if (stateOf(run, frame).type === 'Fail') frame.visit = undefined;
  else if (how === 'starts-over') setDoing(frame, { kind: 'starting' });
  run.queue.push(frame.id);
}

function withToken({ redriveTokens = [] }: Execution, token: { readonly clientToken: string; readonly time: number }) {
  return [...redriveTokens, token].slice(-MAX_TOKENS);
}
