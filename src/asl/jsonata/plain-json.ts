import { isObject, type Json, type JsonObject } from '#json/json.ts';
import { isNumber } from '#json/number.ts';
import { MAX_BYTES, tooLarge } from './evaluation.ts';
import { JsonataEvaluationError } from './jsonata-evaluation-error.ts';
import { resultOf } from './numbers.ts';

// What jsonata leaves on arrays that it made.
const MARKS = ['sequence', 'keepSingleton', 'cons', 'outerWrapper', 'tupleStream'];

/** What jsonata evaluated as JSON: parts that are JSON already are shared, not copied. `states` is copied, because its members may be computed. */
export const plainJson = (result: unknown, states: JsonObject): Json | undefined => {
  // Values made inside an expression may share their parts, so that little memory is very much text.
  let bytes = 0;

  const plain = (value: unknown): Json | undefined => {
    bytes += 8;
    if (bytes > MAX_BYTES) throw tooLarge();
    switch (typeof value) {
      case 'string':
        bytes += value.length;
        return value;
      case 'number':
        // AWS: [1/0] comes out as ["Infinity"], as Java's JSON writer does — measured by others.
        return Number.isSafeInteger(value) ? value : (resultOf(value) ?? String(value));
      case 'bigint':
        return resultOf(value);
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        if (value === null || isNumber(value)) return value;
        if (Array.isArray(value)) return plainArray(value);
        if (isObject(value) && !isJsonataFunction(value)) return plainObject(value);
    }
    throw new JsonataEvaluationError('returned an unsupported result type.');
  };

  const plainArray = (array: readonly unknown[]): Json => {
    const items = array.map(plain);
    const same =
      !MARKS.some((mark) => Object.hasOwn(array, mark)) &&
      items.every((item, index) => item !== undefined && item === array[index]);
    return isJson(array, same) ? array : items.filter((item) => item !== undefined);
  };

  const plainObject = (object: JsonObject): Json => {
    const keys = Object.keys(object);
    const members = keys.map((key) => plain(object[key]));
    const untouched = object !== states && Object.getPrototypeOf(object) === Object.prototype;
    if (untouched && members.every((member, index) => member !== undefined && member === object[keys[index] ?? '']))
      return object;
    const copy: [string, Json][] = [];
    members.forEach((member, index) => {
      if (member !== undefined) copy.push([keys[index] ?? '', member]);
    });
    return Object.fromEntries(copy);
  };

  return plain(result);
};

const isJsonataFunction = (value: JsonObject): boolean =>
  value['_jsonata_lambda'] === true || value['_jsonata_function'] === true;

const isJson = (_array: readonly unknown[], same: boolean): _array is readonly Json[] => same;
