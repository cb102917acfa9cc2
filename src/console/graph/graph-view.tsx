import { useEffect, useMemo } from 'preact/hooks';
import type { Graph, GraphNode } from '#control/picture/graph-of.ts';
import type { Outcome } from '../model/outcome.ts';
import { Icon } from '../parts/icon.tsx';
import { nodeBeside } from './node-beside.ts';
import { NodeDrawing } from './node-drawing.tsx';
import {
  CIRCLE,
  HEAD_HEIGHT,
  type PlacedEdge,
  type PlacedGraph,
  type PlacedNode,
  type Point,
  shortened,
} from './placed-graph.ts';
import { usePlaced } from './use-placed.ts';
import { useZoom } from './use-zoom.ts';

/** What is shown of a state besides its name. */
export interface NodeFacts {
  readonly outcome: Outcome;
  /** Short signs: how often it was visited, tried again, what it waits for. */
  readonly signs: readonly string[];
}

export interface GraphViewProps {
  readonly graph: Graph;
  /** Of a state that was come to. */
  readonly facts?: (state: string) => NodeFacts | undefined;
  /** Whether a transition was taken; undefined where nothing is known of transitions. */
  readonly isTaken?: (from: string, to: string) => boolean;
  readonly selected: string | undefined;
  readonly select: (state: string) => void;
  readonly label: string;
}

/** A definition as a graph: what is in it can be gone through with the arrow keys, and chosen. */
export function GraphView(props: GraphViewProps) {
  const placed = usePlaced(props.graph);
  return (
    <div class="graph">
      {placed ? (
        <PlacedGraphView {...props} placed={placed} />
      ) : (
        <p class="loading" role="status">
          Drawing {props.graph.nodes.length} states …
        </p>
      )}
    </div>
  );
}

function PlacedGraphView({
  graph,
  placed,
  facts,
  isTaken,
  selected,
  select,
  label,
}: GraphViewProps & { readonly placed: PlacedGraph }) {
  const { view, frame, by, showAll, show, handlers } = useZoom(placed.width, placed.height);
  const nodes = useMemo(() => new Map(graph.nodes.map((node) => [node.state, node])), [graph]);
  const places = useMemo(() => new Map(placed.nodes.map((node) => [node.state, node])), [placed]);
  const first = placed.nodes[0]?.state;
  const chosen = selected !== undefined && places.has(selected) ? places.get(selected) : undefined;

  useEffect(() => {
    if (chosen) show(chosen.x + chosen.width / 2, chosen.y + Math.min(chosen.height, HEAD_HEIGHT) / 2);
  }, [chosen, show]);

  const key = (event: KeyboardEvent) => {
    const zoom = { '+': 1.25, '=': 1.25, '-': 0.8 }[event.key];
    if (zoom) by(zoom);
    else if (event.key === '0') showAll();
    else if (event.key.startsWith('Arrow') && chosen) {
      const next = nodeBeside(chosen, event.key, placed.nodes);
      if (next) select(next.state);
      focusNode(frame.current, next?.state);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <svg class="graph-frame" ref={frame} role="group" aria-label={label} onKeyDown={key} {...handlers}>
        <defs>
          {['arrow', 'arrow-taken'].map((id) => (
            <marker
              key={id}
              id={id}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path class={id} d="M0 0.8L7.5 4L0 7.2z" />
            </marker>
          ))}
        </defs>
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          <circle class="terminal" cx={placed.start.x} cy={placed.start.y} r={CIRCLE} />
          {placed.ends.map(({ x, y }) => (
            <g key={`${x} ${y}`}>
              <circle class="terminal" cx={x} cy={y} r={CIRCLE} />
              <circle class="terminal-core" cx={x} cy={y} r={CIRCLE - 4} />
            </g>
          ))}
          {placed.nodes.map((place) => (
            <NodeDrawing
              key={place.state}
              place={place}
              node={nodeNamed(nodes, place)}
              facts={facts?.(place.state)}
              isKnown={facts !== undefined}
              isSelected={place.state === selected}
              canFocus={chosen ? place === chosen : place.state === first}
              select={select}
            />
          ))}
          {placed.edges.map((edge) => (
            <EdgeDrawing
              key={`${edge.index} ${edge.from} ${edge.to}`}
              edge={edge}
              graph={graph}
              isTaken={isTaken?.(edge.from, edge.to)}
            />
          ))}
        </g>
      </svg>
      <div class="graph-tools">
        <button type="button" title="Larger (+)" aria-label="Larger" onClick={() => by(1.25)}>
          <Icon name="plus" />
        </button>
        <button type="button" title="Smaller (-)" aria-label="Smaller" onClick={() => by(0.8)}>
          <Icon name="minus" />
        </button>
        <button type="button" title="Show all (0)" aria-label="Show all" onClick={showAll}>
          <Icon name="fit" />
        </button>
      </div>
    </>
  );
}

function EdgeDrawing({
  edge,
  graph,
  isTaken,
}: {
  readonly edge: PlacedEdge;
  readonly graph: Graph;
  readonly isTaken: boolean | undefined;
}) {
  const written = graph.edges[edge.index];
  const kind = isTaken ? 'taken' : isTaken === false && edge.index >= 0 ? 'not-taken' : '';
  return (
    <g class={`edge ${kind} ${written?.by === 'Catch' ? 'catch' : ''}`}>
      <path d={pathThrough(edge.points)} marker-end={isTaken ? 'url(#arrow-taken)' : 'url(#arrow)'} />
      {edge.label && written?.label && (
        <text x={edge.label.x} y={edge.label.y} text-anchor="middle" dominant-baseline="central">
          <title>{written.label}</title>
          {shortened(written.label)}
        </text>
      )}
    </g>
  );
}

const nodeNamed = (nodes: ReadonlyMap<string, GraphNode>, { state }: PlacedNode): GraphNode =>
  nodes.get(state) ?? { state, type: 'Unknown', branch: 0, isStart: false, isEnd: false };

/** A line through points, round at its corners. */
function pathThrough([first, ...points]: readonly Point[]): string {
  if (first === undefined) return '';
  const last = points.pop();
  if (last === undefined) return '';
  const rounded = points.map((point, index) => {
    const next = points[index + 1] ?? last;
    return `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return `M${first.x} ${first.y}${rounded.join('')}L${last.x} ${last.y}`;
}

/** The keyboard goes on where the choice is. */
function focusNode(frame: SVGSVGElement | null, state: string | undefined): void {
  if (state === undefined) return;
  for (const node of frame?.querySelectorAll<SVGGElement>('.node') ?? [])
    if (node.dataset['state'] === state) node.focus({ preventScroll: true });
}
