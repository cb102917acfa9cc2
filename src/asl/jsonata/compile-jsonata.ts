import jsonata from 'jsonata';
import type { Json, JsonObject } from '#json/json.ts';
import { WorkTooLong } from '../budget.ts';
import type { Scope } from '../scope.ts';
import { BUILT_IN_FUNCTIONS } from './built-in-functions.ts';
import { tooDeep, tooLarge, withEvaluation } from './evaluation.ts';
import { type ExpressionReferences, expressionReferences } from './expression-references.ts';
import { JsonataEvaluationError } from './jsonata-evaluation-error.ts';
import { isNode, type JsonataNode } from './jsonata-node.ts';
import { JsonataSyntaxError } from './jsonata-syntax-error.ts';
import { plainJson } from './plain-json.ts';
import { followPlainPath, NOT_PLAIN, plainPath } from './plain-path.ts';
import { STEP_FUNCTIONS_FUNCTIONS } from './step-functions-functions.ts';

/** What an expression can see, and its only sources of time and chance. */
export type JsonataBindings = Pick<Scope, 'states' | 'variable' | 'random' | 'uuid' | 'now'>;

/** A compiled expression. */
export interface JsonataExpression {
  /** The text between `{%` and `%}`. */
  readonly text: string;
  /** Names of the variables of the state machine that it refers to, in the order of the text. */
  readonly variables: readonly string[];
  /** `$`, `$$` and field names used where there is no context item. AWS refuses definitions with them: `Reference to 'name' at the top level is not supported.` */
  readonly topLevelReferences: readonly string[];
  /** The members of `$states` that it names: `input`, `result` … Which there are depends on the field. */
  readonly statesMembers: readonly string[];
  /** The value, `undefined` for nothing; throws JsonataEvaluationError. */
  evaluate(bindings: JsonataBindings): Json | undefined;
}

/** How many compiled expressions are kept, and up to how many characters of text; each takes about 20 kB. */
const KEPT = 500;
const KEPT_CHARS = 1_000;
const known = new Map<string, JsonataExpression>();

/** Compiles the text of an expression, without its `{% %}`, or finds it compiled; throws JsonataSyntaxError. */
export const compileJsonata = (text: string): JsonataExpression => {
  const before = known.get(text);
  if (before !== undefined) return before;
  const expression = compile(text);
  if (text.length > KEPT_CHARS) return expression;
  const oldest = known.size >= KEPT ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
  known.set(text, expression);
  return expression;
};

const compile = (text: string): JsonataExpression => {
  const parsed = parseJsonata(text, jsonata);
  const path = plainPath(parsed.root);
  const run = evaluateParsed(parsed);

  const followed = path !== undefined && (path.root !== 'states' || path.keys.length > 0) ? path : undefined;
  const evaluate = (bindings: JsonataBindings): Json | undefined => {
    if (followed === undefined) return run(bindings);
    const value = followPlainPath(
      followed,
      followed.root === 'states' ? bindings.states(followed.keys[0] === 'context') : bindings.variable(followed.root),
    );
    return value === NOT_PLAIN || (value === undefined && BUILT_IN_FUNCTIONS.has(followed.root)) ? run(bindings) : value;
  };

  return { ...describeParsed(parsed), evaluate };
};

/** An expression as jsonata has parsed it. */
export interface ParsedJsonata {
  readonly text: string;
  readonly parsed: jsonata.Expression;
  readonly root: JsonataNode;
  readonly references: ExpressionReferences;
}

/** Parses the text of an expression by this copy of jsonata; throws JsonataSyntaxError. */
export const parseJsonata = (text: string, parse: typeof jsonata): ParsedJsonata => {
  try {
    const parsed = parse(text);
    const root: unknown = parsed.ast();
    if (!isNode(root)) throw new Error('jsonata parsed no tree');
    const references = expressionReferences(root);
    addFunctions(parsed, text);
    return { text, parsed, root, references };
  } catch (error) {
    if (error instanceof RangeError) throw new JsonataSyntaxError(undefined, 'The expression is nested too deep');
    const { code, message, position } = describe(error);
    throw new JsonataSyntaxError(code, message, position);
  }
};

/** What is to be known of an expression before it is evaluated. */
export const describeParsed = ({ text, references }: ParsedJsonata): Omit<JsonataExpression, 'evaluate'> => ({
  text,
  variables: references.variables,
  topLevelReferences: references.topLevel,
  statesMembers: references.statesMembers,
});

/** Evaluates an expression by the copy of jsonata that has parsed it. */
export const evaluateParsed = ({ parsed, references: { free, seesContext } }: ParsedJsonata): JsonataExpression['evaluate'] => {
  const names = [...free].filter((name) => name !== 'states');
  return (bindings) => {
    const states = free.has('states') ? bindings.states(seesContext) : NO_STATES;
    const values: Record<string, unknown> = Object.create(null);
    values['states'] = states;
    for (const name of names) {
      const value = bindings.variable(name);
      if (value !== undefined) values[name] = value;
    }
    try {
      return withEvaluation(bindings, () => plainJson(parsed.evaluate(undefined, values), states));
    } catch (error) {
      throw error instanceof WorkTooLong ? error : evaluationError(error, bindings);
    }
  };
};

const NO_STATES: JsonObject = {};

const addFunctions = (parsed: jsonata.Expression, text: string): void => {
  // AWS: $eval does not exist — "Transforming data" of the developer guide.
  parsed.assign('eval', undefined);
  for (const [name, { implementation, signature }] of Object.entries(STEP_FUNCTIONS_FUNCTIONS)) {
    if (text.includes(name)) parsed.registerFunction(name, implementation, signature);
  }
};

const describe = (error: unknown): { code: string | undefined; message: string; position: number | undefined } => {
  if (typeof error !== 'object' || error === null) return { code: undefined, message: String(error), position: undefined };
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    message: 'message' in error && typeof error.message === 'string' ? error.message : 'unknown',
    position: 'position' in error && typeof error.position === 'number' ? error.position : undefined,
  };
};

const evaluationError = (error: unknown, { uuid }: JsonataBindings): JsonataEvaluationError => {
  if (error instanceof JsonataEvaluationError) return error;
  const { code, message } = describe(error);
  if (code !== undefined) return new JsonataEvaluationError(`threw an error during evaluation. ${code}: ${message}`);
  if (error instanceof RangeError) return message.startsWith('Maximum call stack') ? tooDeep() : tooLarge();
  // AWS: an error of the evaluator itself has this text and a UUID in place of a message — measured by others.
  return new JsonataEvaluationError(`threw an internal error during evaluation. ${uuid()}`);
};

const probe: unknown = withEvaluation({ now: () => 0, random: () => 0, uuid: () => '' }, () => jsonata('1').evaluate(undefined));
if (probe !== 1) throw new Error('The jsonata package was not rewritten to be synchronous: see synchronous-jsonata.mjs.');
