import { isArray, isObject, type Json } from '#json/json.ts';
import { isReferencePath } from '../jsonpath/compile-reference-path.ts';
import type { QueryLanguage } from '../query-language.ts';
import { parseTimestamp } from '../timestamp.ts';
import { checkJsonata, checkJsonataText } from './check-jsonata.ts';
import { checkTemplate, looksLikeExpression } from './check-template.ts';
import type { Report } from './diagnostic.ts';
import { isExpression, isPath } from './is-expression.ts';
import { referencePathProblem } from './reference-path-problem.ts';
import type { FieldValue, PlainValue } from './state-fields.ts';

// Without a value these say nothing; whether AWS takes a null in the other fields for an absent one is not known, so it passes there.
const NEVER_NULL: ReadonlySet<FieldValue['kind']> = new Set(['elements', 'enum', 'object', 'operand']);

/** Checks one value against what its field takes, and reports at its location. */
export function checkFieldValue(rule: FieldValue, value: Json, language: QueryLanguage, location: string, report: Report): void {
  if (value === null && !NEVER_NULL.has(rule.kind)) return;
  switch (rule.kind) {
    case 'any':
      break;
    case 'jsonata':
      checkJsonata(value, location, report);
      break;
    case 'items':
      // AWS: "a JSON array, a JSON object, or a JSONata expression" — Transforming data with JSONata; the text for other types is (inferred).
      if (typeof value === 'string') checkJsonataText(value, location, report);
      else if (typeof value === 'object') checkJsonata(value, location, report);
      else report('Expected value of type Array', location);
      break;
    case 'template':
      checkTemplate(value, location, report);
      break;
    case 'payload':
      (language === 'JSONata' ? checkJsonata : checkTemplate)(value, location, report);
      break;
    case 'path':
      if (typeof value !== 'string' || !isPath(value)) report('Value must be a valid JSONPath.', location);
      break;
    case 'expression':
      if (typeof value !== 'string' || !isExpression(value)) report('Value must be a valid JSONPath.', location);
      break;
    case 'referencePath':
      checkReferencePath(value, isReferencePath, location, report);
      break;
    case 'numberPath':
      checkReferencePath(value, (text) => isPath(text) && !text.startsWith('$$'), location, report);
      break;
    case 'operand':
      checkReferencePath(value, isPath, location, report);
      break;
    case 'timestamp':
      if (isJsonataFor(language, value)) checkJsonataText(value, location, report);
      else if (typeof value !== 'string' || parseTimestamp(value) === undefined)
        report('String does not match RFC3339 timestamp', location);
      break;
    case 'enum':
      if (typeof value !== 'string') report('Expected value of type String', location);
      else if (!rule.values.includes(value))
        report(`Value should be one of the following: [${rule.values.join(', ')}]`, location);
      break;
    default:
      checkPlainValue(rule, value, language, location, report);
  }
}

const isJsonataFor = (language: QueryLanguage, value: Json): value is string =>
  language === 'JSONata' && typeof value === 'string' && value.startsWith('{%');

function checkReferencePath(value: Json, isValid: (text: string) => boolean, location: string, report: Report): void {
  const text = typeof value === 'string' ? value : '';
  const problem = referencePathProblem(text) ?? (isValid(text) ? undefined : `Illegal token in '${text}'`);
  if (problem !== undefined) report(`Value is not a Reference Path: ${problem}`, location);
}

function checkPlainValue(rule: PlainValue, value: Json, language: QueryLanguage, location: string, report: Report): void {
  // AWS: the code NO_PATH warns of a path in a field that is not one of paths — ValidateStateMachineDefinitionDiagnostic; its wording is (inferred).
  // A text is a constant where texts are asked for, and JSONata wherever another scalar is.
  const isJsonata = isScalar(rule.kind) && !('literal' in rule) && language === 'JSONata' && typeof value === 'string';
  if (isJsonata && (rule.kind !== 'string' || value.startsWith('{%'))) checkJsonataText(value, location, report);
  else if (!isOfKind(rule.kind, value)) report(`Expected value of type ${TYPE_NAMES[rule.kind]}`, location);
  else if (rule.kind === 'string' && !('literal' in rule) && language === 'JSONPath' && looksLikeExpression(value))
    report(
      `The value '${String(value)}' looks like a path, but the name of the field does not end with 'Path'`,
      location,
      'NO_PATH',
    );
  else if (rule.kind === 'elements' && isArray(value) && value.length === 0) report('Value cannot be empty', location);
  else if ((rule.kind === 'integer' || rule.kind === 'number') && typeof value === 'number') {
    if (rule.min !== undefined && value < rule.min) report(`Minimum value is ${boundText(rule.kind, rule.min)}`, location);
    if (rule.max !== undefined && value > rule.max) report(`Maximum value is ${boundText(rule.kind, rule.max)}`, location);
  }
}

/** AWS: the bound of a percentage is a double, `Maximum value is 100.0`; that of BackoffRate is one too (inferred). */
const boundText = (kind: 'integer' | 'number', bound: number): string => (kind === 'number' ? bound.toFixed(1) : String(bound));

const isScalar = (kind: PlainValue['kind']): boolean => kind !== 'array' && kind !== 'elements' && kind !== 'object';

// AWS: `Expected value of type Integer` — ValidateStateMachineDefinition, measured by others; the names of the other types are (inferred).
const TYPE_NAMES = {
  array: 'Array',
  boolean: 'Boolean',
  elements: 'Array',
  integer: 'Integer',
  number: 'Number',
  object: 'Object',
  string: 'String',
} satisfies Record<PlainValue['kind'], string>;

function isOfKind(kind: PlainValue['kind'], value: Json): boolean {
  if (kind === 'array' || kind === 'elements') return isArray(value);
  if (kind === 'object') return isObject(value);
  return kind === 'integer' ? Number.isInteger(value) : typeof value === kind;
}
