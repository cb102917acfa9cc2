import type { Doing, Execution } from '#interpreter/continuation/execution.ts';

/** The state in which an execution waits for a token or a worker, with nothing else of it going on; `undefined` where it goes on by itself. */
export function stuckIn({ status, ready, frames }: Execution): string | undefined {
  if (status !== 'RUNNING' || ready.length > 0) return undefined;
  const doings = Object.values(frames).flatMap(({ state, visit }) => (visit ? [{ state, doing: visit.doing }] : []));
  if (doings.some(({ doing }) => goesOn(doing))) return undefined;
  return doings.find(({ doing }) => doing.kind === 'task')?.state;
}

/** A call is out, a job is looked after, an answer is on its way, children run. */
const goesOn = (doing: Doing): boolean =>
  doing.kind === 'map-run' ||
  (doing.kind === 'task' && (doing.phase === 'calling' || doing.job !== undefined || doing.later !== undefined));
