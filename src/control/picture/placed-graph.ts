/** Where a state is drawn: its left upper corner and its size, inside of the whole. */
export interface PlacedNode {
  readonly state: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its name, in as many lines as it is drawn in. */
  readonly lines: readonly string[];
  /** The height of what is written in it: of a Parallel or Map state, above the states inside. */
  readonly head: number;
  /** Whether other states are drawn inside of it. */
  readonly isBox: boolean;
}

/** How a transition is drawn: through these points; its label is in the middle of the place given. */
export interface PlacedEdge {
  /** Its index among the edges of the graph; -1 for what leads from the start or to the end. */
  readonly index: number;
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly label?: Point;
  /** Its label, in as many lines as it is drawn in. */
  readonly lines: readonly string[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A graph with a place for everything. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly start: Point;
  readonly ends: readonly Point[];
}

/** The radius of the circles that stand for the start and the end. */
export const CIRCLE = 9;

/** How far the lines of a name, and those of a label, are apart. */
export const NAME_LINE = 15;
export const LABEL_LINE = 13;

/** The line of a transition: through its points, round at its corners. */
export function pathThrough([first, ...points]: readonly Point[]): string {
  const last = points.pop();
  if (first === undefined || last === undefined) return '';
  const rounded = points.map((point, index) => {
    const next = points[index + 1] ?? last;
    return `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return `M${first.x} ${first.y}${rounded.join('')}L${last.x} ${last.y}`;
}
