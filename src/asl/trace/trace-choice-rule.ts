import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { withBudget } from '../budget.ts';
import { type ChoiceRule, COMPARISON_OPERATORS, compileChoiceRule } from '../choice-rule.ts';
import type { Scope } from '../scope.ts';
import type { Broke, Part, Trace } from './part.ts';
import { shownOf } from './shown.ts';
import { tracePath } from './trace-path.ts';
import { words, wordsAndKind } from './words.ts';

/** Compiles a choice rule to be traced: it gives and throws what it would, and `told` hears the verdict of each rule in it. */
export function traceChoiceRule(rule: JsonObject, location: string, told: (trace: Trace) => void): ChoiceRule {
  const compiled = compileChoiceRule(rule);
  return {
    ...compiled,
    test(scope) {
      const asked: Asked = { scope, broke: undefined };
      const part = askRule(rule, location, asked);
      told({ part, ...(asked.broke ? { broke: asked.broke } : {}) });
      if (asked.problem !== undefined) throw asked.problem;
      return part.value?.json === 'true';
    },
  };
}

interface Asked {
  readonly scope: Scope;
  broke: Broke | undefined;
  problem?: unknown;
}

const COMBINED = {
  And: { decides: false },
  Or: { decides: true },
} as const;

function askRule(rule: JsonObject, location: string, asked: Asked): Part {
  for (const operator of ['And', 'Or'] as const) {
    if (rule[operator] !== undefined) return askSeveral(operator, rule[operator], `${location}/${operator}`, asked);
  }
  if (rule['Not'] === undefined) return compare(rule, location, asked);
  const inner = askRule(objectOf(rule['Not']), `${location}/Not`, asked);
  if (inner.error !== undefined) return rulePart('Not', location, [inner], undefined, inner.error);
  return rulePart('Not', location, [inner], inner.value?.json !== 'true');
}

/** `And` and `Or` stop at the first rule that decides; the others are not asked. */
function askSeveral(operator: 'And' | 'Or', rules: Json, location: string, asked: Asked): Part {
  const { decides } = COMBINED[operator];
  const parts: Part[] = [];
  let holds = !decides;
  let error: string | undefined;
  for (const [index, rule] of (isArray(rules) ? rules : []).entries()) {
    const place = `${location}[${index}]`;
    if (holds === decides || error !== undefined) {
      parts.push(notAsked(objectOf(rule), place));
      continue;
    }
    const part = askRule(objectOf(rule), place, asked);
    parts.push(part);
    error = part.error;
    if (part.value?.json === String(decides)) holds = decides;
  }
  return rulePart(operator, location.slice(0, -operator.length - 1), parts, error === undefined ? holds : undefined, error);
}

function compare(rule: JsonObject, location: string, asked: Asked): Part {
  const operator = operatorOf(rule);
  const sides = [rule['Variable'], operator.endsWith('Path') ? rule[operator] : undefined];
  const traces = sides.flatMap((path) => (typeof path === 'string' ? [sideOf(path, asked.scope)] : []));
  const parts = traces.map(({ part }) => part);
  try {
    const holds = compileChoiceRule(rule).test(asked.scope);
    return { ...rulePart(operator, location, parts, holds), says: sentenceOf(rule, operator, traces, holds) };
  } catch (error) {
    asked.problem = error;
    asked.broke = brokeIn(traces, location, operator);
    return rulePart(operator, location, parts, undefined, error instanceof Error ? error.message : String(error));
  }
}

/** The path that found nothing. It is not the whole of the rule: its offsets would be none of the field's. */
function brokeIn([left, right]: readonly Side[], location: string, operator: string): Broke | undefined {
  const [side, member] = left?.broke ? [left, 'Variable'] : [right, operator];
  if (!side?.broke) return undefined;
  const { says, token, value } = side.broke;
  return {
    says,
    ...(token === undefined ? {} : { token }),
    ...(value === undefined ? {} : { value }),
    location: `${location}/${member}`,
  };
}

/** A side of a comparison, and its value. */
interface Side extends Trace {
  readonly value: Json | undefined;
}

function sideOf(path: string, scope: Scope): Side {
  let trace: Trace | undefined;
  let value: Json | undefined;
  const traced = tracePath(path, (told) => {
    trace = told;
  });
  try {
    value = withBudget(() => traced.evaluate(scope));
  } catch {
    // What it throws is in the trace, and is thrown again by the rule itself where that asks for the value.
  }
  return { part: { kind: 'path', text: path, times: 0, parts: [] }, ...trace, value };
}

function sentenceOf(rule: JsonObject, operator: string, [left, right]: readonly Side[], holds: boolean): string {
  const name = String(rule['Variable']);
  const operand = rule[operator] ?? null;
  if (operator === 'IsPresent')
    return left?.value === undefined ? (left?.broke?.says ?? `there is no ${name}`) : `${name} is there`;
  const is = `${name} is ${wordsAndKind(left?.value)}`;
  const word = WORDS.find(([ending]) => operator.replace(/Path$/, '').endsWith(ending))?.[1];
  if (word === undefined) return is;
  const other = right ? `${String(operand)}, which is ${words(right.value)}` : words(operand);
  return `${is}: ${holds ? '' : 'not '}${word} ${other}`;
}

/** How the operators are said, the longer endings first. */
const WORDS: readonly (readonly [string, string])[] = [
  ['GreaterThanEquals', 'greater than or equal to'],
  ['LessThanEquals', 'less than or equal to'],
  ['GreaterThan', 'greater than'],
  ['LessThan', 'less than'],
  ['Equals', 'equal to'],
  ['Matches', 'matching'],
];

function rulePart(operator: string, location: string, parts: readonly Part[], holds: boolean | undefined, error?: string): Part {
  return {
    kind: 'rule',
    text: operator,
    location,
    times: Number(holds !== undefined),
    ...(holds === undefined ? {} : { value: shownOf(holds) }),
    ...(error === undefined ? {} : { error }),
    parts,
  };
}

const notAsked = (rule: JsonObject, location: string): Part => ({
  kind: 'rule',
  text: operatorOf(rule),
  location,
  times: 0,
  parts: [],
});

const operatorOf = (rule: JsonObject): string =>
  ['And', 'Or', 'Not', ...COMPARISON_OPERATORS].find((operator) => Object.hasOwn(rule, operator)) ?? '';

const objectOf = (value: Json): JsonObject => (isObject(value) ? value : {});
