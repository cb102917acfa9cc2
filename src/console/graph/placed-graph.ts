/** Where a state is drawn: its left upper corner and its size, inside of the whole. */
export interface PlacedNode {
  readonly state: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a transition is drawn: through these points; its label is in the middle of the place given. */
export interface PlacedEdge {
  /** Its index among the edges of the graph; -1 for what leads from the start or to the end. */
  readonly index: number;
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly label?: Point;
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

/** The height of what is written above the states inside of a Parallel or Map state. */
export const HEAD_HEIGHT = 40;

/** How many characters of a name or a label are drawn. */
export const SHOWN_CHARACTERS = 30;

export const shortened = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
