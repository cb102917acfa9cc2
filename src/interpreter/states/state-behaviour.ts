import type { State } from '#asl/state.ts';
import type { MapRunEvent, TaskEvent } from '../continuation/events.ts';
import type { EndedLine, FrameDraft, Run } from '../draft/run.ts';

/** What one type of state does. Everything may throw StatesError: the state's failure. */
export interface StateBehaviour<S extends State = never> {
  /** Begins the state's work: after StateEntered, and again for every retry. */
  readonly enter: (run: Run, frame: FrameDraft, state: S) => void;
  /** A branch or an iteration of the state has ended. */
  readonly childEnded?: (run: Run, frame: FrameDraft, state: S, ended: EndedLine) => void;
  /** The moment that the frame waited for has come. */
  readonly due?: (run: Run, frame: FrameDraft, state: S) => void;
  /** Something happened to the attempt that the frame is in. */
  readonly taskEvent?: (run: Run, frame: FrameDraft, state: S, event: TaskEvent) => void;
  /** Something happened to the Map Run that the frame is in. */
  readonly mapRunEvent?: (run: Run, frame: FrameDraft, state: S, event: MapRunEvent) => void;
}
