import type { FieldValue } from './state-fields.ts';

const ORDERINGS = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

const orderings = (type: string, value: FieldValue, names = ORDERINGS): [string, FieldValue][] =>
  names.flatMap((name): [string, FieldValue][] => [
    [`${type}${name}`, value],
    [`${type}${name}Path`, { kind: 'operand' }],
  ]);

/** The comparison operators of a choice rule, with what each compares to. */
export const CHOICE_OPERATORS: ReadonlyMap<string, FieldValue> = new Map([
  ...orderings('String', { kind: 'string' }),
  ['StringMatches', { kind: 'string' }],
  ...orderings('Numeric', { kind: 'number' }),
  ...orderings('Boolean', { kind: 'boolean' }, ['Equals']),
  ...orderings('Timestamp', { kind: 'timestamp' }),
  ...['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'].map((name): [string, FieldValue] => [
    name,
    { kind: 'boolean' },
  ]),
]);
