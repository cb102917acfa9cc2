import { isObject } from '#json/json.ts';
import { type JsonataNode, nodeOf, nodesOf, pairsOf, termsOf } from '../jsonata/jsonata-node.ts';
import type { PartKind } from './part.ts';
import type { Kept } from './recorder.ts';
import { around, type Span, type TokenMap } from './token-map.ts';

/** A piece of an expression as it is written: what jsonata's tree says, in the order of the text. */
export interface Piece {
  readonly kind: PartKind;
  /** The node that is evaluated, the step, or the predicate. */
  readonly node: JsonataNode;
  /** Which of the recordings tells of it, by what. */
  readonly of: Kept;
  readonly key: object;
  readonly span: Span | undefined;
  /** Its own token: an operator, the bracket of a call. */
  readonly token: Span | undefined;
  readonly pieces: readonly Piece[];
}

const KINDS: Readonly<Record<string, PartKind>> = {
  path: 'path',
  name: 'path',
  variable: 'variable',
  string: 'literal',
  number: 'literal',
  value: 'literal',
  regex: 'regex',
  binary: 'operator',
  function: 'call',
  partial: 'call',
  lambda: 'function',
  condition: 'condition',
  block: 'block',
  bind: 'bind',
  apply: 'apply',
  transform: 'transform',
  parent: 'parent',
  wildcard: 'wildcard',
  descendant: 'wildcard',
  operator: 'literal',
};

