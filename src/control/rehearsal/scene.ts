import { executionNameOf, labelOf, stateMachineOf } from '#arn';
import type { Machine } from '#asl/state.ts';
import { nextByTime } from '#interpreter/continuation/due.ts';
import type { Effect, InvokeTask, ReadItems, StartChild, WriteResults } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { newExecution } from '#interpreter/continuation/new-execution.ts';
import { type StepResult, step } from '#interpreter/step.ts';

/**
 * An execution that is run by steps alone, without runtime and storage, with the children of its Map Runs: where it stands, as a value.
 * Whoever keeps one can go on from it more than once.
 */
export interface Scene {
  /** Epoch milliseconds of the time that all of them share. It jumps to what comes next. */
  readonly now: number;
  /** The executions by ARN: the first is the one that it is all about. */
  readonly actors: ReadonlyMap<string, Execution>;
  /** What is known to happen, in the order in which it does. */
  readonly agenda: readonly Entry[];
  /** What has been asked of the outside and has not been answered. */
  readonly asked: readonly Asked[];
}

/** An event that an execution is told at a time. */
export interface Entry {
  readonly at: number;
  readonly executionArn: string;
  readonly event: ExecutionEvent;
}

/** What an execution asks that nobody on the scene can answer. */
export interface Asked {
  readonly executionArn: string;
  readonly effect: InvokeTask | ReadItems | WriteResults | StartChild;
}

/** What does not change while a scene is played. */
export interface Stage {
  readonly machine: Machine;
  /** What random numbers, UUIDs and task tokens are made from. */
  readonly seed: string;
  /** Whether the children of Map Runs are asked for: else they run. */
  readonly asksForChildren?: boolean;
  /** How many history events the execution may have before it is left where it stands. */
  readonly maxEvents?: number;
  /** Whether steps are asked for marks. */
  readonly isMarked?: boolean;
  /** Is told of every step that has changed something. */
  readonly stepped?: (result: StepResult, before: Execution) => void;
}

/** A scene on which an execution is about to begin. */
export const openScene = (execution: Execution): Scene => ({
  now: execution.startTime,
  actors: new Map([[execution.arn, execution]]),
  agenda: [{ at: execution.startTime, executionArn: execution.arn, event: { kind: 'started' } }],
  asked: [],
});

/** Plays on until something is asked, or nothing comes any more. */
export function play(stage: Stage, opened: Scene): Scene {
  let scene = opened;
  while (scene.asked.length === 0) {
    const next = nextOf(scene);
    if (!next || (stage.maxEvents !== undefined && actorOf(scene).lastEventId > stage.maxEvents)) return scene;
    scene = happen(stage, scene, next);
  }
  return scene;
}

/** The execution that a scene is all about. */
export function actorOf({ actors }: Scene): Execution {
  for (const execution of actors.values()) return execution;
  throw new Error('nobody is on the scene');
}

/** Adds what is known to happen. What happens at one time happens in the order in which it was added. */
export function withEntries(scene: Scene, entries: readonly Entry[]): Scene {
  if (entries.length === 0) return scene;
  const agenda = [...scene.agenda];
  for (const entry of entries) {
    let place = agenda.length;
    while (place > 0 && (agenda[place - 1]?.at ?? 0) > entry.at) place--;
    agenda.splice(place, 0, entry);
  }
  return { ...scene, agenda };
}

/** Takes the first question away: who answers it adds an entry, and who does not leaves it open for ever. */
export const withoutFirstAsked = (scene: Scene): Scene => ({ ...scene, asked: scene.asked.slice(1) });

