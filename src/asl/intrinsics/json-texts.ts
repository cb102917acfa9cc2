import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { hashMapOrder } from '../java-hash-map.ts';
import { isObject } from '../json.ts';
import type { Intrinsic } from './intrinsic.ts';

/** `States.StringToJson(text)`. AWS: a blank text is null — intrinsic_functions, json_manipulation.test_string_to_json--0 and --1. */
export const stringToJson: Intrinsic = (args) => {
  const [text] = args;
  if (args.length !== 1 || typeof text !== 'string') return undefined;
  if (text.trim() === '') return null;
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
};

/** `States.JsonToString(value)`: compact. */
export const jsonToString: Intrinsic = (args) => {
  const [value] = args;
  return args.length === 1 && value !== undefined ? writeJson(value) : undefined;
};

/**
 * `States.JsonMerge(a, b, false)`: members of b replace those of a. AWS: deep merging is not supported — Developer Guide, "Intrinsic
 * functions"; members come in HashMap order — intrinsic_functions, json_manipulation.test_json_merge_escaped_argument.
 */
export const jsonMerge: Intrinsic = (args) => {
  const [a, b, deep] = args;
  if (args.length !== 3 || !isObject(a) || !isObject(b) || deep !== false) return undefined;
  const members = new Map([...Object.entries(a), ...Object.entries(b)]);
  return Object.fromEntries(hashMapOrder([...members.keys()]).map((key) => [key, members.get(key) ?? null]));
};
