import { type JsonataNode, nodeOf, nodesOf } from '../jsonata/jsonata-node.ts';
import { type Evaluated, type Fault, timesOf, valueOfPiece } from './jsonata-evaluated.ts';
import type { Piece } from './jsonata-tree.ts';
import { missingKey } from './missing-key.ts';
import { around } from './token-map.ts';
import { kindOf, piece as quotedPiece } from './words.ts';

/** Why a piece of an expression has come to nothing: the innermost piece of which it can be said. */
export function whyNothing(evaluated: Evaluated, piece: Piece): Fault {
  const { node } = piece;
  const isNothing = (inner: Piece | undefined): inner is Piece =>
    inner !== undefined && timesOf(evaluated, inner) > 0 && valueOfPiece(evaluated, inner) === undefined;
  const among = (inner: readonly (Piece | undefined)[]) => {
    const found = inner.find(isNothing);
    return found && whyNothing(evaluated, found);
  };
  const otherwise: Fault = { says: `${textOf(evaluated, piece)} gives nothing`, span: piece.span };
  switch (piece.kind) {
    case 'path':
    case 'step':
      return whyPath(evaluated, piece) ?? otherwise;
    case 'variable':
      return whyVariable(evaluated, piece);
    case 'condition':
      return whyCondition(evaluated, piece, among) ?? otherwise;
    case 'block':
      return among(piece.pieces.slice(-1)) ?? otherwise;
    case 'operator':
    case 'bind':
    case 'call':
    case 'apply':
      return among(piece.pieces) ?? otherwise;
    case 'literal':
      return { says: `${String(node['value'])} gives nothing`, span: piece.span };
    default:
      return otherwise;
  }
}

/** The first step behind which a path has come to nothing, and what was there before it. */
function whyPath(evaluated: Evaluated, path: Piece): Fault | undefined {
  const [only] = path.pieces;
  if (only === undefined) return { says: `there is no ${nameIn(path)} here`, span: path.span };
  for (const [index, step] of path.pieces.entries()) {
    if (timesOf(evaluated, step) > 0 && valueOfPiece(evaluated, step) !== undefined) continue;
    const before = path.pieces[index - 1];
    if (before === undefined) return whyNothing(evaluated, innermost(step));
    return whyStep(evaluated, step, before, around(only.span, before.span));
  }
  return undefined;
}

const innermost = (step: Piece): Piece => {
  const [inside] = step.pieces;
  if (inside) return inside;
  return step.node.type === 'variable' ? { ...step, kind: 'variable', of: 'values' } : { ...step, kind: 'path' };
};

function whyStep(evaluated: Evaluated, step: Piece, before: Piece, way: Piece['span']): Fault {
  const { tokens } = evaluated;
  const place = quotedPiece(tokens.textOf(way));
  const value = valueOfPiece(evaluated, before);
  const span = step.span;
  if (step.kind === 'filter') {
    const { type } = step.node;
    const index = type === 'number' ? tokens.textOf(step.pieces[0]?.span) : undefined;
    if (index !== undefined) return { says: `there is no item ${index} in ${place}, which is ${kindOf(value)}`, span, value };
    return { says: `no item of ${place} passes ${quotedPiece(tokens.textOf(span))}`, span, value };
  }
  if (step.node.type === 'name') return { says: missingKey(String(step.node['value']), place, value), span, value };
  const [inside] = step.pieces;
  return inside && timesOf(evaluated, inside) > 0
    ? whyNothing(evaluated, inside)
    : { says: `${quotedPiece(tokens.textOf(span))} finds nothing in ${place}`, span, value };
}

function whyVariable(evaluated: Evaluated, { node, span }: Piece): Fault {
  const name = String(node['value']);
  if (name === '') return { says: '"$" is nothing here: there is no context', span };
  const isOurs = name !== 'states' && !isBoundIn(evaluated.tree, name);
  return { says: isOurs ? `there is no variable $${name}` : `$${name} is nothing`, span };
}

/** Whether the expression itself gives this name a value. */
const isBoundIn = ({ node, pieces }: Piece, name: string): boolean =>
  bindsName(node, name) || pieces.some((inner) => isBoundIn(inner, name));

const bindsName = (node: JsonataNode, name: string): boolean =>
  node['focus'] === name ||
  node['index'] === name ||
  (node.type === 'bind' && nodeOf(node, 'lhs').some(({ value }) => value === name)) ||
  (node.type === 'lambda' && nodesOf(node, 'arguments').some(({ value }) => value === name));

function whyCondition(
  evaluated: Evaluated,
  piece: Piece,
  among: (inner: readonly Piece[]) => Fault | undefined,
): Fault | undefined {
  const [condition, ...branches] = piece.pieces;
  const taken = branches.find((branch) => timesOf(evaluated, branch) > 0);
  if (taken) return among([taken]);
  if (condition === undefined) return undefined;
  return { says: `${textOf(evaluated, condition)} is false, and there is no ":" with an else`, span: piece.token };
}

const nameIn = ({ node }: Piece): string =>
  JSON.stringify((node.type === 'path' ? nodesOf(node, 'steps')[0] : node)?.['value'] ?? '');

const textOf = ({ tokens }: Evaluated, { span }: Piece): string => quotedPiece(tokens.textOf(span));
