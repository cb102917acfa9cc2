import jsonata from 'jsonata';
import type { Json, JsonObject } from '#json/json.ts';
import { WorkTooLong } from '../budget.ts';
import type { Scope } from '../scope.ts';
import { BUILT_IN_FUNCTIONS } from './built-in-functions.ts';
import { tooDeep, tooLarge, withEvaluation } from './evaluation.ts';
import { expressionReferences } from './expression-references.ts';
import { JsonataEvaluationError } from './jsonata-evaluation-error.ts';
import { isNode } from './jsonata-node.ts';
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

/** Compiles the text of an expression, without its `{% %}`; throws JsonataSyntaxError. */
export const compileJsonata = (text: string): JsonataExpression => {
  const { parsed, root, references } = parse(text);
  const { free, variables, topLevel, statesMembers } = references;
  const names = [...free].filter((name) => name !== 'states');
  const path = plainPath(root);
  addFunctions(parsed, text);

  const run = (bindings: JsonataBindings): Json | undefined => {
    const states = free.has('states') ? bindings.states() : NO_STATES;
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

  const followed = path !== undefined && (path.root !== 'states' || path.keys.length > 0) ? path : undefined;
  const evaluate = (bindings: JsonataBindings): Json | undefined => {
    if (followed === undefined) return run(bindings);
    const value = followPlainPath(
      followed,
      followed.root === 'states' ? bindings.states(followed.keys[0] === 'context') : bindings.variable(followed.root),
    );
    return value === NOT_PLAIN || (value === undefined && BUILT_IN_FUNCTIONS.has(followed.root)) ? run(bindings) : value;
  };

  return { text, variables, topLevelReferences: topLevel, statesMembers, evaluate };
};

const NO_STATES: JsonObject = {};

const parse = (text: string) => {
  try {
    const parsed = jsonata(text);
    const root: unknown = parsed.ast();
    if (!isNode(root)) throw new Error('jsonata parsed no tree');
    return { parsed, root, references: expressionReferences(root) };
  } catch (error) {
    if (error instanceof RangeError) throw new JsonataSyntaxError(undefined, 'The expression is nested too deep');
    const { code, message } = describe(error);
    throw new JsonataSyntaxError(code, message);
  }
};

const addFunctions = (parsed: jsonata.Expression, text: string): void => {
  // AWS: $eval does not exist — "Transforming data" of the developer guide.
  parsed.assign('eval', undefined);
  for (const [name, { implementation, signature }] of Object.entries(STEP_FUNCTIONS_FUNCTIONS)) {
    if (text.includes(name)) parsed.registerFunction(name, implementation, signature);
  }
};

const describe = (error: unknown): { code: string | undefined; message: string } => {
  if (typeof error !== 'object' || error === null) return { code: undefined, message: String(error) };
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    message: 'message' in error && typeof error.message === 'string' ? error.message : 'unknown',
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
