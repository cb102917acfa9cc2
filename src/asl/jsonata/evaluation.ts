// What the rewritten jsonata package (synchronous-jsonata.mjs) calls back: limits, clock and chance of the evaluation that is running.
// Evaluation is synchronous, so one variable of the module is enough; an evaluation inside another saves and restores it.
import { count, overspent, workLeft } from '../budget.ts';
import type { Scope } from '../scope.ts';
import { JsonataEvaluationError } from './jsonata-evaluation-error.ts';

/** The clock and the chance of one evaluation. */
export type EvaluationSources = Pick<Scope, 'now' | 'random' | 'uuid'>;

// AWS: five kinds of nesting all end at a depth of about 100; 873,782 numbers or 2^22 characters are held, 873,783 or 2^23 are not —
// measured by others.
const MAX_DEPTH = 100;
/** The largest value that an expression may make. */
export const MAX_BYTES = 6_990_256;
const ITEM_BYTES = 8;
/** Frames of variables that lie on each other: each block and each call adds one, and so does an application in part. */
const MAX_FRAMES = 2 * MAX_DEPTH;
/** What a call of a built-in function costs, whatever it does. */
const CALL_COST = 3;

let depth = 0;
/** The work done, in the one place where a number that is no integer is changed without being made anew. */
const work = new Float64Array(1);
let limit = Number.POSITIVE_INFINITY;
let sources: EvaluationSources | undefined;

/** Runs `evaluate` with fresh limits and these sources. */
export const withEvaluation = <T>(given: EvaluationSources, evaluate: () => T): T => {
  const outer = { depth, limit, sources };
  const outerWork = work[0] ?? 0;
  depth = 0;
  work[0] = 0;
  limit = workLeft();
  sources = given;
  try {
    return evaluate();
  } finally {
    count(work[0]);
    work[0] = outerWork;
    ({ depth, limit, sources } = outer);
  }
};

const threw = (text: string) => new JsonataEvaluationError(`threw an error during evaluation: ${text}`);
/** The error of an expression that nests or recurses too deep. */
export const tooDeep = () =>
  threw(
    'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive. Depth=101 max=100',
  );
/** The error of an expression whose values grow too large. */
export const tooLarge = () => threw('Expression evaluation memory limit exceeded: Check for excessive memory usage');
const tooLong = () => threw('Expression evaluation timeout: Check for infinite loop');

/** Counts work; one unit is about one evaluated node. */
export const spend = (units: number): void => {
  const done = (work[0] ?? 0) + units;
  work[0] = done;
  if (done > limit) throw overspent(tooLong);
};

/** A node of the expression begins. */
export const enter = (): void => {
  depth += 1;
  if (depth > MAX_DEPTH) throw tooDeep();
  spend(1);
};

/** A node of the expression has this value. */
export const leave = (value: unknown): void => {
  depth -= 1;
  if (typeof value === 'string') checkText(value.length);
  else if (Array.isArray(value)) makeItems(value.length, value.length / 8);
};

/** A frame of variables is about to be put on top of this many others. */
export const nest = (height: number): number => {
  if (height > MAX_FRAMES) throw tooDeep();
  spend(0.5);
  return height;
};

const checkText = (length: number): void => {
  if (length > MAX_BYTES) throw tooLarge();
};

/** An array of `count` items is about to be made, `fresh` of them written now. */
export const makeItems = (count: number, fresh = count): void => {
  if (count * ITEM_BYTES > MAX_BYTES) throw tooLarge();
  spend(fresh / 8);
};

/** Another tuple is about to be added to `count` of them, with the `names` of the one before and one more. */
export const makeTuple = (count: number, names: number): void => {
  if ((count + 1) * (names + 1) * ITEM_BYTES > MAX_BYTES) throw tooLarge();
  spend(3 + names / 2);
};

/** Text of this many characters is about to be made. */
export const makeText = (length: number): void => {
  checkText(length);
  if (length > 0) spend(length / 48);
};

/** The texts are about to be joined. */
export const makeJoined = (texts: readonly string[], separator: string): void =>
  makeText(texts.reduce((length, text) => length + text.length + separator.length, 0));

/** Something that goes over a picture again and again is about to read it. */
export const spendOnPicture = (picture: unknown): void => {
  if (typeof picture === 'string') spend(picture.length / 2 + picture.length ** 2 / 64);
};

/** A built-in function is about to be called with these values. */
export const call = (values: readonly unknown[]): void => {
  spend(CALL_COST);
  spendOn(values);
};

/** A built-in function made this value. */
export const made = (value: unknown): unknown => {
  if (typeof value === 'string') makeText(value.length);
  else if (Array.isArray(value)) makeItems(value.length);
  return value;
};

/** These values are about to be looked at. Text may be in pieces until then: looking at it copies it. */
export const spendOn = (values: readonly unknown[]): void => {
  for (const value of values) {
    if (Array.isArray(value)) spend(0.5 + value.length / 24);
    else if (typeof value === 'string') spend(value.length / 64);
  }
};

/** A value is about to be compared with this one, `times` over. */
export const spendOnComparison = (value: unknown, times = 0.25): void =>
  spend(typeof value === 'string' ? times * (1 + value.length / 16) : times);

/** Counts the values that are written into one text. */
export const weigher = (): ((value: unknown) => void) => {
  let length = 0;
  return (value) => {
    length += typeof value === 'string' ? value.length : 1;
    checkText(length);
    spend(typeof value === 'string' ? 1 + value.length / 64 : 1);
  };
};

/** A value that is about to be written as text, counted like that: parts that share parts may be very much of it. */
export const weighed = (value: unknown): unknown => {
  if (sources === undefined || typeof value !== 'object') return value;
  const weigh = weigher();
  const weighAll = (part: unknown): void => {
    weigh(part);
    if (typeof part === 'object' && part !== null) Object.values(part).forEach(weighAll);
  };
  weighAll(value);
  return value;
};

/** All objects and arrays that a value consists of: those of its clone are what a transformation changes. That AWS changes nothing else either is (inferred). */
export const partsOf = (value: unknown): ReadonlySet<unknown> => {
  const parts = new Set<unknown>();
  const add = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || parts.has(part)) return;
    parts.add(part);
    spend(0.25);
    Object.values(part).forEach(add);
  };
  add(value);
  return parts;
};

const running = (): EvaluationSources => {
  if (sources === undefined) throw new Error('no evaluation is running');
  return sources;
};
/** Milliseconds since 1970, of the evaluation that is running. */
export const now = (): number => running().now();
/** A number in [0, 1), of the evaluation that is running. */
export const random = (): number => running().random();
/** A version 4 UUID, of the evaluation that is running. */
export const uuid = (): string => running().uuid();

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** The text, if it is Base64 as Java's decoder takes it: with or without its padding; anything else is an error of the evaluator itself. */
export const base64 = (text: string): string => {
  if (!BASE64.test(text)) throw new TypeError('no Base64');
  return text;
};
