import { isArray, isObject, type Json } from '#json/json.ts';
import { elementFailure, type Failure, filterFailure, type Trail } from './failure.ts';
import { PathNotFound } from './path-not-found.ts';
import { type Run, spend } from './run.ts';
import type { Token } from './token.ts';

/** A path being evaluated. */
export interface Evaluation {
  readonly tokens: readonly Token[];
  readonly run: Run;
}

/** Where an evaluation stands: before the token `at`, on `node`, which `trail` leads to. */
export interface Place {
  readonly at: number;
  readonly node: Json;
  readonly trail: Trail;
}

/** A part of a node: one of its members or elements. */
export interface Part {
  readonly key: string | number;
  readonly node: Json;
}

/** The parts that a token takes of a node, in order, and what stops it behind them. */
export interface Selection {
  readonly parts: readonly Part[];
  readonly failure?: Failure | undefined;
}

/** All members or elements of a node. */
export const partsOf = (node: Json): Part[] =>
  isArray(node)
    ? node.map((element, key) => ({ key, node: element }))
    : isObject(node)
      ? Object.entries(node).map(([key, value]) => ({ key, node: value }))
      : [];

function selectElements(evaluation: Evaluation, place: Place, indexes: Iterable<number>): Selection {
  const { at, node, trail } = place;
  const parts: Part[] = [];
  if (!isArray(node)) return { parts, failure: elementFailure(evaluation.tokens, at, node, trail, 0) };
  for (const index of indexes) {
    const element = node[index];
    if (element === undefined) return { parts, failure: elementFailure(evaluation.tokens, at, node, trail, index) };
    parts.push({ key: index, node: element });
  }
  return { parts };
}

/** Jayway: a start counts from the end only where there is no end (`[-2:]`); in `[-2:3]` it is out of bounds. */
function* sliceIndexes(length: number, from: number | undefined, to: number | undefined): Generator<number> {
  const end = to === undefined ? length : Math.min(length, to < 0 && from === undefined ? to + length : to);
  const start = from === undefined ? 0 : to === undefined && from < 0 ? Math.max(0, from + length) : from;
  if (length > 0) for (let index = start; index < end; index++) yield index;
}

function selectMatching(evaluation: Evaluation, place: Place, token: Token & { kind: 'filter' }): Selection {
  const { at, node } = place;
  const parts: Part[] = [];
  if (!isArray(node)) return { parts, failure: filterFailure(evaluation.tokens, at, node) };
  for (const [key, element] of node.entries()) {
    spend(evaluation.run, token.filter.cost);
    try {
      if (token.filter.accepts(element, evaluation.run)) parts.push({ key, node: element });
    } catch (error) {
      // It fails when its turn comes: an element before it may fail first, in another way.
      if (error instanceof PathNotFound) return { parts, failure: { misfit: error.misfit, reason: () => error.reason } };
      throw error;
    }
  }
  return { parts };
}

/** What a token that leads to several values, or an index, takes of a node; for a filter the node is an array, or it fails. */
export function selectParts(evaluation: Evaluation, place: Place, token: Token): Selection {
  switch (token.kind) {
    case 'index':
      return selectElements(evaluation, place, [token.index]);
    case 'from-end':
      return selectElements(evaluation, place, isArray(place.node) ? [place.node.length + token.offset] : []);
    case 'indexes':
      return selectElements(evaluation, place, token.indexes);
    case 'slice':
      return selectElements(evaluation, place, sliceIndexes(isArray(place.node) ? place.node.length : 0, token.from, token.to));
    case 'filter':
      return selectMatching(evaluation, place, token);
    default:
      return { parts: partsOf(place.node) };
  }
}
