import { isObject, type Json, type JsonObject } from '#json/json.ts';
import type { ApiMember, ApiShape } from './api-shape.ts';

/** How strict a mocked result is looked at. */
export type FieldValidationMode = 'STRICT' | 'PRESENT' | 'NONE';

/**
 * What is wrong with a value of this shape, in AWS's words, `undefined` if nothing is. AWS: a structure's required members come first,
 * members that it does not have are passed over, and a message names the innermost member only (group field_validation_mode).
 */
export function problemWith(name: string, value: Json, shape: ApiShape, mode: FieldValidationMode): string | undefined {
  switch (shape.kind) {
    case 'any':
      return undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `Field '${name}' must be a boolean`;
    case 'time':
      return typeof value === 'string' ? undefined : `Field '${name}' must be a string`;
    case 'number':
      return typeof value === 'number' ? rangeProblem(name, value, shape, 'value') : `Field '${name}' must be a number`;
    case 'string':
    case 'blob':
      return typeof value === 'string' ? rangeProblem(name, value.length, shape, 'length') : `Field '${name}' must be a string`;
    case 'enum':
      if (typeof value !== 'string') return `Field '${name}' must be a string`;
      return shape.values.includes(value) ? undefined : `Field '${name}' is not an expected value`;
    case 'list':
      if (!Array.isArray(value)) return `Field '${name}' must be an array`;
      return (
        rangeProblem(name, value.length, shape, 'length') ??
        firstProblem(value, (element: Json) => shape.element && problemWith(name, element, shape.element, mode))
      );
    default:
      return isObject(value) ? objectProblem(value, shape, mode) : `Field '${name}' must be an object`;
  }
}

function objectProblem(value: JsonObject, shape: ApiShape, mode: FieldValidationMode): string | undefined {
  if (shape.kind === 'map')
    return firstProblem(Object.entries(value), ([key, element]) => problemWith(key, element, shape.value, mode));
  if (shape.kind !== 'structure') return undefined;
  const members = shape.members();
  const missing = mode === 'STRICT' && members.find(({ name, required }) => required && isAbsent(value[name]));
  return missing
    ? `Required field '${missing.name}' is missing`
    : firstProblem(members, (member) => memberProblem(value[member.name], member, mode));
}

const memberProblem = (value: Json | undefined, { name, shape }: ApiMember, mode: FieldValidationMode): string | undefined =>
  isAbsent(value) ? undefined : problemWith(name, value, shape, mode);

const isAbsent = (value: Json | undefined): value is undefined | null => value === undefined || value === null;

/** AWS: the four sentences; those of "maximum length" and of a list's length are made after the recorded ones (inferred). */
function rangeProblem(
  name: string,
  size: number,
  { min, max }: { min?: number; max?: number },
  what: 'value' | 'length',
): string | undefined {
  if (min !== undefined && size < min)
    return `Field '${name}' is ${what === 'value' ? 'less' : 'smaller'} than the minimum ${what}`;
  if (max !== undefined && size > max) return `Field '${name}' exceeds the maximum ${what}`;
  return undefined;
}

function firstProblem<Item>(items: readonly Item[], problemOf: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
