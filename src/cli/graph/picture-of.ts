import type { Graph } from '#control/picture/graph-of.ts';
import { GRAPH_STYLE, graphSvg, type Look } from '#control/picture/graph-svg.ts';
import type { Outcome } from './outcomes.ts';

const LOOKS = {
  succeeded: { kind: 'good', note: '✓ Succeeded' },
  failed: { kind: 'bad', note: '✗ Failed' },
  entered: { kind: 'busy', note: '· In progress' },
} satisfies Record<Outcome, Look>;

const NOT_REACHED: Look = { kind: 'never', note: 'Not reached' };

/** A graph as SVG; what happened to a state is told by colour, by sign and by word, where it is known. */
export function pictureOf(graph: Graph, outcomes: ReadonlyMap<string, Outcome>, name: string): string {
  const node = (state: string): Look | undefined => {
    const outcome = outcomes.get(state);
    return outcome ? LOOKS[outcome] : outcomes.size > 0 ? NOT_REACHED : undefined;
  };
  return graphSvg(graph, { node, edge: () => undefined }, { title: name, style: GRAPH_STYLE });
}
