import { compileMachine } from '#asl/compile-machine.ts';
import type { Machine } from '#asl/state.ts';
import type { Mark } from '#interpreter/continuation/mark.ts';
import { newExecution } from '#interpreter/continuation/new-execution.ts';
import type { Json, JsonObject } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';
import {
  type Asked,
  actorOf,
  openScene,
  play,
  type Scene,
  type Stage,
  withEntries,
  withoutFirstAsked,
} from '../rehearsal/scene.ts';
import { type Finding, findingIn, type Line, type Path, type Property } from './finding.ts';
import { eventOf, type Knowledge, type Outcome, outcomesOf, withoutExpected } from './outcomes.ts';
import { randomOf } from './random-of.ts';
import { comparedTexts, staticFindings } from './static-findings.ts';

export interface ExploreOptions {
  /** Inputs to begin with; `{}` where there are none. */
  readonly inputs?: readonly Json[];
  /** Results that calls of a state can have: the first one is the usual one. */
  readonly samples?: Readonly<Record<string, readonly Json[]>>;
  /** Results for states that no sample is given for, where more is known of them than that they are objects: `madeUpResults`. */
  readonly madeUp?: Readonly<Record<string, Json>>;
  /** Errors that calls of a state can have, besides those that its Retry and Catch name. */
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  /** How many paths are gone at most (10,000): where there are more, half of them are drawn by lot. */
  readonly maxPaths?: number;
  /** How many calls a path makes at most (100). */
  readonly maxDepth?: number;
  /** The same seed draws the same paths. */
  readonly seed?: string;
  /** What should hold of every path besides. */
  readonly properties?: readonly Property[];
  /** Until when to go on (epoch milliseconds), by `now`. */
  readonly until?: { readonly now: () => number; readonly time: number };
  /** Is told which places of the definition are come to. */
  readonly marked?: (marks: readonly Mark[]) => void;
}

/** What was found. */
export interface Findings {
  /** One of a kind for each state: the shortest that was found. */
  readonly findings: readonly Finding[];
  readonly paths: number;
  /** Whether every path was gone. */
  readonly isComplete: boolean;
  /** States whose calls no sample was given for: their results are made up. */
  readonly madeUp: readonly string[];
}

/** How often a line comes to one state that calls out, before the path is left. */
const MAX_VISITS = 3;

/** How many events a path has before it is left: what goes on without a call never ends by itself. */
const MAX_EVENTS = 2_000;

const START_TIME = Date.UTC(2026, 0, 1);

/** Where a path stands, and what has led there. */
interface Node {
  readonly scene: Scene;
  readonly input: Json;
  readonly script: readonly Line[];
  readonly entered: readonly string[];
  readonly visits: ReadonlyMap<string, number>;
}

/** A node and the outcome to go on with. */
interface Way {
  readonly from: Node;
  readonly outcome: Outcome;
}

/** Runs a definition through the outcomes that its calls can have, and tells what goes wrong on the way: no clock, no storage, no call. */
export function explore(definition: JsonObject, options: ExploreOptions = {}): Findings {
  const { maxPaths = 10_000, maxDepth = 100, seed = 'explore', properties = [], until } = options;
  const machine = compileMachine(definition);
  const knowledge: Knowledge = {
    samples: options.samples ?? {},
    madeUp: options.madeUp ?? {},
    errors: options.errors ?? {},
    literals: comparedTexts(definition),
  };
  const found = createCollection(machine, knowledge, properties);
  let entered: string[] = [];
  const stage: Stage = {
    machine,
    seed,
    maxEvents: MAX_EVENTS,
    isMarked: options.marked !== undefined,
    stepped({ history, marks }) {
      for (const { stateEnteredEventDetails } of history)
        if (stateEnteredEventDetails) entered.push(stateEnteredEventDetails.name);
      if (marks) options.marked?.(marks);
    },
  };

  function goOn(scene: Scene, node: Omit<Node, 'scene'>): Node {
    entered = [];
    const played = play(stage, scene);
    return { ...node, scene: played, entered: entered.length === 0 ? node.entered : [...node.entered, ...entered] };
  }

  const roots = inputsOf(options.inputs ?? [{}], knowledge).map((input) =>
    goOn(openScene(beginning(machine, input)), { input, script: [], entered: [], visits: new Map() }),
  );

  const isOver = () => found.paths() >= maxPaths || (until !== undefined && until.now() >= until.time);
  const go = ({ from, outcome }: Way): Node => goOn(...after(from, outcome));
  const waysOf = (node: Node): readonly Way[] | undefined => {
    const [asked] = node.scene.asked;
    if (!asked || node.script.length >= maxDepth || visitsOf(node, asked) >= MAX_VISITS) return undefined;
    return found.outcomes(node, asked).map((outcome) => ({ from: node, outcome }));
  };

  // Depth first, and as many by lot: what is left of the tree then is what all paths that were gone have begun alike.
  const stack: (Node | Way)[] = [...roots].reverse();
  let isDrawing = false;
  for (let next = stack.pop(); next && !isOver(); next = stack.pop()) {
    const node = 'scene' in next ? next : go(next);
    const ways = waysOf(node);
    if (ways) stack.push(...ways.toReversed());
    else found.path(node);
    isDrawing = stack.length > 0 && found.paths() >= maxPaths / 2;
    if (isDrawing) break;
  }
  const random = randomOf(seed);
  while (isDrawing && !isOver()) {
    let node = roots[Math.floor(random() * roots.length)];
    for (let ways = node && waysOf(node); node && ways; ways = waysOf(node)) {
      const way = ways[Math.floor(random() * ways.length)];
      if (!way) break;
      node = go(way);
    }
    if (node) found.path(node);
  }
  const isComplete = stack.length === 0 && !isDrawing;
  return {
    findings: [...staticFindings(definition, machine), ...found.findings()],
    paths: found.paths(),
    isComplete,
    madeUp: found.madeUp(),
  };
}

