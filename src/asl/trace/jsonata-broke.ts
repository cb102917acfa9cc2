import { JsonataEvaluationError } from '../jsonata/jsonata-evaluation-error.ts';
import { isNode, type JsonataNode, nodeOf, nodesOf, pairsOf, termsOf } from '../jsonata/jsonata-node.ts';
import { callFault, type JsonataError } from './call-fault.ts';
import { type Evaluated, type Fault, pieceOf, valueFrom } from './jsonata-evaluated.ts';
import type { Broke, Part } from './part.ts';
import { shownOf } from './shown.ts';
import type { Span } from './token-map.ts';
import { whyNothing } from './why-nothing.ts';
import { asPart, kindOf, words } from './words.ts';

type Place = (span: Span) => Pick<Part, 'from' | 'to' | 'line' | 'column'>;

/** What an expression broke at; where it has not broken, why it has come to nothing, which no field takes. */
export function brokeOfJsonata(evaluated: Evaluated, place: Place, problem: Error | undefined): Broke {
  const { recording, tree, tokens } = evaluated;
  const thrown = recording.breakage;
  const error = thrown && asJsonataError(thrown.error);
  const node = thrown && isNode(thrown.node) ? thrown.node : undefined;
  const fault =
    problem === undefined
      ? whyNothing(evaluated, tree)
      : error && node
        ? faultOf(evaluated, node, error)
        : limitFault(evaluated, node, problem);
  return {
    says: fault.says,
    ...(error ? { code: error.code } : {}),
    ...(fault.span ? { token: tokens.textOf(fault.span), ...place(fault.span), char: (place(fault.span).from ?? 0) + 1 } : {}),
    ...('value' in fault ? { value: shownOf(fault.value) } : {}),
  };
}

function asJsonataError(error: unknown): JsonataError | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return undefined;
  return { ...error, code: error.code, message: 'message' in error ? String(error.message) : error.code };
}

/** What the operators and constructors of the language say; all else is said by functions. */
function faultOf(evaluated: Evaluated, node: JsonataNode, error: JsonataError): Fault {
  const token = evaluated.tokens.endingAt(node['position']);
  const sign = `"${evaluated.tokens.textOf(token)}"`;
  const at = (says: string, value: unknown = error.value, span = token): Fault => ({ says, span, value });
  switch (error.code) {
    case 'T2001':
      return at(`the left side of ${sign} is ${words(error.value)}, not a number`);
    case 'T2002':
      return at(`the right side of ${sign} is ${words(error.value)}, not a number`);
    case 'T2003':
      return at(`the left side of ${sign} is ${words(error.value)}, not an integer`);
    case 'T2004':
      return at(`the right side of ${sign} is ${words(error.value)}, not an integer`);
    case 'D2014':
      return at(`${sign} would make ${words(error.value)} items, more than 10,000,000`);
    case 'D1001':
      return at(`a number is out of range: ${String(error.value)}`);
    case 'D1002':
      return at(`"-" stands before ${words(error.value)}, not before a number`);
    case 'T2006':
      return at(`the right side of ${sign} is ${words(error.value)}, not a function`);
    case 'T2009':
      return at(`${sign} compares ${bothIn(evaluated, node)}, which are not of the same type`);
    case 'T2010': {
      const side = valueFrom(evaluated, nodeOf(node, 'lhs')[0]) === error.value ? 'left' : 'right';
      return at(`the ${side} side of ${sign} is ${words(error.value)}, neither a number nor a string`);
    }
    case 'T1003':
      return at(`a key of the object is ${words(error.value)}, not a string`, error.value, keyOf(evaluated, node, error.value));
    case 'D1009':
      return at(`two keys of the object are ${words(error.value)}`);
    case 'T2007':
    case 'T2008':
      return sortFault(evaluated, node, error);
    case 'T2011':
      return at(
        `the update of the transform is ${words(error.value)}, not an object`,
        error.value,
        transformPart(evaluated, 'update', error.value),
      );
    case 'T2012':
      return at(
        `what the transform deletes is ${words(error.value)}, neither a string nor an array of strings`,
        error.value,
        transformPart(evaluated, 'delete', error.value),
      );
    case 'D1004':
      return at('the regular expression matches no text at all, over and over');
    default:
      return callFault(evaluated, node, error);
  }
}

function bothIn(evaluated: Evaluated, node: JsonataNode): string {
  const [left, right] = [nodeOf(node, 'lhs')[0], nodeOf(node, 'rhs')[0]].map((side) => valueFrom(evaluated, side));
  return `${words(left)} with ${words(right)}`;
}

function sortFault(evaluated: Evaluated, node: JsonataNode, { code, value }: JsonataError): Fault {
  const sort = nodesOf(node, 'steps').find((step) => step.type === 'sort');
  const term = sort && termsOf(sort)[0];
  const span = (term && pieceOf(evaluated.tree, term)?.span) ?? evaluated.tokens.endingAt(sort?.['position']);
  const says =
    code === 'T2007'
      ? `the items are sorted by ${words(value)} and by values of another type`
      : `the items are sorted by ${words(value)}, neither a number nor a string`;
  return { says, span, value };
}

/** The part of the transformation that came to this value: what is applied stands elsewhere than what applies it. */
function transformPart(evaluated: Evaluated, member: string, value: unknown, piece = evaluated.tree): Span | undefined {
  const [part] = piece.kind === 'transform' ? nodeOf(piece.node, member) : [];
  if (part && valueFrom(evaluated, part) === value) return pieceOf(piece, part)?.span;
  for (const inner of piece.pieces) {
    const found = transformPart(evaluated, member, value, inner);
    if (found) return found;
  }
  return undefined;
}

/** The key of an object, or of a grouping, that came to this value. */
function keyOf(evaluated: Evaluated, node: JsonataNode, value: unknown): Span | undefined {
  const key = [...pairsOf(node), ...pairsOf(node['group'])].find(
    (each, index) => index % 2 === 0 && valueFrom(evaluated, each) === value,
  );
  return key && pieceOf(evaluated.tree, key)?.span;
}

/** An expression that takes too much, or that gives what no field takes. */
function limitFault(evaluated: Evaluated, node: JsonataNode | undefined, problem: Error): Fault {
  const { tree } = evaluated;
  const span = node ? pieceOf(tree, node)?.span : tree.span;
  const { message } = problem;
  if (!(problem instanceof JsonataEvaluationError)) return { says: asPart(message), span };
  if (message.includes('Stack overflow')) return { says: 'the expression nests, or calls itself, deeper than 100 levels', span };
  if (message.includes('memory limit')) return { says: 'the values of the expression take more memory than there is', span };
  if (message.includes('timeout')) return { says: 'the expression takes too long', span };
  if (message.includes('unsupported result type')) {
    const value = valueFrom(evaluated, tree.node);
    return { says: `the expression gives ${kindOf(value)}, or something with one in it`, span, value };
  }
  const [, reason = message] = /evaluation[:.] (.*)$/s.exec(message) ?? [];
  return { says: asPart(reason), span };
}
