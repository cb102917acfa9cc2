import type { MarkedPlace } from '../continuation/mark.ts';
import type { FrameDraft, Run } from './run.ts';

/** Marks that a frame has come to a place of its state; only in a step that was asked for marks. */
export function mark(run: Run, frame: FrameDraft, place: MarkedPlace): void {
  run.marks?.push({ state: frame.state, place });
}
