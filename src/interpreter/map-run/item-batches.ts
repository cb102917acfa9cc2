import { isTurnOver } from '#asl/budget.ts';
import type { ItemBatcher, MapState, ScalarField } from '#asl/state.ts';
import type { ReadItem } from '../continuation/item-reader.ts';
import type { BatchLimits, SourceMark } from '../continuation/item-source.ts';
import type { JsonText } from '../continuation/json-text.ts';
import { textOf } from '../data/data.ts';
import { scopeOf } from '../data/data-flow.ts';
import { itemInput } from '../data/map-items.ts';
import { fieldNameOf, outOfRange, readInteger } from '../data/scalar-field.ts';
import type { FrameDraft, Run } from '../draft/run.ts';

/** AWS: the most that a batch can hold, and a child's input be, in bytes — ItemBatcher. */
const MAX_BATCH_BYTES = 262_144;

/** The input of one child. */
export interface ChildInput {
  readonly input: JsonText;
  readonly itemCount: number;
  /** The place behind its items. */
  readonly end: SourceMark;
}

/** Which inputs are asked for. */
interface Wanted {
  readonly from: SourceMark;
  readonly isLast: boolean;
  readonly maxChildren: number;
  /** Whether it may be fewer, when the turn is over. */
  readonly mayRest?: boolean;
}

/** Evaluates an ItemBatcher. Throws StatesError. */
export function openBatches(run: Run, frame: FrameDraft, batcher: ItemBatcher, input: JsonText): BatchLimits {
  const maxItems = positive(run, frame, batcher.maxItems, input);
  const maxBytes = positive(run, frame, batcher.maxInputBytes, input) ?? MAX_BATCH_BYTES;
  return {
    ...(maxItems === undefined ? {} : { maxItems }),
    maxBytes: Math.min(maxBytes, MAX_BATCH_BYTES),
    ...(batcher.batchInput ? { batchInput: textOf(batcher.batchInput.evaluate(scopeOf(run, frame, input))) } : {}),
  };
}

function positive(run: Run, frame: FrameDraft, field: ScalarField | undefined, input: JsonText): number | undefined {
  if (!field) return undefined;
  const value = readInteger(run, frame, field, input);
  // AWS: both must be positive — ItemBatcher; the words are those of MaxItems. (inferred)
  if (value <= 0) throw outOfRange(field, `field ${fieldNameOf(field)} must be positive`);
  return value;
}

/**
 * The inputs of the next children, at most that many. Items that do not fill a batch are left for later unless they are the last ones.
 * AWS: a batch is closed by whichever limit it reaches first; an item that is too large by itself makes a batch of its own (inferred).
 */
export function childInputs(
  run: Run,
  frame: FrameDraft,
  state: MapState,
  limits: BatchLimits | undefined,
  items: readonly ReadItem[],
  { from, isLast, maxChildren, mayRest = false }: Wanted,
): readonly ChildInput[] {
  const inputs: ChildInput[] = [];
  const before = limits?.batchInput === undefined ? '' : `"BatchInput":${limits.batchInput},`;
  const emptyBytes = Buffer.byteLength(`{${before}"Items":[]}`);
  let batch: JsonText[] = [];
  let bytes = emptyBytes;
  let end = from;
  const close = () => {
    const input = limits ? `{${before}"Items":[${batch.join(',')}]}` : (batch[0] ?? 'null');
    inputs.push({ input, itemCount: batch.length, end: { ...end, child: from.child + inputs.length + 1 } });
    batch = [];
    bytes = emptyBytes;
  };
  const { maxItems = limits ? Number.POSITIVE_INFINITY : 1, maxBytes = Number.POSITIVE_INFINITY } = limits ?? {};

  for (const [index, item] of items.entries()) {
    if (inputs.length === maxChildren || (mayRest && inputs.length > 0 && batch.length === 0 && isTurnOver())) break;
    const text = itemInput(run, frame, state, from.item + index, item);
    const more = Buffer.byteLength(text) + (batch.length === 0 ? 0 : 1);
    if (batch.length > 0 && bytes + more > maxBytes) close();
    if (inputs.length === maxChildren) break;
    batch.push(text);
    bytes += more;
    end = { child: 0, item: from.item + index + 1, position: item.next };
    if (batch.length === maxItems) close();
  }
  if (isLast && batch.length > 0 && inputs.length < maxChildren) close();
  return inputs;
}
