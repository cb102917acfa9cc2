import type { Machine } from '#asl/state.ts';
import type { Execution, Frame } from '#interpreter/continuation/execution.ts';

/** The root's. */
export const ROOT_LINE = '';

/** The name of an iteration's line inside another. */
export const iterationLine = (outer: string, state: string, index: number): string => `${outer}${state}[${index}]/`;

/** The name of a branch's line inside another; a branch is known by its first state, since a history does not number it. */
export const branchLine = (outer: string, state: string, startAt: string): string => `${outer}${state}.${startAt}/`;

/** The name of a frame's line: the states and iterations that it is inside of. Two lines that run side by side have two names. */
export function lineOf(machine: Machine, execution: Pick<Execution, 'frames'>, frame: Frame): string {
  const parent = frame.parent === undefined ? undefined : execution.frames[frame.parent];
  if (!parent) return ROOT_LINE;
  const outer = lineOf(machine, execution, parent);
  const state = machine.states.get(parent.state);
  if (state?.type === 'Parallel') return branchLine(outer, state.name, state.branches[frame.index] ?? '');
  return iterationLine(outer, parent.state, frame.index);
}
