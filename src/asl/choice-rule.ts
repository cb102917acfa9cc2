import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { type Comparison, PATH_COMPARISONS, PLAIN_COMPARISONS, type Test } from './choice/comparison.ts';
import { compileExpression, type Expression, ExpressionSyntaxError } from './expression.ts';
import { PathNotFound } from './jsonpath/path-not-found.ts';
import type { Scope } from './scope.ts';
import { StatesError } from './states-error.ts';

/** A choice rule of the JSONPath query language, compiled. */
export interface ChoiceRule {
  /** Whether the rule holds. Throws `StatesError` if a path other than that of `IsPresent` leads nowhere. */
  test(scope: Scope): boolean;
  /** The names of the variables it reads, each once. */
  readonly variables: readonly string[];
}

interface Operator {
  readonly comparison: Comparison;
  /** Whether the right side is a path to the value to compare with. */
  readonly byPath: boolean;
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...Object.entries(PATH_COMPARISONS).map(([name, comparison]) => [name, { comparison, byPath: false }] as const),
  ...Object.entries(PATH_COMPARISONS).map(([name, comparison]) => [`${name}Path`, { comparison, byPath: true }] as const),
  ...Object.entries(PLAIN_COMPARISONS).map(([name, comparison]) => [name, { comparison, byPath: false }] as const),
]);

/** The names of the 39 operators that compare: all but `And`, `Or` and `Not`. */
export const COMPARISON_OPERATORS: readonly string[] = [...OPERATORS.keys(), 'IsPresent'];

/**
 * Compiles a choice rule; members such as Next, Assign and Comment are none of its business. Throws `ExpressionSyntaxError` if there
 * is no operator, or if a path is none. `And` and `Or` stop at the first rule that decides.
 */
export function compileChoiceRule(rule: JsonObject): ChoiceRule {
  if (rule.And !== undefined) return compileAll(rule.And, (rules) => (scope) => rules.every((one) => one.test(scope)));
  if (rule.Or !== undefined) return compileAll(rule.Or, (rules) => (scope) => rules.some((one) => one.test(scope)));
  if (rule.Not !== undefined) return compileAll([rule.Not], (rules) => (scope) => rules.every((one) => !one.test(scope)));
  return compileComparison(rule);
}

function compileAll(list: Json, combine: (rules: readonly ChoiceRule[]) => ChoiceRule['test']): ChoiceRule {
  if (!isArray(list) || list.length === 0) throw new ExpressionSyntaxError('And and Or need an array of choice rules');
  const rules = list.map((rule) => {
    if (!isObject(rule)) throw new ExpressionSyntaxError('A choice rule is an object');
    return compileChoiceRule(rule);
  });
  return { test: combine(rules), variables: [...new Set(rules.flatMap(({ variables }) => variables))] };
}

function compileComparison(rule: JsonObject): ChoiceRule {
  const name = COMPARISON_OPERATORS.find((operator) => Object.hasOwn(rule, operator));
  if (name === undefined) throw new ExpressionSyntaxError('A choice rule needs a comparison operator');
  const left = compilePath(rule.Variable);
  const operand = rule[name] ?? null;
  const operator = OPERATORS.get(name);
  if (operator === undefined) return { variables: left.variables, test: (scope) => isPresent(left, scope) === operand };
  return operator.byPath
    ? comparePaths(left, operator.comparison, compilePath(operand))
    : compareValue(left, operator.comparison(operand));
}

function compareValue(left: Expression, test: Test): ChoiceRule {
  return { variables: left.variables, test: (scope) => test(read(left, scope)) };
}

function comparePaths(left: Expression, comparison: Comparison, right: Expression): ChoiceRule {
  return {
    variables: [...new Set([...left.variables, ...right.variables])],
    test(scope) {
      const value = read(left, scope);
      return comparison(read(right, scope))(value);
    },
  };
}

function compilePath(path: Json | undefined): Expression {
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new ExpressionSyntaxError(`'${String(path)}' is not a reference path`);
  return compileExpression(path);
}

function isPresent(path: Expression, scope: Scope): boolean {
  try {
    path.evaluate(scope);
    return true;
  } catch (error) {
    if (error instanceof PathNotFound) return false;
    throw error;
  }
}

/** AWS: a missing variable fails the execution, and no Catch can help — users' reports, all with this text. */
function read(path: Expression, scope: Scope): Json {
  try {
    return path.evaluate(scope);
  } catch (error) {
    if (!(error instanceof PathNotFound)) throw error;
    const cause = `Invalid path '${path.text}': The choice state's condition path references an invalid value.`;
    throw new StatesError('States.Runtime', cause);
  }
}