/** Begins a child execution that was asked for. */
export function withChild(scene: Scene, { machine }: Stage, parent: Execution, effect: StartChild): Scene {
  const { arn, type, startAt, input = '{}', parent: place } = effect;
  const known = scene.actors.get(arn);
  const event: ExecutionEvent = known ? { kind: 'redriven', round: place.round } : { kind: 'started' };
  const child =
    known ??
    newExecution(
      { startAt, states: machine.states },
      {
        arn,
        name: executionNameOf(arn),
        type,
        stateMachineArn: `${stateMachineOf(parent.stateMachineArn)}/${labelOf(place.mapRunArn)}`,
        revisionId: parent.revisionId,
        roleArn: parent.roleArn,
        input,
        startTime: scene.now,
        parent: place,
      },
    );
  const actors = new Map(scene.actors).set(arn, child);
  return withEntries({ ...scene, actors }, [{ at: scene.now, executionArn: arn, event }]);
}

/** What is ready goes first, then what was told before, then what time brings. */
function nextOf({ now, actors, agenda }: Scene): Entry | undefined {
  let next = agenda[0];
  for (const [executionArn, execution] of actors) {
    if (execution.status !== 'RUNNING' || execution.lastEventId === 0) continue;
    if (execution.ready.length > 0) return { at: now, executionArn, event: { kind: 'resumed' } };
    const at = nextByTime(execution);
    if (at !== undefined && at < (next?.at ?? Number.POSITIVE_INFINITY)) next = { at, executionArn, event: { kind: 'resumed' } };
  }
  return next;
}

function happen(stage: Stage, scene: Scene, { at, executionArn, event }: Entry): Scene {
  const agenda = scene.agenda[0]?.event === event ? scene.agenda.slice(1) : scene.agenda;
  const before = scene.actors.get(executionArn);
  const now = Math.max(at, scene.now);
  if (!before) return { ...scene, now, agenda };
  const moment = { now, seed: `${stage.seed}/${executionArn}/${before.lastEventId}`, leaseMillis: Number.POSITIVE_INFINITY };
  const machine = before.parent ? { startAt: stage.machine.startAt, states: stage.machine.states } : stage.machine;
  const result = step(machine, before, event, moment, stage.isMarked ? [] : undefined);
  if (result.bug !== undefined) throw result.bug;
  if (result.execution !== before) stage.stepped?.(result, before);
  const after = { now, agenda, asked: scene.asked, actors: withActor(scene.actors, result.execution) };
  return result.effects.reduce((each: Scene, effect) => perform(stage, each, result.execution, effect), after);
}

/** A map of one is cheap to make, and nearly all are. */
const withActor = (actors: Scene['actors'], execution: Execution): Scene['actors'] =>
  actors.size <= 1 && actors.has(execution.arn)
    ? new Map([[execution.arn, execution]])
    : new Map(actors).set(execution.arn, execution);

function perform(stage: Stage, scene: Scene, execution: Execution, effect: Effect): Scene {
  const { arn: executionArn } = execution;
  switch (effect.kind) {
    case 'invoke-task':
    case 'read-items':
    case 'write-results':
      return { ...scene, asked: [...scene.asked, { executionArn, effect }] };
    case 'start-child':
      if (stage.asksForChildren) return { ...scene, asked: [...scene.asked, { executionArn, effect }] };
      return withChild(scene, stage, execution, effect);
    case 'report-to-parent': {
      const { executionArn: parentArn, ...place } = effect.parent;
      const event: ExecutionEvent = { kind: 'child-ended', ...place, ...effect.outcome };
      return withEntries(scene, [{ at: scene.now, executionArn: parentArn, event }]);
    }
    case 'stop-children': {
      const { mapRunArn, round } = effect;
      const children = [...scene.actors.values()].filter(({ parent }) => parent?.mapRunArn === mapRunArn);
      return withEntries(scene, [
        ...children.map(({ arn }) => ({ at: scene.now, executionArn: arn, event: { kind: 'aborted', round } as const })),
        { at: scene.now, executionArn, event: { kind: 'children-stopped', mapRunArn, round } },
      ]);
    }
    // What is given up is told nothing: the interpreter does not listen to it any more. Map Runs and jobs are found by nobody here.
    case 'cancel-task':
    case 'check-task':
    case 'open-map-run':
      return scene;
  }
}
