import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import type { QueryLanguage } from '../../query-language.ts';
import { checkFieldValue } from '../check-field-value.ts';
import { checkVariableNames } from '../check-variable-names.ts';
import { CHOICE_OPERATORS } from '../choice-operators.ts';
import type { Report } from '../diagnostic.ts';
import type { StateCheck } from '../site.ts';
import type { FieldRule, FieldValue } from '../state-fields.ts';
import { wrongLanguage } from '../wrong-language.ts';

// The order is AWS's. A JSONPath rule has one of the first four, a JSONata rule has the last.
const SELECTORS = ['And', 'Or', 'Not', 'Variable', 'Condition'];

/** The fields of a rule wherever it stands; And, Or and Not are walked into. */
const RULE_FIELDS: ReadonlyMap<string, FieldRule> = new Map<string, FieldRule>([
  ['Comment', { value: { kind: 'any' } }],
  ['And', { language: 'JSONPath', value: { kind: 'elements' } }],
  ['Or', { language: 'JSONPath', value: { kind: 'elements' } }],
  ['Not', { language: 'JSONPath', value: { kind: 'object' } }],
  ['Variable', { language: 'JSONPath', value: { kind: 'operand' } }],
  ['Condition', { language: 'JSONata', value: { kind: 'boolean' } }],
  ...[...CHOICE_OPERATORS].map(([name, value]: [string, FieldValue]): [string, FieldRule] => [
    name,
    { language: 'JSONPath', value },
  ]),
]);

/** What only a rule that stands directly in Choices may have besides. */
const TOP_FIELDS: ReadonlyMap<string, FieldRule> = new Map<string, FieldRule>([
  ...RULE_FIELDS,
  ['Next', { value: { kind: 'string', literal: true } }],
  ['Assign', { value: { kind: 'payload' } }],
  ['Output', { language: 'JSONata', value: { kind: 'jsonata' } }],
]);

/** Every rule of a Choice has one condition and a Next; the rules inside And, Or and Not have no Next. */
export const choiceRules: StateCheck = ({ state, type, location, language }, report) => {
  if (type !== 'Choice' || !isArray(state.Choices)) return;
  state.Choices.forEach((rule, index) => {
    const at = `${location}/Choices[${index}]`;
    if (isObject(rule) && (rule.Next ?? null) === null) report('These fields are required: [Next]', at);
    checkRule(rule, TOP_FIELDS, language, at, report);
    if (isObject(rule)) checkVariableNames(rule.Assign, language, `${at}/Assign`, report);
  });
};

function checkRule(
  rule: Json,
  fields: ReadonlyMap<string, FieldRule>,
  language: QueryLanguage,
  location: string,
  report: Report,
): void {
  if (!isObject(rule)) {
    report('Expected value of type Object', location);
    return;
  }
  for (const [field, value] of Object.entries(rule)) {
    const known = fields.get(field);
    if (known === undefined) report(`Field '${field}' is not supported`, location);
    else if (known.language !== undefined && known.language !== language) report(wrongLanguage(field, language), location);
    else checkFieldValue(known.value, value, language, `${location}/${field}`, report);
  }
  checkConditions(rule, location, report);
  for (const field of ['And', 'Or']) {
    const rules = rule[field];
    if (!isArray(rules)) continue;
    rules.forEach((nested, index) => {
      checkRule(nested, RULE_FIELDS, language, `${location}/${field}[${index}]`, report);
    });
  }
  if (isObject(rule.Not)) checkRule(rule.Not, RULE_FIELDS, language, `${location}/Not`, report);
}

/** Exactly one condition, and exactly one comparison where it is a Variable. AWS: the first text, with its comma, was measured by others. */
function checkConditions(rule: JsonObject, location: string, report: Report): void {
  const conditions = SELECTORS.filter((field) => rule[field] !== undefined);
  if (conditions.length !== 1)
    report(`The object must have only one of the following fields, [${SELECTORS.join(', ')}]`, location);
  const operators = Object.keys(rule).filter((field) => CHOICE_OPERATORS.has(field));
  const all = [...CHOICE_OPERATORS.keys()].join(', ');
  if (operators.length > 1) report(`There should only be one of the following fields: [${all}]`, location);
  else if (rule.Variable !== undefined && operators.length === 0) {
    report(`This object should have only one of the following fields: [${all}]`, location);
  }
}
