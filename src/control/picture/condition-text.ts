import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import { writeJson } from '#json/write-json.ts';

const COMPARISONS: readonly (readonly [end: string, sign: string])[] = [
  ['GreaterThanEquals', '≥'],
  ['LessThanEquals', '≤'],
  ['GreaterThan', '>'],
  ['LessThan', '<'],
  ['Equals', '='],
  ['Matches', '~'],
];

const TESTS: Readonly<Record<string, string>> = {
  IsNull: 'null',
  IsPresent: 'present',
  IsNumeric: 'a number',
  IsString: 'a string',
  IsBoolean: 'a boolean',
  IsTimestamp: 'a timestamp',
};

/** The condition of a Choice rule in short: `$.total > 100 and $.paid is present`; undefined where it cannot be told. */
export function conditionText(rule: JsonObject): string | undefined {
  const { Condition: condition, Variable: variable, And: and, Or: or, Not: not } = rule;
  if (typeof condition === 'string') return flat(condition.replace(/^\s*\{%|%\}\s*$/g, ''));
  if (typeof condition === 'boolean') return String(condition);
  if (isArray(and)) return joined(and, 'and');
  if (isArray(or)) return joined(or, 'or');
  if (isObject(not)) {
    const inner = conditionText(not);
    return inner === undefined ? undefined : `not (${inner})`;
  }
  return typeof variable === 'string' ? comparisonText(variable, rule) : undefined;
}

function joined(rules: readonly Json[], word: string): string | undefined {
  const texts = rules.map((rule) => (isObject(rule) ? inBrackets(rule) : undefined));
  return texts.includes(undefined) ? undefined : texts.join(` ${word} `);
}

function inBrackets(rule: JsonObject): string | undefined {
  const text = conditionText(rule);
  return text !== undefined && (rule['And'] ?? rule['Or']) !== undefined ? `(${text})` : text;
}

function comparisonText(variable: string, rule: JsonObject): string | undefined {
  for (const [operator, value] of Object.entries(rule)) {
    const test = TESTS[operator];
    if (test !== undefined) return `${variable} is ${value === false ? 'not ' : ''}${test}`;
    const isPath = operator.endsWith('Path');
    const name = isPath ? operator.slice(0, -'Path'.length) : operator;
    const [, sign] = COMPARISONS.find(([end]) => name.endsWith(end)) ?? [];
    if (sign !== undefined)
      return `${variable} ${sign} ${isPath && typeof value === 'string' ? value : writeJson(value ?? null)}`;
  }
  return undefined;
}

const flat = (text: string): string => text.trim().replace(/\s+/g, ' ');
