import { isArray, isObject, type Json } from '#json/json.ts';
import { count } from '../budget.ts';
import { producedAll } from '../weight.ts';
import { type Failure, pathNotFound, propertyFailure } from './failure.ts';
import { member, selectMembers } from './member.ts';
import { spend, startRun } from './run.ts';
import { type Evaluation, type Place, partsOf, type Selection, selectParts } from './select-parts.ts';
import { isDefinite, type Token } from './token.ts';

/** The token `at` to be applied to a node; or, with `failure`, something that fails when its turn comes. */
interface Task extends Place {
  /**
   * How far the stack falls when something is not found below this task: an element of a `[*]` takes only itself down.
   * NO_FLOOR takes everything down, OWN_FLOOR stands for the height of the stack when the task is taken off it.
   */
  readonly floor: number;
  readonly failure?: Failure;
}
const NO_FLOOR = -1;
const OWN_FLOOR = -2;

interface Walk extends Evaluation {
  /** For each token: whether a member that is missing there fails the path, rather than yielding nothing. */
  readonly required: readonly boolean[];
  readonly stack: Task[];
  readonly results: Json[];
}

/** Fails the task: the nearest `[*]` above loses its element, or the whole path fails. */
function fail(walk: Walk, floor: number, failure: Failure): void {
  if (failure.misfit || floor === NO_FLOOR) throw pathNotFound(failure);
  walk.stack.length = floor;
}

/** Leaves the parts to the next token, the first on top of the stack; behind the last token they are results. */
function descend(walk: Walk, task: Task, floor: number, { parts, failure }: Selection, next = task.at + 1): void {
  spend(walk.run, parts.length);
  if (next === walk.tokens.length) {
    for (const part of parts) walk.results.push(part.node);
    if (failure) fail(walk, floor, failure);
    return;
  }
  if (failure && parts.length === 0) {
    fail(walk, floor, failure);
    return;
  }
  if (failure) walk.stack.push({ ...task, floor, failure });
  const floorOfPart = walk.tokens[task.at]?.kind === 'wildcard' && isArray(task.node) ? OWN_FLOOR : floor;
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part) walk.stack.push({ at: next, node: part.node, trail: { parent: task.trail, key: part.key }, floor: floorOfPart });
  }
}

/** Whether `..` stops at a node for the token behind it. */
function isScanTarget(walk: Walk, token: Token, node: Json): boolean {
  switch (token.kind) {
    case 'property':
      spend(walk.run, token.names.length);
      return isObject(node) && token.names.every((name) => member(node, name) !== undefined);
    case 'filter':
      spend(walk.run, token.filter.cost);
      return token.filter.accepts(node, walk.run);
    case 'wildcard':
      return true;
    case 'root':
    case 'scan':
      return false;
    default:
      return isArray(node);
  }
}

const isContainer = (node: Json): boolean => isObject(node) || isArray(node);

/** `..`: the token behind it at every object and array from here down, each before what it holds. */
function scan(walk: Walk, task: Task, floor: number): void {
  const { at, node } = task;
  const target = walk.tokens[at + 1];
  if (!isContainer(node) || target === undefined) return;
  const matches = isScanTarget(walk, target, node);
  const parts = partsOf(node);
  descend(walk, task, floor, { parts: parts.filter((part) => isContainer(part.node)) }, at);
  if (!matches) return;
  if (isArray(node) && at + 2 < walk.tokens.length) {
    // Jayway 2.0.0 passes over the token behind the `..` here: `$..[0].a` is `a` of every element of every array.
    descend(walk, task, floor, { parts }, at + 2);
  } else {
    walk.stack.push({ ...task, floor, at: at + 1 });
  }
}

function stepIntoObject(walk: Walk, { at, node, trail }: Task, floor: number, names: readonly string[]): void {
  spend(walk.run, names.length);
  const [name] = names;
  const isLeaf = at === walk.tokens.length - 1;
  const value = isObject(node) && names.length === 1 && name !== undefined ? member(node, name) : undefined;
  if (value !== undefined && name !== undefined) {
    walk.stack.push({ at: at + 1, node: value, trail: { parent: trail, key: name }, floor });
  } else if (isObject(node) && names.length !== 1 && isLeaf) {
    walk.results.push(selectMembers(node, names));
  } else if (!isObject(node) || names.length !== 1 || isLeaf || walk.required[at]) {
    fail(walk, floor, propertyFailure(walk.tokens, at, node, trail, names));
  }
}

function step(walk: Walk, task: Task, floor: number): void {
  const { at, node } = task;
  const token = walk.tokens[at];
  if (task.failure) {
    fail(walk, floor, task.failure);
  } else if (token === undefined) {
    walk.results.push(node);
  } else if (token.kind === 'property') {
    stepIntoObject(walk, task, floor, token.names);
  } else if (token.kind === 'root') {
    walk.stack.push({ at: at + 1, node, trail: undefined, floor });
  } else if (token.kind === 'scan') {
    scan(walk, task, floor);
  } else if (token.kind === 'filter' && isObject(node)) {
    spend(walk.run, token.filter.cost);
    if (token.filter.accepts(node, walk.run)) walk.stack.push({ ...task, floor, at: at + 1 });
  } else {
    descend(walk, task, floor, selectParts(walk, task, token));
  }
}

/**
 * Compiles a path that can lead to several values. It runs on a stack of its own, in Jayway's order, so neither a deep document nor
 * a long path overflows anything. Throws PathNotFound and DataTooLarge.
 */
export function compileIndefinite(tokens: readonly Token[]): (root: Json) => Json {
  const lastIndefinite = tokens.findLastIndex((token) => !isDefinite(token));
  // Jayway: behind a wildcard and the like, a missing member in the middle yields nothing; that goes for everything in front too.
  const required = tokens.map((_, at) => at - 1 > lastIndefinite);
  // The same value may be among the results more than once, and beside its own parts.
  const overlaps = tokens.some(({ kind }) => kind === 'scan' || kind === 'indexes');
  return (root) => {
    const run = startRun(root);
    const walk: Walk = { tokens, required, run, stack: [], results: [] };
    const before = run.stepsLeft;
    walk.stack.push({ at: 0, node: root, trail: undefined, floor: NO_FLOOR });
    try {
      for (let task = walk.stack.pop(); task !== undefined; task = walk.stack.pop()) {
        spend(run, 1);
        step(walk, task, task.floor === OWN_FLOOR ? walk.stack.length : task.floor);
      }
    } finally {
      count(before - run.stepsLeft);
    }
    if (overlaps) producedAll(walk.results);
    return walk.results;
  };
}
