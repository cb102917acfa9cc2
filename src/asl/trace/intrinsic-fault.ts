import { isArray, isObject, type Json } from '#json/json.ts';
import { isNumber, toNumber } from '#json/number.ts';
import { type INTRINSICS, isIntrinsicName } from '../intrinsics/index.ts';
import { kindOf, ordinal, words } from './words.ts';

/** What a parameter takes: what is wanted, where a value is not that. */
type Parameter = (value: Json) => string | undefined;

const any: Parameter = () => undefined;
const text: Parameter = (value) => (typeof value === 'string' ? undefined : 'a string');
const array: Parameter = (value) => (isArray(value) ? undefined : 'an array');
const object: Parameter = (value) => (isObject(value) ? undefined : 'an object');
const number: Parameter = (value) => (isNumber(value) ? undefined : 'a number');
const isInt = (value: number) => value >= -(2 ** 31) && value < 2 ** 31;
const int: Parameter = (value) => (isNumber(value) && isInt(Math.round(toNumber(value))) ? undefined : 'an integer of 32 bits');
const notZero: Parameter = (value) =>
  isNumber(value) && Math.trunc(toNumber(value)) !== 0 ? undefined : 'a number other than 0';
const positive: Parameter = (value) => (isNumber(value) && toNumber(value) >= 1 ? undefined : 'a number above zero');
const shortText: Parameter = (value) =>
  typeof value === 'string' && value.length <= 10_000 ? undefined : 'a string of 10,000 characters at most';
const ALGORITHMS = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const algorithm: Parameter = (value) =>
  typeof value === 'string' && ALGORITHMS.includes(value) ? undefined : `one of ${ALGORITHMS.join(', ')}`;
const shallow: Parameter = (value) => (value === true ? 'false: AWS does not merge deeply' : undefined);

/** What the intrinsic functions take; the last parameters from `least` on may be missing. */
const PARAMETERS: Readonly<Record<keyof typeof INTRINSICS, { readonly of: readonly Parameter[]; readonly least?: number }>> = {
  'States.Format': { of: [text] },
  'States.StringToJson': { of: [text] },
  'States.JsonToString': { of: [any] },
  'States.Array': { of: [] },
  'States.ArrayPartition': { of: [array, positive] },
  'States.ArrayContains': { of: [array, any] },
  'States.ArrayRange': { of: [number, number, notZero] },
  'States.ArrayGetItem': { of: [array, number] },
  'States.ArrayLength': { of: [array] },
  'States.ArrayUnique': { of: [array] },
  'States.Base64Encode': { of: [shortText] },
  'States.Base64Decode': { of: [shortText] },
  'States.Hash': { of: [any, algorithm] },
  'States.JsonMerge': { of: [object, object, shallow] },
  'States.MathRandom': { of: [int, int, number], least: 2 },
  'States.MathAdd': { of: [int, int] },
  'States.StringSplit': { of: [text, text] },
  'States.UUID': { of: [] },
};

/** What is wrong with the arguments of an intrinsic function, and which of them, from 0. */
export interface IntrinsicFault {
  readonly says: string;
  readonly argument?: number;
}

/** Finds it; `reason` is what the function itself said, if anything. */
export function intrinsicFault(name: string, args: readonly Json[], reason: string): IntrinsicFault {
  const parameters = isIntrinsicName(name) ? PARAMETERS[name] : { of: [] };
  const { of, least = of.length } = parameters;
  for (const [argument, parameter] of of.entries()) {
    const value = args[argument];
    const wanted = value === undefined ? undefined : parameter(value);
    if (wanted !== undefined) {
      return { says: `the ${ordinal(argument + 1)} argument of ${name} is ${words(value)}, not ${wanted}`, argument };
    }
  }
  const takesMore = name === 'States.Format' || name === 'States.Array';
  if (args.length < least || (args.length > of.length && !takesMore)) {
    return {
      says: `${name} takes ${of.length === 0 ? 'no' : of.length} argument${of.length === 1 ? '' : 's'}, not ${args.length}`,
    };
  }
  return BETWEEN[name]?.(args) ?? { says: reason };
}

/** What is wrong between arguments that are each of the right kind. */
const BETWEEN: Readonly<Record<string, (args: readonly Json[]) => IntrinsicFault | undefined>> = {
  'States.Format': ([template = '', ...values]) => {
    const places = String(template).replace(/\\./g, '').split('{}').length - 1;
    if (places === values.length) return undefined;
    return {
      says: `the template of States.Format has ${places} {}, and there are ${values.length} values for them`,
      argument: 0,
    };
  },
  'States.ArrayGetItem': ([values = [], index = 0]) => ({
    says: `there is no item ${words(index)} in the first argument of States.ArrayGetItem, which is ${kindOf(values)}`,
    argument: 1,
  }),
  'States.ArrayRange': () => ({ says: 'States.ArrayRange would make more than 1,000 items' }),
  'States.MathRandom': ([start = 0, end = 0]) => ({
    says: `the second argument of States.MathRandom is ${words(end)}, not above the first, which is ${words(start)}`,
    argument: 1,
  }),
  'States.MathAdd': () => ({ says: 'the sum of States.MathAdd is no integer of 32 bits' }),
};
