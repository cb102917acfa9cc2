import type { RunningMapRun } from '../continuation/execution.ts';
import type { ItemSource } from '../continuation/item-source.ts';
import { doingAs, type FrameDraft, setDoing } from '../draft/run.ts';

/** What a frame in a Distributed Map state does. */
export const doingOf = (frame: FrameDraft): RunningMapRun => doingAs(frame, 'map-run');

/** Keeps how far the items of a frame's Map Run have been read. */
export const setSource = (frame: FrameDraft, source: ItemSource): void => setDoing(frame, { ...doingOf(frame), source });
