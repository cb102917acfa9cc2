import { hashMapOrder } from '../java-hash-map.ts';
import type { FieldValue } from './state-fields.ts';

type Operator = readonly [name: string, value: FieldValue];

const ORDERINGS = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

const orderings = (type: string, value: FieldValue, names = ORDERINGS): Operator[] =>
  names.map((name) => [`${type}${name}`, value]);

const WITH_TWIN: readonly Operator[] = [
  ...orderings('String', { kind: 'string' }),
  ...orderings('Numeric', { kind: 'number' }),
  ...orderings('Boolean', { kind: 'boolean' }, ['Equals']),
  ...orderings('Timestamp', { kind: 'timestamp' }),
];

const OPERATORS: ReadonlyMap<string, FieldValue> = new Map([
  ...WITH_TWIN,
  ...WITH_TWIN.map(([name]): Operator => [`${name}Path`, { kind: 'operand' }]),
  ['StringMatches', { kind: 'string' }],
  ...['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'].map(
    (name): Operator => [name, { kind: 'boolean' }],
  ),
]);

/**
 * The comparison operators of a choice rule, with what each compares to, in the order in which AWS lists them: that of a
 * java.util.HashMap — diagnostics of ValidateStateMachineDefinition, measured by others.
 */
export const CHOICE_OPERATORS: ReadonlyMap<string, FieldValue> = new Map(
  hashMapOrder([...OPERATORS.keys()]).flatMap((name): Operator[] => {
    const value = OPERATORS.get(name);
    return value === undefined ? [] : [[name, value]];
  }),
);
