import { compileMachine } from '#asl/compile-machine.ts';
import type { Machine } from '#asl/state.ts';
import type { ObjectStore } from '#integrations/object-store.ts';
import type { InvokeTask } from '#interpreter/continuation/effects.ts';
import type { ExecutionEvent } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import type { Mark } from '#interpreter/continuation/mark.ts';
import { newExecution } from '#interpreter/continuation/new-execution.ts';
import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import type { ReadBundle } from '../bundles/read-bundle.ts';
import { ControlError } from '../control-error.ts';
import { lineOf } from '../rehearsal/line-of.ts';
import {
  type Asked,
  type Entry,
  openScene,
  play,
  type Scene,
  type Stage,
  withEntries,
  withoutFirstAsked,
} from '../rehearsal/scene.ts';
import { checkRecording } from './check-recording.ts';
import { type Divergence, divergenceOf } from './compare.ts';
import { createRecordedChildren, type RecordedChildren } from './recorded-children.ts';
import { createRecordedItems, type RecordedItems } from './recorded-items.ts';
import { type Script, scriptOf } from './script.ts';

export interface ReplayOptions {
  /** Another definition than the bundle's own, as a JSON text: what would have become of the execution with it. */
  readonly definition?: string;
  /** The objects in S3 that Distributed Maps read. */
  readonly objects?: ObjectStore;
  /** Is told which places of the definition it comes to. */
  readonly marked?: (marks: readonly Mark[]) => void;
  /** `events`: the data that events tell is not looked at. */
  readonly compares?: 'values' | 'events';
}

/** What became of an execution when it was run again with the answers that its calls had. */
export interface Replayed {
  readonly same: boolean;
  /** Where it first went another way. */
  readonly at?: Divergence & { readonly executionArn: string };
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
}

/**
 * Runs a recorded execution again: every recorded outcome of a call is the answer to that call, the recorded start is the time, and waiting
 * costs none. Throws ControlError where the bundle does not hold what that takes.
 */
export async function replay(bundle: ReadBundle, options: ReplayOptions = {}): Promise<Replayed> {
  const machine = machineOf(options.definition ?? bundle.definition);
  checkRecording(bundle, options.definition === undefined ? machine : undefined);
  const histories = new Map<string, HistoryEvent[]>();
  const stage: Stage = {
    machine,
    seed: bundle.execution.executionArn,
    asksForChildren: true,
    isMarked: options.marked !== undefined,
    stepped: ({ execution, history, marks }) => {
      if (marks) options.marked?.(marks);
      const before = histories.get(execution.arn);
      if (before) before.push(...history);
      else histories.set(execution.arn, [...history]);
    },
  };
  const children = createRecordedChildren(bundle);
  const items = createRecordedItems(bundle, options.objects);
  const run: ReplayRun = {
    bundle,
    stage,
    children,
    items,
    scripts: new Map([[bundle.execution.executionArn, scriptOf(bundle.events)]]),
  };
  const begun = beginning(machine, bundle);
  let scene = withEntries(openScene(begun), interventions(bundle));
  try {
    for (scene = play(stage, scene); scene.asked[0]; scene = play(stage, scene))
      scene = await answered(run, scene, scene.asked[0]);
  } finally {
    items.close();
  }
  const execution = scene.actors.get(begun.arn) ?? begun;
  const at = firstDivergence(run, histories, options.compares);
  return { same: at === undefined, ...(at ? { at } : {}), execution, history: histories.get(begun.arn) ?? [] };
}

interface ReplayRun {
  readonly bundle: ReadBundle;
  readonly stage: Stage;
  readonly children: RecordedChildren;
  readonly items: RecordedItems;
  /** By execution ARN. */
  readonly scripts: Map<string, Script>;
}

function machineOf(definition: string): Machine {
  try {
    const parsed = readJson(definition);
    if (isObject(parsed)) return compileMachine(parsed);
  } catch (error) {
    throw new ControlError(`The definition cannot be read: ${error instanceof Error ? error.message : String(error)}.`, HINT);
  }
  throw new ControlError('The definition is no JSON object.', HINT);
}

const HINT = 'A definition is Amazon States Language in JSON; `fake-sfn validate` says what is wrong with one.';

function beginning(machine: Machine, { execution, events }: ReadBundle): Execution {
  const { arn, executionArn, stateMachineArn, startTime, texts } = execution;
  const started = events[0]?.executionStartedEventDetails;
  return newExecution(machine, {
    arn: executionArn,
    name: arn.name,
    type: 'STANDARD',
    stateMachineArn,
    revisionId: '',
    roleArn: started?.roleArn ?? '',
    input: started?.input ?? texts.input ?? '{}',
    startTime,
  });
}

/** What was done to the execution from outside: it was stopped, and redriven. */
function interventions({ execution, events }: ReadBundle): Entry[] {
  const { executionArn, startTime } = execution;
  const began = events[0]?.timestamp ?? startTime;
  return events.flatMap((event) => {
    const did = interventionOf(event);
    return did ? [{ at: startTime + (event.timestamp - began), executionArn, event: did }] : [];
  });
}

function interventionOf(event: HistoryEvent): ExecutionEvent | undefined {
  if (event.type === 'ExecutionRedriven') return { kind: 'redriven' };
  return event.type === 'ExecutionAborted' ? { kind: 'aborted', ...event.executionAbortedEventDetails } : undefined;
}

async function answered(run: ReplayRun, scene: Scene, { executionArn, effect }: Asked): Promise<Scene> {
  const rest = withoutFirstAsked(scene);
  const execution = scene.actors.get(executionArn);
  if (!execution) return rest;
  const tell = (event: ExecutionEvent) => withEntries(rest, [{ at: scene.now, executionArn, event }]);
  switch (effect.kind) {
    case 'invoke-task':
      return withEntries(rest, callAnswered(run, scene, execution, effect));
    case 'start-child':
      return run.children.start(run.stage, rest, execution, effect, run.scripts);
    case 'read-items':
      return tell(await run.items.read(execution, effect));
    case 'write-results':
      return tell(await run.items.write(scene, execution, effect));
  }
}

function callAnswered({ stage, scripts, bundle }: ReplayRun, { now }: Scene, execution: Execution, call: InvokeTask): Entry[] {
  const frame = execution.frames[call.frame];
  if (!frame) return [];
  const script = scripts.get(execution.arn);
  if (!script)
    throw new ControlError(
      `The bundle does not tell what became of the call of the state '${call.state}' in a child execution (input ${execution.input.slice(0, 200)}).`,
      `Add the child with its history to "children" of the bundle of ${bundle.execution.executionArn}.`,
    );
  const told = script.answer(lineOf(stage.machine, execution, frame), call) ?? [];
  return told.map(({ afterMillis, event }) => ({ at: now + afterMillis, executionArn: execution.arn, event }));
}

function firstDivergence(
  { bundle, children }: ReplayRun,
  histories: ReadonlyMap<string, readonly HistoryEvent[]>,
  compares: ReplayOptions['compares'],
): Replayed['at'] {
  const { executionArn } = bundle.execution;
  // What went wrong in a child shows first where it went wrong.
  const compared = [...children.played(), { executionArn, events: bundle.events, playedAs: executionArn }];
  for (const { executionArn, events, playedAs } of compared) {
    const at = divergenceOf(events, histories.get(playedAs) ?? [], compares);
    if (at) return { ...at, executionArn };
  }
  return undefined;
}
