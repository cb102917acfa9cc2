import { compileCriterion } from './compile-criterion.ts';
import { JsonPathSyntaxError } from './json-path-syntax-error.ts';
import type { Filter } from './token.ts';
import { javaTrim } from './tokenize.ts';

const AROUND_OPERATORS = /(?<=&&|\|\|)|(?=&&|\|\|)/;

/** Takes one wrapping off the text, which must have it. */
function unwrap(text: string, open: string, close: string): string {
  if (!text.startsWith(open) || !text.endsWith(close) || text.length < open.length + close.length) {
    throw new JsonPathSyntaxError(`Filter must start with '[?(' and end with ')]'. ${text}`);
  }
  return javaTrim(text.slice(open.length, text.length - close.length));
}

/** Takes the parentheses off a criterion: Jayway passes over them, so they group nothing. */
function bareCriterion(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && '[?( '.includes(text[start] ?? '')) start++;
  while (end > start && ') '.includes(text[end - 1] ?? '')) end--;
  if (start === end) throw new JsonPathSyntaxError(`Invalid operators ${text}`);
  return text.slice(start, end);
}

/**
 * Compiles `[?(…)]`. AND binds before OR, parentheses have no meaning, and the criteria are tried from the last to the first,
 * which shows when one of them fails.
 */
export function compileFilter(text: string): Filter {
  const pieces = unwrap(unwrap(unwrap(javaTrim(text), '[', ']'), '?', ''), '(', ')')
    .split(AROUND_OPERATORS)
    .map(javaTrim);
  const operators = pieces.filter((piece) => piece === '&&' || piece === '||').reverse();
  const criteria = pieces
    .filter((piece) => piece !== '&&' && piece !== '||')
    .map((piece) => compileCriterion(bareCriterion(piece)))
    .reverse();
  const [last, ...others] = criteria;
  if (last === undefined || operators.length !== others.length) throw new JsonPathSyntaxError(`Invalid operators ${text}`);
  const alternatives: [Filter, ...Filter[]][] = [[last]];
  others.forEach((criterion, index) => {
    if (operators[index] === '||') alternatives.push([criterion]);
    else alternatives.at(-1)?.push(criterion);
  });
  return {
    accepts: (item, run) => alternatives.some((all) => all.every((criterion) => criterion.accepts(item, run))),
    cost: criteria.reduce((sum, criterion) => sum + criterion.cost, 1),
  };
}
