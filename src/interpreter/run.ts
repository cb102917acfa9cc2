import type { Json } from '#asl/json.ts';
import type { Machine, State } from '#asl/state.ts';
import type { Effect } from './effects.ts';
import type { Moment } from './events.ts';
import type { Execution, Frame, JsonText, Visit } from './execution.ts';
import type { Failure } from './failure.ts';
import type { EventDetails, HistoryEvent } from './history.ts';
import { stopMapRun } from './map-run-state.ts';
import type { Probe } from './probe.ts';
import { createRandomness } from './randomness.ts';
import { cancelTask } from './task-effects.ts';

/** AWS: an execution that has this many events fails — Step Functions quotas, maximum execution history size. */
export const MAX_HISTORY_EVENTS = 25_000;

type Mutable<T> = { -readonly [Member in keyof T]: T[Member] };

/** A frame during a step: this step's own copy, free to be written. */
export type FrameDraft = Mutable<Frame>;

/** A line of control that has reached its end: with an output or with a failure. */
export type EndedLine = { readonly frame: FrameDraft } & ({ readonly output: JsonText } | { readonly failure: Failure });

/** One step while it is made: the drafts of the execution and of the frames it touches, and what it has produced so far. */
export interface Run {
  readonly machine: Machine;
  readonly moment: Moment;
  readonly execution: Mutable<Execution>;
  readonly history: HistoryEvent[];
  readonly effects: Effect[];
  /** Frames that can move, first in first out; `taken` of them have. */
  readonly queue: number[];
  taken: number;
  readonly drafts: Map<number, FrameDraft>;
  /** Branches and iterations that have ended, whose parents have not been told yet. */
  readonly ended: EndedLine[];
  readonly random: () => number;
  readonly uuid: () => string;
  /** Where one state is tried alone. */
  readonly probe?: Probe;
}

/** Opens a step on an execution, which itself stays as it is. */
export function beginRun(machine: Machine, execution: Execution, moment: Moment, probe?: Probe): Run {
  let randomness: ReturnType<typeof createRandomness> | undefined;
  const source = () => {
    randomness ??= createRandomness(moment.seed);
    return randomness;
  };
  return {
    machine,
    moment,
    execution: { ...execution, frames: { ...execution.frames } },
    history: [],
    effects: [],
    queue: [...execution.ready],
    taken: 0,
    drafts: new Map(),
    ended: [],
    random: () => source().random(),
    uuid: () => source().uuid(),
    ...(probe ? { probe } : {}),
  };
}

/** Closes a step: what it made of the execution. */
export function endRun(run: Run): Execution {
  const { execution, drafts } = run;
  for (const [id, draft] of drafts) {
    if (execution.frames[id]) (execution.frames as Record<number, Frame>)[id] = draft;
  }
  execution.ready = run.queue.slice(run.taken);
  return execution;
}

/** The frame of that id to be written in this step, if it is still there. */
export function draftOf(run: Run, id: number): FrameDraft | undefined {
  const draft = run.drafts.get(id);
  if (draft) return draft;
  const frame = run.execution.frames[id];
  if (!frame) return undefined;
  const copy = { ...frame };
  run.drafts.set(id, copy);
  return copy;
}

/** Adds a line of control that is ready to enter its first state. */
export function addFrame(run: Run, frame: Omit<Frame, 'id'>): number {
  const id = ++run.execution.lastFrameId;
  const draft = { id, visit: undefined, ...frame };
  (run.execution.frames as Record<number, Frame>)[id] = draft;
  run.drafts.set(id, draft);
  run.queue.push(id);
  return id;
}

/** Removes a line of control with everything that runs inside it; calls that are out are cancelled. */
export function removeFrame(run: Run, id: number): void {
  const frame = run.drafts.get(id) ?? run.execution.frames[id];
  if (!frame) return;
  cancelWork(run, frame);
  delete (run.execution.frames as Record<number, Frame>)[id];
  run.drafts.delete(id);
}

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

/** Thrown by `record` when the history is full; ends the execution. */
export class HistoryFull extends Error {}

/** Appends a history event that follows on `previousEventId`; returns its id. `details` is the event's own details member. */
export function append(
  run: Run,
  type: string,
  previousEventId: number,
  details?: Record<`${string}EventDetails`, EventDetails>,
): number {
  const { execution, moment } = run;
  if (execution.lastEventId >= MAX_HISTORY_EVENTS - 1 && execution.status === 'RUNNING' && execution.type === 'STANDARD')
    throw new HistoryFull();
  const id = ++execution.lastEventId;
  execution.lastEventTime = moment.now;
  run.history.push({ id, previousEventId, timestamp: moment.now, type, ...details });
  return id;
}

/** Appends a history event to a frame's own line. */
export function record(
  run: Run,
  frame: FrameDraft,
  type: string,
  details?: Record<`${string}EventDetails`, EventDetails>,
): number {
  frame.lastEventId = append(run, type, frame.lastEventId, details);
  return frame.lastEventId;
}

/** The state that a frame is in, or about to enter. */
export function stateOf(run: Run, frame: Frame): State {
  const state = run.machine.states.get(frame.state);
  if (!state) throw new Error(`there is no state ${frame.state}`);
  return state;
}

/** The visit of a frame that is inside a state. */
export function visitOf(frame: Frame): Visit {
  if (!frame.visit) throw new Error(`frame ${frame.id} is in no state`);
  return frame.visit;
}

/** Replaces what a frame inside a state is doing. */
export function setDoing(frame: FrameDraft, doing: Visit['doing']): void {
  frame.visit = { ...visitOf(frame), doing };
}

/** The frame's parent, for a branch or an iteration. */
export function parentOf(run: Run, frame: Frame): FrameDraft | undefined {
  return frame.parent === undefined ? undefined : draftOf(run, frame.parent);
}

/** The frame and its parents, innermost first: where a variable is looked up. */
export function* lineage(run: Run, frame: Frame): Generator<Frame> {
  for (
    let at: Frame | undefined = frame;
    at;
    at = at.parent === undefined ? undefined : (run.drafts.get(at.parent) ?? run.execution.frames[at.parent])
  )
    yield at;
}

/** AWS's `inputDetails` and `outputDetails`. */
export const NOT_TRUNCATED: Json = { truncated: false };
