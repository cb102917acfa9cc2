import type { StateType } from '../definition.ts';
import type { QueryLanguage } from '../query-language.ts';

/** A value of one JSON type. In a JSONata state a scalar may be a `{% … %}` text instead, unless it is `literal`. */
export type PlainValue =
  /** `elements`: an array of at least one. */
  | { readonly kind: 'array' | 'elements' | 'object' }
  | { readonly kind: 'boolean' | 'string'; readonly literal?: true }
  | { readonly kind: 'integer' | 'number'; readonly min?: number; readonly max?: number; readonly literal?: true };

/** What a field takes. */
export type FieldValue =
  | PlainValue
  | { readonly kind: 'any' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  /** A path into the input, the context object or a variable. */
  | { readonly kind: 'path' }
  /** A path to exactly one place in the input; `numberPath` may also be in a variable, `operand` in the context object as well. */
  | { readonly kind: 'referencePath' | 'numberPath' | 'operand' }
  /** A path or a call of an intrinsic function. */
  | { readonly kind: 'expression' }
  /** A payload template, whose `name.$` members are expressions. */
  | { readonly kind: 'template' }
  /** Any JSON with `{% … %}` texts inside; `items`: an array or an object with such texts, or one of them as a whole. */
  | { readonly kind: 'jsonata' | 'items' }
  /** A payload template in JSONPath, any JSON with `{% … %}` texts in JSONata. */
  | { readonly kind: 'payload' };

export interface FieldRule {
  readonly value: FieldValue;
  /** The only language that has the field; both where it is absent. */
  readonly language?: QueryLanguage;
}

export interface StateFieldRule extends FieldRule {
  readonly types: readonly StateType[];
}

/** AWS: no time in a definition is longer — `Maximum value is 99999999` (CreateStateMachine, reported by users). */
export const MAX_SECONDS = 99_999_999;

const EVERY: readonly StateType[] = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'];
const WITH_NEXT: readonly StateType[] = ['Task', 'Wait', 'Pass', 'Parallel', 'Map'];
const WITH_DATA: readonly StateType[] = ['Task', 'Wait', 'Pass', 'Succeed', 'Choice', 'Parallel', 'Map'];
const WITH_RESULT: readonly StateType[] = ['Task', 'Pass', 'Parallel', 'Map'];
const WITH_RETRY: readonly StateType[] = ['Task', 'Parallel', 'Map'];

const path = { kind: 'path' } as const;
// AWS: a path in such a field leads to one place, and not into the Context Object — reported from us-east-1; a variable is recorded.
const numberPath = { kind: 'numberPath' } as const;
const seconds = { kind: 'integer', min: 1, max: MAX_SECONDS } as const;

/**
 * Every field that a state may have, and on which types.
 * AWS: a field on another type is `Field 'X' is not supported` — measured by others with ValidateStateMachineDefinition for all types
 * (the documentation of the rules of github.com/badmintoncryer/cdk-preflight, September 2026).
 */
export const STATE_FIELDS: Readonly<Record<string, StateFieldRule>> = {
  Type: { types: EVERY, value: { kind: 'any' } },
  Comment: { types: EVERY, value: { kind: 'any' } },
  QueryLanguage: { types: EVERY, value: { kind: 'enum', values: ['JSONPath', 'JSONata'] } },
  Next: { types: WITH_NEXT, value: { kind: 'string', literal: true } },
  End: { types: WITH_NEXT, value: { kind: 'boolean', literal: true } },
  InputPath: { types: WITH_DATA, language: 'JSONPath', value: { kind: 'path' } },
  OutputPath: { types: WITH_DATA, language: 'JSONPath', value: { kind: 'path' } },
  ResultPath: { types: WITH_RESULT, language: 'JSONPath', value: { kind: 'referencePath' } },
  Parameters: { types: WITH_RESULT, language: 'JSONPath', value: { kind: 'template' } },
  ResultSelector: { types: WITH_RETRY, language: 'JSONPath', value: { kind: 'template' } },
  Result: { types: ['Pass'], language: 'JSONPath', value: { kind: 'any' } },
  Arguments: { types: ['Task', 'Parallel'], language: 'JSONata', value: { kind: 'jsonata' } },
  Output: { types: WITH_DATA, language: 'JSONata', value: { kind: 'jsonata' } },
  Assign: { types: [...WITH_NEXT, 'Choice'], value: { kind: 'payload' } },
  Retry: { types: WITH_RETRY, value: { kind: 'array' } },
  Catch: { types: WITH_RETRY, value: { kind: 'array' } },
  // Task
  Resource: { types: ['Task'], value: { kind: 'string', literal: true } },
  Credentials: { types: ['Task'], value: { kind: 'any' } },
  TimeoutSeconds: { types: ['Task'], value: seconds },
  TimeoutSecondsPath: { types: ['Task'], language: 'JSONPath', value: path },
  HeartbeatSeconds: { types: ['Task'], value: seconds },
  HeartbeatSecondsPath: { types: ['Task'], language: 'JSONPath', value: path },
  // Wait
  Seconds: { types: ['Wait'], value: { kind: 'integer', min: 0, max: MAX_SECONDS } },
  SecondsPath: { types: ['Wait'], language: 'JSONPath', value: path },
  Timestamp: { types: ['Wait'], value: { kind: 'timestamp' } },
  TimestampPath: { types: ['Wait'], language: 'JSONPath', value: path },
  // Fail
  Error: { types: ['Fail'], value: { kind: 'string' } },
  ErrorPath: { types: ['Fail'], language: 'JSONPath', value: { kind: 'expression' } },
  Cause: { types: ['Fail'], value: { kind: 'string' } },
  CausePath: { types: ['Fail'], language: 'JSONPath', value: { kind: 'expression' } },
  // Choice
  Choices: { types: ['Choice'], value: { kind: 'elements' } },
  Default: { types: ['Choice'], value: { kind: 'string', literal: true } },
  // Parallel
  Branches: { types: ['Parallel'], value: { kind: 'elements' } },
  // Map
  ItemProcessor: { types: ['Map'], value: { kind: 'object' } },
  Iterator: { types: ['Map'], value: { kind: 'object' } },
  ItemsPath: { types: ['Map'], language: 'JSONPath', value: path },
  Items: { types: ['Map'], language: 'JSONata', value: { kind: 'items' } },
  ItemSelector: { types: ['Map'], value: { kind: 'payload' } },
  ItemReader: { types: ['Map'], value: { kind: 'object' } },
  ItemBatcher: { types: ['Map'], value: { kind: 'object' } },
  ResultWriter: { types: ['Map'], value: { kind: 'object' } },
  MaxConcurrency: { types: ['Map'], value: { kind: 'integer', min: 0 } },
  MaxConcurrencyPath: { types: ['Map'], language: 'JSONPath', value: numberPath },
  ToleratedFailurePercentage: { types: ['Map'], value: { kind: 'number', min: 0, max: 100 } },
  ToleratedFailurePercentagePath: { types: ['Map'], language: 'JSONPath', value: numberPath },
  ToleratedFailureCount: { types: ['Map'], value: { kind: 'integer', min: 0 } },
  ToleratedFailureCountPath: { types: ['Map'], language: 'JSONPath', value: numberPath },
  Label: { types: ['Map'], value: { kind: 'string', literal: true } },
};

/** The fields without which a state of the type is none. */
export const REQUIRED_FIELDS: Readonly<Partial<Record<StateType, readonly string[]>>> = {
  Task: ['Resource'],
  Choice: ['Choices'],
  Parallel: ['Branches'],
};

/**
 * Fields of which a state may have one only; `required` where it must have one. The order is AWS's.
 * AWS: `There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]` — deployments of others.
 */
export const EXCLUSIVE_FIELDS: Readonly<
  Partial<Record<StateType, readonly { readonly fields: readonly string[]; readonly required?: true }[]>>
> = {
  Task: [{ fields: ['TimeoutSeconds', 'TimeoutSecondsPath'] }, { fields: ['HeartbeatSeconds', 'HeartbeatSecondsPath'] }],
  Wait: [{ fields: ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'], required: true }],
  Fail: [{ fields: ['Error', 'ErrorPath'] }, { fields: ['Cause', 'CausePath'] }],
  Map: [
    { fields: ['ItemProcessor', 'Iterator'], required: true },
    // AWS: one of them only, the older name or the newer — measured by others; the text is that of other pairs (inferred).
    { fields: ['Parameters', 'ItemSelector'] },
    { fields: ['MaxConcurrency', 'MaxConcurrencyPath'] },
    { fields: ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'] },
    { fields: ['ToleratedFailureCount', 'ToleratedFailureCountPath'] },
  ],
};
