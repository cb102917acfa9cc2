// What the traced copy of jsonata (traced-jsonata.mjs) tells of one evaluation. Evaluation is synchronous, so one variable of the module is
// enough. It is bounded by the nodes of the expression, not by how often they are evaluated: of each a few values are kept.
import type { JsonataNode } from '../jsonata/jsonata-node.ts';
import { SHOWN_CHARS, type Shown, shownOf } from './shown.ts';

/** What one node of an expression has come to. */
export interface Occurrences {
  times: number;
  /** The first few values. */
  readonly first: Shown[];
  /** The last one as it is: it is shown when all is over. */
  last: unknown;
  readonly show: (value: unknown) => Shown;
}

/** Where the evaluation broke: the innermost node, and what it threw. */
export interface Breakage {
  readonly node: object;
  readonly error: unknown;
}

/** What is kept: what nodes have come to, what a path has come to behind a step, what a predicate or grouping is applied to, what it has left. */
export type Kept = 'values' | 'steps' | 'inputs' | 'filters';

/** What has been told of an evaluation, by the nodes of the tree. */
export interface Recording {
  readonly kept: Readonly<Record<Kept, ReadonlyMap<object, Occurrences>>>;
  /** The `~>` by which a call was given its first argument, by the call. */
  readonly appliedBy: ReadonlyMap<object, JsonataNode>;
  /** The nodes that something broke in. */
  readonly failed: ReadonlySet<object>;
  readonly breakage: Breakage | undefined;
}

/** Where a token begins, and behind it, in UTF-16 code units of the expression. */
export interface Token {
  readonly from: number;
  readonly to: number;
}

/** How many values of a node are kept besides the last. */
const KEPT_VALUES = 5;

interface Growing {
  readonly kept: Readonly<Record<Kept, Map<object, Occurrences>>>;
  readonly appliedBy: Map<object, JsonataNode>;
  readonly failed: Set<object>;
  breakage: Breakage | undefined;
}

let tokens: Token[] | undefined;
let recording: Growing | undefined;

/** Does something that parses an expression, and returns the tokens that it has read. */
export function tokensRead<Parsed>(parse: () => Parsed): { readonly parsed: Parsed; readonly tokens: readonly Token[] } {
  const read: Token[] = [];
  tokens = read;
  try {
    return { parsed: parse(), tokens: read };
  } finally {
    tokens = undefined;
  }
}

/** Records what happens while something is evaluated. The recording is there however it ends. */
export function beginRecording(): { readonly recording: Recording; readonly end: () => void } {
  const outer = recording;
  const kept = { values: new Map(), steps: new Map(), inputs: new Map(), filters: new Map() };
  const mine: Growing = { kept, appliedBy: new Map(), failed: new Set(), breakage: undefined };
  recording = mine;
  return {
    recording: mine,
    end: () => {
      recording = outer;
    },
  };
}

/** Told by the tokenizer: a token has been read. */
export const token = (from: number, to: number): void => {
  tokens?.push({ from, to });
};

/** Told by the evaluator: a node is evaluated. */
export function recorded<Value>(node: object, evaluate: () => Value): Value {
  try {
    const value = evaluate();
    if (recording !== undefined && !isThunk(value)) note(recording.kept.values, node, value);
    return value;
  } catch (error) {
    if (recording !== undefined) {
      recording.failed.add(node);
      if (recording.breakage?.error !== error) recording.breakage = { node, error };
    }
    throw error;
  }
}

/** Told by the evaluator: this call is evaluated with what stands in front of its `~>`. */
export function recordedBy<Value>(apply: JsonataNode, call: object, evaluate: () => Value): Value {
  recording?.appliedBy.set(call, apply);
  return recorded(call, evaluate);
}

/** Told by the evaluator: a path has come this far. */
export const stepped = (step: object, value: unknown): void => {
  if (recording !== undefined) note(recording.kept.steps, step, value, shownUnwrapped);
};

/** Told by the evaluator: a predicate has left these. */
export const filtered = (predicate: object, value: unknown): void => {
  if (recording !== undefined) note(recording.kept.filters, predicate, value, shownUnwrapped);
};

/** Told by the evaluator: a predicate or a grouping is applied to this. */
export const applied = (to: object, value: unknown): void => {
  if (recording !== undefined) note(recording.kept.inputs, to, value, shownUnwrapped);
};

function note(into: Map<object, Occurrences>, node: object, value: unknown, show = shownOf): void {
  const known = into.get(node);
  if (known === undefined) {
    into.set(node, { times: 1, first: [show(value)], last: value, show });
    return;
  }
  known.times += 1;
  known.last = value;
  if (known.first.length < KEPT_VALUES) known.first.push(show(value));
}

/** The last value that a node has come to. */
export const lastShown = ({ times, first, last, show }: Occurrences): Shown => first[times - 1] ?? show(last);

/** A call that a lambda's value is, before it is made. */
const isThunk = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'thunk' in value && value.thunk === true && '_jsonata_lambda' in value;

/** A sequence as an expression would show it: one value as that value, none as nothing; of tuples the values, not what is bound beside them. */
function shownUnwrapped(value: unknown): Shown {
  if (!Array.isArray(value)) return shownOf(value);
  const items: unknown[] = value.slice(0, SHOWN_CHARS).map(valueOfTuple);
  const isSequence = 'sequence' in value && value.sequence === true;
  const isKept = 'keepSingleton' in value && value.keepSingleton === true;
  if (isSequence && !isKept && value.length < 2) return shownOf(items[0]);
  const shown = shownOf(items);
  return shown.cut ? { ...shown, length: value.length } : shown;
}

const valueOfTuple = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && '@' in item && Object.getPrototypeOf(item) === null ? item['@'] : item;
