import { useEffect, useMemo } from 'preact/hooks';
import type { Graph, GraphEdge, GraphNode } from '#control/picture/graph-of.ts';
import {
  CIRCLE,
  LABEL_LINE,
  type PlacedEdge,
  type PlacedGraph,
  type PlacedNode,
  pathThrough,
} from '#control/picture/placed-graph.ts';
import type { Outcome } from '../model/outcome.ts';
import { Icon } from '../parts/icon.tsx';
import { nodeBeside } from './node-beside.ts';
import { NodeDrawing } from './node-drawing.tsx';
import { usePlaced } from './use-placed.ts';
import { useZoom } from './use-zoom.ts';

/** What is shown of a state besides its name. */
export interface NodeFacts {
  /** `undefined`: it was not come to. */
  readonly outcome: Outcome | undefined;
  /** What became of it in a word, where that is not the outcome's. */
  readonly word?: string;
  /** Short signs: how often it was visited, tried again, what it waits for. */
  readonly signs: readonly string[];
}

export interface GraphViewProps {
  readonly graph: Graph;
  /** Of a state that was come to. */
  readonly facts?: (state: string) => NodeFacts | undefined;
  /** Whether a transition was taken; undefined where nothing is known of transitions. */
  readonly isTaken?: (edge: GraphEdge) => boolean | undefined;
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
    if (chosen) show(chosen.x + chosen.width / 2, chosen.y + chosen.head / 2);
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
            <EdgeDrawing key={`${edge.index} ${edge.from} ${edge.to}`} edge={edge} graph={graph} isTaken={isTaken} />
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
  edge: { index, points, label, lines },
  graph,
  isTaken,
}: {
  readonly edge: PlacedEdge;
  readonly graph: Graph;
  readonly isTaken: GraphViewProps['isTaken'];
}) {
  const written = graph.edges[index];
  const taken = written && isTaken?.(written);
  const kind = taken ? 'taken' : taken === false ? 'not-taken' : '';
  return (
    <g class={`edge ${kind} ${written?.by === 'Catch' ? 'catch' : ''}`}>
      <path d={pathThrough(points)} marker-end={taken ? 'url(#arrow-taken)' : 'url(#arrow)'} />
      {label && (
        <text text-anchor="middle" dominant-baseline="central">
          <title>{written?.label}</title>
          {lines.map((line, row) => (
            <tspan key={row} x={label.x} y={label.y + (row - (lines.length - 1) / 2) * LABEL_LINE}>
              {line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  );
}

const nodeNamed = (nodes: ReadonlyMap<string, GraphNode>, { state }: PlacedNode): GraphNode =>
  nodes.get(state) ?? { state, type: 'Unknown', branch: 0, isStart: false, isEnd: false };

/** The keyboard goes on where the choice is. */
function focusNode(frame: SVGSVGElement | null, state: string | undefined): void {
  if (state === undefined) return;
  for (const node of frame?.querySelectorAll<SVGGElement>('.node') ?? [])
    if (node.dataset['state'] === state) node.focus({ preventScroll: true });
}
