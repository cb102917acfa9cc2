import type { Machine, State } from '#asl/state.ts';
import type { Effect } from '../continuation/effects.ts';
import type { Moment } from '../continuation/events.ts';
import type { Doing, DoingByKind, Execution, Frame, Visit } from '../continuation/execution.ts';
import type { Failure } from '../continuation/failure.ts';
import type { HistoryEvent } from '../continuation/history.ts';
import type { JsonText } from '../continuation/json-text.ts';
import type { Mark } from '../continuation/mark.ts';
import type { Probe } from './probe.ts';
import { createRandomness } from './randomness.ts';

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
  /** How many frames there are. */
  lines: number;
  /** Branches and iterations that have ended, whose parents have not been told yet. */
  readonly ended: EndedLine[];
  readonly random: () => number;
  readonly uuid: () => string;
  /** Which places of the definition the step has come to, where that was asked for. */
  readonly marks: Mark[] | undefined;
  /** Where one state is tried alone. */
  readonly probe?: Probe;
}

/** Opens a step on an execution, which itself stays as it is. */
export function beginRun(machine: Machine, execution: Execution, moment: Moment, probe?: Probe, marks?: Mark[]): Run {
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
    lines: Object.keys(execution.frames).length,
    ended: [],
    random: () => source().random(),
    uuid: () => source().uuid(),
    marks,
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
  run.lines++;
  run.queue.push(id);
  return id;
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

/** What a frame inside a state is doing, where there is but one thing that it can be doing. */
export function doingAs<Kind extends Doing['kind']>(frame: Frame, kind: Kind): DoingByKind[Kind] {
  const { doing } = visitOf(frame);
  if (!isDoing(doing, kind)) throw new Error(`frame ${frame.id} is doing ${doing.kind}, not ${kind}`);
  return doing;
}

const isDoing = <Kind extends Doing['kind']>(doing: Doing, kind: Kind): doing is DoingByKind[Kind] => doing.kind === kind;

/** Replaces what a frame inside a state is doing. */
export function setDoing(frame: FrameDraft, doing: Doing): void {
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
