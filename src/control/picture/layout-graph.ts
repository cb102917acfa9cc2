import { graphlib, layout } from '@dagrejs/dagre';
import type { Graph, GraphEdge, GraphNode } from './graph-of.ts';
import { CIRCLE, LABEL_LINE, NAME_LINE, type PlacedGraph, type Point } from './placed-graph.ts';
import { wrapped } from './wrapped.ts';

/** What a name of one line and the type below it take. */
const HEAD_HEIGHT = 40;

/** Names have 80 characters at most: they are never cut. */
const NAME_LINES = 4;
const LABEL_LINES = 2;

const PADDING = 16;
const BRANCH_GAP = 20;
const CHARACTER_WIDTH = 6.9;
const [START, END] = ['\u0000start', '\u0000end'];

type Placed = {
  -readonly [Member in keyof PlacedGraph]: Member extends 'nodes' | 'edges' ? PlacedGraph[Member][number][] : PlacedGraph[Member];
};

/** Places a graph from above to below. What is inside of a Parallel or Map state is placed first, and then counts as one big state. */
export function layoutGraph({ nodes, edges }: Graph): PlacedGraph {
  const parts = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const key = keyOf(node.within, node.branch);
    parts.set(key, [...(parts.get(key) ?? []), node]);
  }
  const places = new Map(nodes.map(({ state, within, branch }) => [state, keyOf(within, branch)]));
  const numbered = edges.map((edge, index) => ({ ...edge, index }));
  const inside = (key: string) => numbered.filter(({ from, to }) => places.get(from) === key && places.get(to) === key);

  /** The branches of a state, one beside the other. */
  function placeInside(node: GraphNode): Placed | undefined {
    const branches: Placed[] = [];
    for (let branch = 0; ; branch++) {
      const part = parts.get(keyOf(node.state, branch));
      if (part === undefined) break;
      branches.push(placeMachine(part, inside(keyOf(node.state, branch)), false));
    }
    if (branches.length === 0) return undefined;
    const head = headOf(node);
    const all: Placed = { width: PADDING, height: 0, nodes: [], edges: [], start: { x: 0, y: 0 }, ends: [] };
    for (const branch of branches) {
      move(branch, all.width, head);
      all.nodes.push(...branch.nodes);
      all.edges.push(...branch.edges);
      all.width += branch.width + BRANCH_GAP;
      all.height = Math.max(all.height, branch.height);
    }
    all.width = Math.max(all.width - BRANCH_GAP + PADDING, widthOf(node));
    all.height += head + PADDING;
    return all;
  }

  function placeMachine(
    part: readonly GraphNode[],
    own: readonly (GraphEdge & { readonly index: number })[],
    isWhole: boolean,
  ): Placed {
    const graph = new graphlib.Graph({ multigraph: true });
    graph.setGraph({
      rankdir: 'TB',
      nodesep: 28,
      ranksep: 34,
      edgesep: 16,
      marginx: isWhole ? 16 : 0,
      marginy: isWhole ? 12 : 0,
    });
    const insides = new Map<string, Placed>();
    const named = new Map(part.map((node) => [node.state, node]));
    const labels = new Map(own.map(({ index, label }) => [index, label]));
    if (isWhole) for (const name of [START, END]) graph.setNode(name, { width: 2 * CIRCLE, height: 2 * CIRCLE });
    for (const node of part) {
      const placed = placeInside(node);
      if (placed) insides.set(node.state, placed);
      graph.setNode(
        node.state,
        placed ? { width: placed.width, height: placed.height } : { width: widthOf(node), height: headOf(node) },
      );
    }
    for (const { from, to, label, index } of own) {
      graph.setEdge(from, to, roomOf(label), String(index));
    }
    if (isWhole)
      for (const { state, isStart, isEnd } of part) {
        if (isStart) graph.setEdge(START, state, {}, '-1');
        if (isEnd) graph.setEdge(state, END, {}, '-1');
      }
    layout(graph);
    const placed: Placed = { width: 0, height: 0, nodes: [], edges: [], start: { x: 0, y: 0 }, ends: [] };
    const { width = 0, height = 0 } = graph.graph();
    Object.assign(placed, { width, height });
    for (const name of graph.nodes()) {
      const { x, y, width: across, height: down } = graph.node(name);
      if (name === START) placed.start = { x, y };
      else if (name === END) placed.ends = [{ x, y }];
      else {
        const corner = { x: x - across / 2, y: y - down / 2 };
        const inner = insides.get(name);
        const node = named.get(name);
        placed.nodes.push({
          state: name,
          x: corner.x,
          y: corner.y,
          width: across,
          height: down,
          lines: wrapped(name, NAME_LINES),
          head: node ? headOf(node) : HEAD_HEIGHT,
          isBox: inner !== undefined,
        });
        if (inner) {
          move(inner, corner.x, corner.y);
          placed.nodes.push(...inner.nodes);
          placed.edges.push(...inner.edges);
        }
      }
    }
    for (const edge of graph.edges()) {
      const { points = [], x, y, width: room } = graph.edge(edge);
      const label = room === undefined || room === 0 || x === undefined || y === undefined ? {} : { label: { x, y } };
      const index = Number(edge.name);
      placed.edges.push({ index, from: edge.v, to: edge.w, points, lines: labelLines(labels.get(index)), ...label });
    }
    return placed;
  }

  const whole = parts.get(keyOf(undefined, 0)) ?? [];
  return placeMachine(whole, inside(keyOf(undefined, 0)), true);
}

function move(placed: Placed, x: number, y: number): void {
  const moved = (point: Point) => ({ x: point.x + x, y: point.y + y });
  placed.nodes = placed.nodes.map((node) => ({ ...node, ...moved(node) }));
  placed.edges = placed.edges.map((edge) => ({
    ...edge,
    points: edge.points.map(moved),
    ...(edge.label && { label: moved(edge.label) }),
  }));
}

const keyOf = (within: string | undefined, branch: number): string => `${branch} ${within ?? '\u0000'}`;

const longest = (lines: readonly string[]): number => Math.max(...lines.map(({ length }) => length));

const widthOf = ({ state }: GraphNode): number => Math.max(120, longest(wrapped(state, NAME_LINES)) * CHARACTER_WIDTH + 48);

const headOf = ({ state }: GraphNode): number => HEAD_HEIGHT + (wrapped(state, NAME_LINES).length - 1) * NAME_LINE;

const labelLines = (label = ''): readonly string[] => (label === '' ? [] : wrapped(label, LABEL_LINES));

/** What the label of a transition takes. */
function roomOf(label: string | undefined): object {
  const lines = labelLines(label);
  return lines.length === 0 ? {} : { width: longest(lines) * 6 + 8, height: lines.length * LABEL_LINE + 2, labelpos: 'c' };
}