/** The paths that have been gone, and what was wrong with them. */
function createCollection(machine: Machine, knowledge: Knowledge, properties: readonly Property[]) {
  const shortest = new Map<string, Finding>();
  const cut = new Map<string, Path>();
  const waysOut = new Set<string>();
  const madeUp = new Set<string>();
  let paths = 0;

  function keep(finding: Finding): void {
    const key = `${finding.kind}\n${finding.state ?? finding.message}`;
    const known = shortest.get(key);
    if (!known || finding.script.length < known.script.length) shortest.set(key, finding);
  }

  return {
    paths: () => paths,
    madeUp: () => [...madeUp],
    outcomes({ scene, script }: Node, asked: Asked): readonly Outcome[] {
      const execution = scene.actors.get(asked.executionArn);
      if (!execution || asked.effect.kind === 'write-results') return [{ kind: 'returns', value: null }];
      const { effect } = asked;
      const last = effect.kind === 'invoke-task' ? script.findLast(({ state }) => state === effect.state)?.outcome : undefined;
      const outcomes = outcomesOf(machine, knowledge, execution, asked, last?.kind === 'fails' ? last.error : undefined);
      if (effect.kind === 'invoke-task' && outcomes.some((outcome) => outcome.kind === 'returns' && outcome.isMadeUp))
        madeUp.add(effect.state);
      return outcomes;
    },
    path({ scene, input, script, entered }: Node): void {
      paths++;
      const execution = actorOf(scene);
      const isCut = scene.asked.length > 0 || execution.lastEventId > MAX_EVENTS;
      const path: Path = { input, script, execution, entered, isCut };
      const last = entered.at(-1) ?? '';
      const isOut =
        execution.status === 'SUCCEEDED' || (execution.status === 'FAILED' && machine.states.get(last)?.type === 'Fail');
      if (isOut) for (const state of new Set(entered)) waysOut.add(state);
      if (isCut && !cut.has(last)) cut.set(last, path);
      const finding = findingIn(machine, knowledge, path);
      if (finding) keep(finding);
      if (isCut) return;
      for (const property of properties) {
        const message = property(path);
        if (message !== undefined) keep({ kind: 'property', message, input, script });
      }
    },
    findings(): readonly Finding[] {
      for (const [state, { input, script }] of cut)
        if (!waysOut.has(state))
          keep({
            kind: 'never-ends',
            state,
            message: `It comes to '${state}' again and again, and no path leads out.`,
            input,
            script,
          });
      return [...shortest.values()].sort((one, other) => one.script.length - other.script.length);
    },
  };
}

function beginning(machine: Machine, input: Json) {
  return newExecution(machine, {
    arn: 'arn:aws:states:us-east-1:000000000000:execution:explored:path',
    name: 'path',
    type: 'STANDARD',
    stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:explored',
    revisionId: '',
    roleArn: 'arn:aws:iam::000000000000:role/explored',
    input: writeJson(input),
    startTime: START_TIME,
  });
}

/** The inputs, and the same with a text that no Choice expects. */
const inputsOf = (inputs: readonly Json[], { literals }: Knowledge): Json[] =>
  inputs.flatMap((input) => {
    const other = withoutExpected(input, literals);
    return other === input ? [input] : [input, other];
  });

function after({ scene, input, script, entered, visits }: Node, outcome: Outcome): [Scene, Omit<Node, 'scene'>] {
  const [asked] = scene.asked;
  const rest = withoutFirstAsked(scene);
  if (!asked) return [rest, { input, script, entered, visits }];
  const event = eventOf(outcome, asked);
  const next = event ? withEntries(rest, [{ at: scene.now, executionArn: asked.executionArn, event }]) : rest;
  const { effect } = asked;
  if (effect.kind === 'read-items')
    return [next, { input, script: [...script, { state: entered.at(-1) ?? '', call: 1, outcome }], entered, visits }];
  if (effect.kind !== 'invoke-task') return [next, { input, script, entered, visits }];
  const { state, invocation } = effect;
  const place = placeOf(asked);
  return [
    next,
    {
      input,
      script: [...script, { state, call: invocation + 1, outcome }],
      entered,
      visits: new Map(visits).set(place, (visits.get(place) ?? 0) + (isRetryOf(script, state, outcome) ? 0 : 1)),
    },
  ];
}

const placeOf = ({ executionArn, effect }: Asked): string =>
  effect.kind === 'invoke-task' ? `${executionArn}/${effect.frame}/${effect.state}` : '';

const visitsOf = ({ visits }: Node, asked: Asked): number => visits.get(placeOf(asked)) ?? 0;

const isRetryOf = (script: readonly Line[], state: string, outcome: Outcome): boolean =>
  outcome.kind === 'fails' && script.at(-1)?.state === state;
