import { array, arrayContains, arrayGetItem, arrayLength, arrayPartition, arrayRange, arrayUnique } from './arrays.ts';
import { base64Decode, base64Encode, hash } from './encoding.ts';
import { format } from './format.ts';
import type { Intrinsic } from './intrinsic.ts';
import { jsonMerge, jsonToString, stringToJson } from './json-texts.ts';
import { mathAdd, mathRandom } from './math.ts';
import { stringSplit, uuid } from './strings.ts';

type IntrinsicName =
  | `States.Array${'' | 'Contains' | 'GetItem' | 'Length' | 'Partition' | 'Range' | 'Unique'}`
  | `States.Base64${'Decode' | 'Encode'}`
  | `States.${'Format' | 'Hash' | 'JsonMerge' | 'JsonToString' | 'MathAdd' | 'MathRandom' | 'StringSplit' | 'StringToJson' | 'UUID'}`;

/** The intrinsic functions: the only list. */
export const INTRINSICS = {
  'States.Format': format,
  'States.StringToJson': stringToJson,
  'States.JsonToString': jsonToString,
  'States.Array': array,
  'States.ArrayPartition': arrayPartition,
  'States.ArrayContains': arrayContains,
  'States.ArrayRange': arrayRange,
  'States.ArrayGetItem': arrayGetItem,
  'States.ArrayLength': arrayLength,
  'States.ArrayUnique': arrayUnique,
  'States.Base64Encode': base64Encode,
  'States.Base64Decode': base64Decode,
  'States.Hash': hash,
  'States.JsonMerge': jsonMerge,
  'States.MathRandom': mathRandom,
  'States.MathAdd': mathAdd,
  'States.StringSplit': stringSplit,
  'States.UUID': uuid,
} satisfies Record<IntrinsicName, Intrinsic>;

/** Whether there is an intrinsic function of this name; its spelling counts. */
export const isIntrinsicName = (name: string): name is IntrinsicName => Object.hasOwn(INTRINSICS, name);
