import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { SHARED_FIELDS } from './budget.ts';
import { compileExpression, type Expression, ExpressionSyntaxError, evaluateField } from './expression.ts';
import { hashMapOrder } from './java-hash-map.ts';
import type { Scope } from './scope.ts';
import { produced } from './weight.ts';

/** A payload template, compiled: Parameters, ItemSelector, ResultSelector, Assign, BatchInput or Credentials of a JSONPath state. */
export interface Template {
  /** The value it makes. Throws `StatesError` if an expression cannot be evaluated. */
  evaluate(scope: Scope): Json;
  /** The names of the variables it reads, each once. */
  readonly variables: readonly string[];
  /** Whether it has no expressions: `evaluate` answers the template itself then, uncopied. */
  readonly constant: boolean;
}

type Member = readonly [key: string, evaluate: (scope: Scope) => Json];

const SUFFIX = '.$';

/** Compiles the expression that a member of a template holds; `place` is the way to it: `/a/b.$`. */
export type CompileMember = (text: string, place: string) => Expression;

/** Compiles a payload template: the members that end in `.$` hold expressions, at any depth. Throws `ExpressionSyntaxError`. */
export function compileTemplate(value: Json, compileMember: CompileMember = compileExpression): Template {
  return compileAny(value, '', { expressions: 0, compileMember });
}

/** What is known while a template is compiled, of the whole of it: how many expressions it has, and what compiles them. */
interface Whole {
  expressions: number;
  readonly compileMember: CompileMember;
}

function compileAny(value: Json, place: string, whole: Whole): Template {
  if (isArray(value)) return compileArray(value, place, whole);
  if (isObject(value)) return compileObject(value, place, whole);
  return constantTemplate(value);
}

const constantTemplate = (value: Json): Template => ({ evaluate: () => value, variables: [], constant: true });

function compileArray(value: readonly Json[], place: string, whole: Whole): Template {
  const elements = value.map((element, index) => compileAny(element, `${place}[${index}]`, whole));
  if (elements.every(({ constant }) => constant)) return constantTemplate(value);
  return {
    evaluate: (scope) => elements.map((element) => element.evaluate(scope)),
    variables: unique(elements),
    constant: false,
  };
}

/**
 * AWS: members without expression come first, as declared; those with one follow, without their `.$`, in the order of a HashMap
 * — base.test_query_context_object_values, base_scenarios.test_map_state_legacy_reentrant, callback.test_sns_publish_wait_for_task_token.
 * Where both `a` and `a.$` are given, the expression wins, in the place of `a` (inferred).
 */
function compileObject(value: JsonObject, place: string, whole: Whole): Template {
  const expressions = new Map<string, Template>();
  const members = new Map<string, Template>();
  for (const [key, member] of Object.entries(value)) {
    if (key.endsWith(SUFFIX)) expressions.set(key.slice(0, -SUFFIX.length), compileField(key, member, place, whole));
    else members.set(key, compileAny(member, `${place}/${key}`, whole));
  }
  for (const key of hashMapOrder([...expressions.keys()])) members.set(key, expressions.get(key) ?? constantTemplate(null));
  const templates = [...members.values()];
  if (templates.every(({ constant }) => constant)) return constantTemplate(value);
  const entries: readonly Member[] = [...members].map(([key, template]) => [key, template.evaluate]);
  return {
    evaluate: (scope) => Object.fromEntries(entries.map(([key, evaluate]) => [key, evaluate(scope)])),
    variables: unique(templates),
    constant: false,
  };
}

function compileField(key: string, text: Json, place: string, whole: Whole): Template {
  if (typeof text !== 'string') throw new ExpressionSyntaxError(`The value of '${key}' is not a string`);
  const expression = whole.compileMember(text, `${place}/${key}`);
  whole.expressions++;
  return {
    evaluate(scope) {
      const value = evaluateField(expression, key, scope);
      return whole.expressions > SHARED_FIELDS ? produced(value) : value;
    },
    variables: expression.variables,
    constant: false,
  };
}

const unique = (templates: readonly Template[]) => [...new Set(templates.flatMap(({ variables }) => variables))];
