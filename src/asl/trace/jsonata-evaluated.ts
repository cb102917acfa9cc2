import type { JsonataBindings } from '../jsonata/compile-jsonata.ts';
import type { JsonataNode } from '../jsonata/jsonata-node.ts';
import type { Piece } from './jsonata-tree.ts';
import type { Recording } from './recorder.ts';
import type { Span, TokenMap } from './token-map.ts';

/** An expression that has been evaluated: its pieces, and what was recorded of them. */
export interface Evaluated {
  readonly tree: Piece;
  readonly tokens: TokenMap;
  readonly recording: Recording;
  readonly bindings: JsonataBindings;
}

/** What is found to be at fault: a sentence, and the piece of the text that it is about. */
export interface Fault {
  readonly says: string;
  readonly span: Span | undefined;
  /** The value that did not fit, as it is; absent where the sentence is about none. */
  readonly value?: unknown;
}

/** The last value that a node has come to, as it is. */
export const valueFrom = ({ recording }: Pick<Evaluated, 'recording'>, node: JsonataNode | undefined): unknown =>
  node && recording.kept.values.get(node)?.last;

/** The last value that a piece has come to, as it is; for a path so far, its items where there are several. */
export function valueOfPiece({ recording }: Pick<Evaluated, 'recording'>, { of, key }: Piece): unknown {
  const value = recording.kept[of].get(key)?.last;
  if (of === 'values' || !Array.isArray(value) || !('sequence' in value)) return value;
  return value.length === 0 ? undefined : value.length === 1 ? value[0] : value;
}

/** How often a piece has been evaluated to its end. */
export const timesOf = ({ recording }: Pick<Evaluated, 'recording'>, { of, key }: Piece): number =>
  recording.kept[of].get(key)?.times ?? 0;

/** The piece of a node. */
export function pieceOf(tree: Piece, node: object): Piece | undefined {
  if (tree.node === node && tree.of === 'values') return tree;
  for (const inner of tree.pieces) {
    const found = pieceOf(inner, node);
    if (found) return found;
  }
  return tree.node === node ? tree : undefined;
}
