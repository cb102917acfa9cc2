import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { SHARED_FIELDS } from '../budget.ts';
import { produced } from '../weight.ts';
import { compileJsonata, type JsonataBindings, type JsonataExpression } from './compile-jsonata.ts';
import { evaluateField, type FieldExpression } from './evaluate-field.ts';
import { isJsonata } from './is-jsonata.ts';

/** A JSON value in which every `{% … %}` is an expression: Arguments, Output, Assign, Items … */
export interface JsonataTemplate {
  /** The value; throws StatesError States.QueryEvaluationError. */
  evaluate(bindings: JsonataBindings): Json;
  readonly variables: readonly string[];
  /** Whether there is no expression in it. */
  readonly constant: boolean;
  /** The expressions, with the field that each stands in. */
  readonly expressions: readonly FieldExpression[];
}

/** Compiles a `{% … %}` string; throws JsonataSyntaxError. AWS: messages show the text without the blanks around it — scenarios test_map_jsonata_items_fail. */
export const compileJsonataString = (value: string): JsonataExpression => compileJsonata(value.slice(2, -2).trim());

/** Compiles the `{% … %}` string that stands in `field`. */
export type CompileJsonata = (value: string, field: string) => JsonataExpression;

/** Compiles a template that stands in `field`; throws JsonataSyntaxError, or StatesError when evaluated. */
export const compileJsonataTemplate = (
  template: Json,
  field: string,
  compileString: CompileJsonata = compileJsonataString,
): JsonataTemplate => {
  const expressions: FieldExpression[] = [];
  const evaluate = compile(template, field, { expressions, compileString });
  const variables = [...new Set(expressions.flatMap(({ expression }) => expression.variables))];
  if (evaluate === undefined) return { evaluate: () => template, variables, constant: true, expressions };
  const several = expressions.length > 1;
  return {
    evaluate: (bindings) => evaluate(several ? withSharedStates(bindings) : bindings),
    variables,
    constant: false,
    expressions,
  };
};

/** The same bindings, with `$states` built once for all expressions of a template; once more for the first that needs its context. */
const withSharedStates = ({ states, variable, random, uuid, now }: JsonataBindings): JsonataBindings => {
  let whole: JsonObject | undefined;
  let bare: JsonObject | undefined;
  return {
    states: (withContext = true) => {
      if (!withContext && whole === undefined) {
        bare ??= states(false);
        return bare;
      }
      whole ??= states();
      return whole;
    },
    variable,
    random,
    uuid,
    now,
  };
};

type Evaluate = (bindings: JsonataBindings) => Json;

/** What is known of a template while it is compiled: its expressions so far, and what compiles them. */
interface Whole {
  readonly expressions: FieldExpression[];
  readonly compileString: CompileJsonata;
}

/** `undefined` where there is nothing to evaluate: that part is shared as it is. */
const compile = (template: Json, field: string, whole: Whole): Evaluate | undefined => {
  if (typeof template === 'string') return isJsonata(template) ? compileLeaf(template, field, whole) : undefined;
  if (isArray(template)) {
    const items = template.map((item, index) => ({ item, evaluate: compile(item, `${field}[${index}]`, whole) }));
    return items.some(({ evaluate }) => evaluate)
      ? (bindings) => items.map(({ item, evaluate }) => (evaluate ? evaluate(bindings) : item))
      : undefined;
  }
  if (isObject(template)) {
    const members = Object.entries(template).map(([key, value]) => ({
      key,
      value,
      evaluate: compile(value, `${field}/${key}`, whole),
    }));
    return members.some(({ evaluate }) => evaluate)
      ? (bindings) => Object.fromEntries(members.map(({ key, value, evaluate }) => [key, evaluate ? evaluate(bindings) : value]))
      : undefined;
  }
  return undefined;
};

const compileLeaf = (template: string, field: string, { expressions, compileString }: Whole): Evaluate => {
  const leaf = { field, expression: compileString(template, field) };
  expressions.push(leaf);
  return (bindings) => {
    const value = evaluateField(leaf, bindings);
    return expressions.length > SHARED_FIELDS ? produced(value) : value;
  };
};
