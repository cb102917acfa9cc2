import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { spend } from '../budget.ts';
import { hashMapOrder } from '../java-hash-map.ts';
import { isNestedTooDeep } from '../json-depth.ts';
import { jsonError } from '../validate/json-error.ts';
import { weightOf } from '../weight.ts';
import type { Intrinsic } from './intrinsic.ts';
import { IntrinsicFailure } from './intrinsic-failure.ts';

/** `States.StringToJson(text)`. AWS: a blank text is null — intrinsic_functions, json_manipulation.test_string_to_json--0 and --1. */
export const stringToJson: Intrinsic = (args) => {
  const [text] = args;
  if (args.length !== 1 || typeof text !== 'string') return undefined;
  spend(text.length / 12);
  if (text.trim() === '') return null;
  if (isNestedTooDeep(text)) return undefined;
  try {
    return readJson(text);
  } catch {
    // AWS: recorded in a public corpus, with Jackson's words.
    const { message, location } = jsonError(text);
    throw new IntrinsicFailure(`Cannot convert String to Json in States.StringToJson, caused by: ${message}\n at ${location}`);
  }
};

/** `States.JsonToString(value)`: compact. */
export const jsonToString: Intrinsic = (args) => {
  const [value] = args;
  if (args.length !== 1 || value === undefined) return undefined;
  spend(weightOf(value) / 32);
  return writeJson(value);
};

/**
 * `States.JsonMerge(a, b, false)`: members of b replace those of a. AWS: deep merging is not supported — Developer Guide, "Intrinsic
 * functions"; a flag that is no boolean asks for none — AWS runs told in the notes of a public corpus; members come in HashMap order —
 * intrinsic_functions, json_manipulation.test_json_merge_escaped_argument.
 */
export const jsonMerge: Intrinsic = (args) => {
  const [a, b, deep] = args;
  if (args.length !== 3 || !isObject(a) || !isObject(b) || deep === true || deep === undefined) return undefined;
  spend(Object.keys(a).length + Object.keys(b).length);
  const members = new Map([...Object.entries(a), ...Object.entries(b)]);
  return Object.fromEntries(hashMapOrder([...members.keys()]).map((key) => [key, members.get(key) ?? null]));
};
