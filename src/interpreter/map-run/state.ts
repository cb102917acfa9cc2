import type { RunningMapRun } from '../continuation/execution.ts';
import type { ItemSource } from '../continuation/item-source.ts';
import { type FrameDraft, setDoing, visitOf } from '../draft/run.ts';

/** What a frame in a Distributed Map state does. */
export function doingOf(frame: FrameDraft): RunningMapRun {
  const { doing } = visitOf(frame);
  if (doing.kind !== 'map-run') throw new Error(`frame ${frame.id} is in no Map Run`);
  return doing;
}

/** Keeps how far the items of a frame's Map Run have been read. */
export const setSource = (frame: FrameDraft, source: ItemSource): void => setDoing(frame, { ...doingOf(frame), source });