/** The pieces of an expression that jsonata has parsed. */
export function jsonataTree(root: JsonataNode, tokens: TokenMap): Piece {
  const pieceOf = (node: JsonataNode): Piece => {
    if (node.type === 'path') return pathOf(node);
    if (node['thunk'] === true) return pieceOf(nodeOf(node, 'body')[0] ?? node);
    return withStages(plainOf(node), node);
  };

  /** A node without what follows on it. */
  const plainOf = (node: JsonataNode): Piece => {
    const token = tokens.endingAt(node['position']);
    const inner = innerOf(node).map(pieceOf);
    const piece = (kind: PartKind, span: Span | undefined): Piece => ({
      kind,
      node,
      of: 'values',
      key: node,
      span,
      token,
      pieces: inner,
    });
    // What is called by its name, and what is bound, are no pieces: they say nothing by themselves.
    const [named] = [...nodeOf(node, 'procedure'), ...(node.type === 'bind' ? nodeOf(node, 'lhs') : [])];
    const whole = around(tokens.endingAt(named?.['position']), token, ...inner.map(({ span }) => span));
    switch (node.type) {
      case 'unary':
        if (node['value'] === '-') return piece('operator', whole);
        return piece(node['value'] === '{' ? 'object' : 'array', around(token, tokens.closing(token?.to)));
      case 'number':
        return piece('literal', isNegative(node) ? around(token && tokens.before(token), token) : token);
      case 'function':
      case 'partial':
        return piece('call', around(whole, tokens.closing(token?.to)));
      case 'block':
        return piece('block', around(token, tokens.closing(token?.to)));
      case 'lambda':
        return piece('function', around(token && tokens.before(token), whole, behind('}', whole)));
      case 'transform':
        return piece('transform', around(whole, behind('|', whole)));
      default:
        return piece(KINDS[node.type] ?? 'path', whole);
    }
  };

  /** The next token behind a stretch that is this one, with nothing but brackets in between. */
  const behind = (text: string, span: Span | undefined): Span | undefined => {
    let at = span?.to;
    while (at !== undefined) {
      const [token] = tokens.from(at);
      if (token === undefined || tokens.textOf(token) === text) return token;
      at = token.to;
    }
    return undefined;
  };

  const pathOf = (node: JsonataNode): Piece => {
    const steps = nodesOf(node, 'steps').flatMap(stepsOf);
    const groups = groupOf(node);
    const span = around(...steps.map((step) => step.span));
    const [only] = steps;
    const pieces = steps.length === 1 && only?.pieces.length === 0 ? [] : steps;
    const path: Piece = { kind: 'path', node, of: 'values', key: node, span: extended(span), token: only?.token, pieces };
    return groups === undefined ? path : { ...path, span: around(path.span, groups.span), pieces: [...steps, groups] };
  };

  /** A step, and each of its predicates as a step behind it. */
  const stepsOf = (node: JsonataNode): readonly Piece[] => {
    if (node.type === 'sort') return [sortOf(node), ...filtersOf(node, 'stages')];
    const inside = pieceOf(node);
    const stages = filtersOf(node, 'stages');
    const isSimple = inside.pieces.length === 0;
    const step: Piece = {
      kind: 'step',
      node,
      // Predicates are applied to what each item comes to: before them, the path as a whole has come to nothing yet.
      of: stages.length > 0 ? 'values' : 'steps',
      key: node,
      span: extended(inside.span),
      token: inside.token,
      pieces: isSimple ? [] : [inside],
    };
    return [step, ...stages];
  };

  const sortOf = (node: JsonataNode): Piece => {
    const token = tokens.endingAt(node['position']);
    const [opening] = token ? tokens.from(token.to) : [];
    const pieces = termsOf(node).map(pieceOf);
    return {
      kind: 'sort',
      node,
      of: 'steps',
      key: node,
      span: around(token, opening && tokens.closing(opening.to)),
      token,
      pieces,
    };
  };

  const filtersOf = (node: JsonataNode, member: 'predicate' | 'stages'): readonly Piece[] =>
    nodesOf(node, member).flatMap((stage) => {
      const [predicate] = nodeOf(stage, 'expr');
      if (predicate === undefined) return [];
      const token = tokens.endingAt(stage['position']);
      const span = around(token, tokens.closing(token?.to));
      const pieces = [pieceOf(predicate)];
      return [{ kind: 'filter' as const, node: predicate, of: 'filters' as const, key: predicate, span, token, pieces }];
    });

  const groupOf = (node: JsonataNode): Piece | undefined => {
    const { group } = node;
    if (!isObject(group)) return undefined;
    const token = tokens.endingAt(group['position']);
    const pieces = pairsOf(group).map(pieceOf);
    return { kind: 'group', node, of: 'values', key: node, span: around(token, tokens.closing(token?.to)), token, pieces };
  };

  /** A node with its predicates and its grouping as steps behind it: what it came to before them is what they were applied to. */
  const withStages = (piece: Piece, node: JsonataNode): Piece => {
    const group = groupOf(node);
    const stages = [...filtersOf(node, 'predicate'), ...(group ? [group] : [])];
    const [first] = stages;
    const span = extended(piece.span);
    if (first === undefined) return { ...piece, span };
    const key = first === group && isObject(node['group']) ? node['group'] : first.key;
    const pieces = [{ ...piece, of: 'inputs' as const, key }, ...stages];
    return { ...piece, kind: 'path', span: around(span, ...stages.map((stage) => stage.span)), pieces };
  };

  /** What follows on a step without being a node of its own: `[]`, `@$v`, `#$i`. */
  const extended = (span: Span | undefined): Span | undefined => {
    if (span === undefined) return undefined;
    const [sign, next] = tokens.from(span.to);
    const isBinding = /^[@#]$/.test(tokens.textOf(sign));
    const isEmpty = tokens.textOf(sign) === '[' && tokens.textOf(next) === ']';
    return next && (isBinding || isEmpty) ? extended({ from: span.from, to: next.to }) : span;
  };

  return pieceOf(root);
}

const isNegative = (node: JsonataNode): boolean => Number(node['value']) < 0 || Object.is(node['value'], -0);

/** The nodes that a node consists of, in the order of the text. */
function innerOf(node: JsonataNode): readonly JsonataNode[] {
  switch (node.type) {
    case 'unary':
      return node['value'] === '{' ? pairsOf(node) : [...nodeOf(node, 'expression'), ...nodesOf(node, 'expressions')];
    case 'function':
    case 'partial':
      return [...nodeOf(node, 'procedure').filter((procedure) => !isNamed(procedure)), ...argumentsOf(node)];
    case 'block':
      return nodesOf(node, 'expressions');
    case 'lambda':
      return nodeOf(node, 'body');
    case 'transform':
      return ['pattern', 'update', 'delete'].flatMap((member) => nodeOf(node, member));
    case 'bind':
      return nodeOf(node, 'rhs');
    default:
      return ['lhs', 'condition', 'then', 'else', 'rhs'].flatMap((member) => nodeOf(node, member));
  }
}

/** Whether what is called is called by its name: `$sum`, which says nothing by itself. */
const isNamed = ({ type }: JsonataNode): boolean => type === 'variable';

/** Without the `?` of an application in part. */
const argumentsOf = (node: JsonataNode): readonly JsonataNode[] =>
  nodesOf(node, 'arguments').filter(({ type }) => type !== 'operator');
