import type { Json } from '#json/json.ts';
import { compare } from './compare.ts';
import { compileDefinite } from './compile-definite.ts';
import { compilePattern, type Pattern } from './compile-pattern.ts';
import { pathNotFound } from './failure.ts';
import { JsonPathSyntaxError } from './json-path-syntax-error.ts';
import { PathNotFound } from './path-not-found.ts';
import { type Run, spend } from './run.ts';
import { type Filter, isDefinite, type Token } from './token.ts';
import { javaTrim, tokenize } from './tokenize.ts';

// In the order in which Jayway looks for them, anywhere in the text, quoted or not.
const OPERATORS = ['==', '>=', '<=', '!=', '<', '>', '=~'] as const;
type Ordering = Exclude<(typeof OPERATORS)[number], '=~'>;

/** One side of a comparison. */
type Operand =
  | { readonly kind: 'path'; readonly find: (item: Json, run: Run) => Json | undefined; readonly cost: number }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'pattern'; readonly pattern: Pattern; readonly value: Json };

/** What an ordering says of the outcome of `compare(right, left)`. */
const HOLDS: Record<Ordering, (order: number) => boolean> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order > 0,
  '<=': (order) => order >= 0,
  '>': (order) => order < 0,
  '>=': (order) => order <= 0,
};

const CHARACTERS_PER_STEP = 64;

const refuseFilter = (): Filter => {
  throw new JsonPathSyntaxError('the predicate path is not definite');
};

function pathTokens(text: string): Token[] {
  const tokens = tokenize(text, refuseFilter);
  if (!tokens.every(isDefinite)) throw new JsonPathSyntaxError(`the predicate path: ${text} is not definite`);
  return tokens;
}

function pathOperand(text: string, ofRoot: boolean, requireAll: boolean): Operand & { kind: 'path' } {
  const path = compileDefinite(pathTokens(text), requireAll);
  return {
    kind: 'path',
    cost: path.cost,
    find: (item, run) => {
      const start = ofRoot ? run.root : item;
      const value = path.find(start);
      if (value === undefined) {
        // What is missing makes a filter false; what does not fit (an index into an object) fails the whole path.
        const failure = path.explain(start);
        if (failure.misfit) throw pathNotFound(failure);
      }
      return value;
    },
  };
}

function operand(text: string): Operand {
  if (text.startsWith('$') || text.startsWith('@')) return pathOperand(text, text.startsWith('$'), false);
  if (text.startsWith("'") && text.endsWith("'")) {
    if (text.length === 1) throw new JsonPathSyntaxError(`Unterminated string in filter: ${text}`);
    return { kind: 'literal', value: text.slice(1, -1) };
  }
  if (text.startsWith('/') && (text.endsWith('/') || text.endsWith('/i')))
    return { kind: 'pattern', pattern: compilePattern(text), value: {} };
  return { kind: 'literal', value: text };
}

const costOf = (side: Operand): number => (side.kind === 'path' ? side.cost : 1);

/** `@.a` and `!@.a`: there is such a value, and it is not null. Jayway looks into the item even where the path starts with `$`. */
function existence(text: string): Filter {
  const negated = text.startsWith('!');
  const path = pathOperand(negated ? text.slice(1) : text, false, true);
  return {
    accepts: (item, run) => ((path.find(item, run) ?? null) !== null) !== negated,
    cost: path.cost,
  };
}

function regularExpression(left: Operand, right: Operand): Filter {
  // Jayway takes the expression from either side.
  const [pattern, subject] =
    left.kind === 'pattern' ? [left.pattern, right] : [right.kind === 'pattern' ? right.pattern : undefined, left];
  return {
    accepts: (item, run) => {
      const value = read(subject, item, run);
      if (value === undefined) return false;
      if (!pattern) throw new PathNotFound('class java.lang.String cannot be cast to class java.util.regex.Pattern', true);
      return pattern.matches(value, run);
    },
    cost: costOf(left) + costOf(right),
  };
}

/** The value of a side, `undefined` where its path finds nothing. */
function read(side: Operand, item: Json, run: Run): Json | undefined {
  return side.kind === 'path' ? side.find(item, run) : side.value;
}

function ordering(left: Operand, operator: Ordering, right: Operand): Filter {
  const holds = HOLDS[operator];
  const equality = operator === '==' || operator === '!=';
  return {
    accepts: (item, run) => {
      const found = read(left, item, run);
      const expected = found === undefined ? undefined : read(right, item, run);
      if (found === undefined || expected === undefined) return false;
      if (!equality && (found === null) !== (expected === null)) return false;
      if (typeof expected === 'string') spend(run, expected.length / CHARACTERS_PER_STEP);
      const order = compare(expected, found);
      return order !== undefined && holds(order);
    },
    cost: costOf(left) + costOf(right),
  };
}

/** Compiles one comparison or existence check of a filter: `@.a`, `!@.a`, `@.a == 'x'`, `$.limit > @.n`, `@.a =~ /x+/i`. */
export function compileCriterion(text: string): Filter {
  const operator = OPERATORS.find((each) => text.includes(each));
  if (operator === undefined) {
    if (text.startsWith('$') || text.startsWith('@') || text.startsWith('!@')) return existence(text);
    throw new JsonPathSyntaxError(`The filter ${text} has no operator and is no path`);
  }
  const at = text.indexOf(operator);
  const leftText = javaTrim(text.slice(0, at));
  const left = operand(leftText.startsWith('!@') ? leftText.slice(1) : leftText);
  const rightText = javaTrim(text.slice(at + operator.length));
  if (rightText.startsWith('!@')) {
    throw new JsonPathSyntaxError('Invalid negation! Can only be used for existence check e.g [?(!@.foo)]');
  }
  const right = operand(rightText);
  return operator === '=~' ? regularExpression(left, right) : ordering(left, operator, right);
}
