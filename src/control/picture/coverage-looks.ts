import type { Mark } from '#interpreter/continuation/mark.ts';
import type { Look, Looks } from './graph-svg.ts';

/** A place of a definition, and how often it was come to. */
export interface CountedPlace extends Mark {
  readonly hits: number;
}

/** How often the states and transitions of a definition were come to; `undefined` for what is not counted. */
export interface PlacedHits {
  readonly node: (state: string) => number | undefined;
  readonly edge: (edge: { readonly from: string; readonly place: Mark['place'] }) => number | undefined;
}

/** Lays what was counted over a graph. */
export function placedHits(points: readonly CountedPlace[]): PlacedHits {
  const hits = new Map(points.map((point) => [keyOf(point.state, point.place), point.hits]));
  return {
    node: (state) => hits.get(keyOf(state, 'entered')),
    edge: ({ from, place }) => hits.get(keyOf(from, place)),
  };
}

/** Coverage as a picture shows it: what was come to with how often, what was not with a word and a line of its own. */
export function coverageLooks(points: readonly CountedPlace[]): Looks {
  const { node, edge } = placedHits(points);
  return { node: (state) => lookOf(node(state)), edge: (drawn) => lookOf(edge(drawn)) };
}

const lookOf = (hits: number | undefined): Look | undefined =>
  hits === undefined ? undefined : hits === 0 ? { kind: 'never', note: 'never' } : { kind: 'good', note: `✓ ${hits}×` };

const keyOf = (state: string, place: string): string => `${place} ${state}`;
