import type { Effect } from '#interpreter/continuation/effects.ts';
import type { Execution, Frame } from '#interpreter/continuation/execution.ts';

/** What is wrong with an execution between two steps, in sentences. */
export function brokenInvariants(execution: Execution): string[] {
  const broken: string[] = [];
  const frames: readonly Frame[] = Object.values(execution.frames);
  for (const { id, parent, lastEventId } of frames) {
    if (id > execution.lastFrameId) broken.push(`frame ${id} is newer than the newest`);
    if (lastEventId > execution.lastEventId) broken.push(`frame ${id} is ahead of the history`);
    if (parent !== undefined && !childrenOf(execution.frames[parent]).includes(id))
      broken.push(`frame ${id} is not run by ${parent}`);
  }
  if (new Set(execution.ready).size !== execution.ready.length) broken.push('a frame is ready twice');
  for (const id of execution.ready) if (!execution.frames[id]) broken.push(`frame ${id} is ready and gone`);
  if (execution.status === 'RUNNING') {
    for (const frame of frames) if (isStuck(execution, frame)) broken.push(`frame ${frame.id} is forgotten in ${frame.state}`);
  } else if (execution.ready.length) {
    broken.push('it is closed and ready');
  }
  if (execution.status === 'SUCCEEDED' && frames.length) broken.push('it has succeeded and keeps frames');
  return broken;
}

/** Whether nothing will ever move a frame on. */
function isStuck({ ready, frames }: Execution, { id, visit }: Frame): boolean {
  if (ready.includes(id)) return false;
  const doing = visit?.doing;
  if (doing?.kind === 'branches' || doing?.kind === 'iterations') return !doing.children.some((child) => frames[child]);
  return doing === undefined || doing.kind === 'starting';
}

function childrenOf(frame: Frame | undefined): readonly number[] {
  const doing = frame?.visit?.doing;
  return doing?.kind === 'branches' || doing?.kind === 'iterations' ? doing.children : [];
}

/** What is wrong with the calls that steps asked for, in sentences: each is made once, and called off at most once. */
export function brokenCalls(effects: readonly Effect[]): string[] {
  const out = new Set<number>();
  return effects.flatMap((effect) => {
    if (effect.kind === 'invoke-task') {
      const isNew = !out.has(effect.attempt);
      out.add(effect.attempt);
      return isNew ? [] : [`${effect.attempt} is called again`];
    }
    if (effect.kind !== 'cancel-task') return [];
    return out.delete(effect.attempt) ? [] : [`${effect.attempt} is called off and not out`];
  });
}
