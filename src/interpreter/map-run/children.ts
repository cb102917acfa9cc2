import { isTurnOver } from '#asl/budget.ts';
import type { MapState } from '#asl/state.ts';
import type { ChildResult, RunningMapRun } from '../continuation/execution.ts';
import type { ReadItem } from '../continuation/item-reader.ts';
import {
  afterChild,
  type ItemSource,
  isFarFromMark,
  itemCountAt,
  markBefore,
  type Portion,
  withMark,
} from '../continuation/item-source.ts';
import type { JsonText } from '../continuation/json-text.ts';
import { childArn, concurrencyOf } from '../continuation/map-run.ts';
import { countRedriven, countStarted, runningOf } from '../continuation/map-run-counts.ts';
import { nextToRedrive } from '../continuation/pending-redrive.ts';
import { resultAt, withResult } from '../continuation/results.ts';
import { mapRunOf, setMapRun } from '../draft/map-runs.ts';
import { type FrameDraft, type Run, setDoing } from '../draft/run.ts';
import { type ChildInput, childInputs } from './item-batches.ts';
import { itemsFrom, knownLength } from './open-source.ts';
import { doingOf, setSource } from './state.ts';

/** How many children one move starts: what is left is started in the next, so that no commit grows with the Map Run. */
const START_BATCH = 100;

/** How many items, and bytes of them, a reader is asked for at a time, unless a batch needs more. */
const PORTION_ITEMS = 10_000;
const PORTION_BYTES = 4_000_000;

/** Redrives and starts as many children as may run; says whether there is more to do at once. Throws StatesError. */
export function startChildren(run: Run, frame: FrameDraft, state: MapState): boolean {
  const room = roomIn(run, frame);
  let left = Math.min(room, START_BATCH);
  while (left > 0 && redriveNext(run, frame, state)) left--;
  const { source } = doingOf(frame);
  if (source.items === undefined) {
    ask(run, frame, left);
    return left === 0 && room > 0;
  }
  if (source.missing !== undefined) startAgain(run, frame, state, source.missing);
  if (left > 0 && !source.isRead) startFromData(run, frame, state, left);
  return (room > START_BATCH || isTurnOver()) && (left === 0 || !doingOf(frame).source.isRead);
}

/** What is left to start where children are given what a reader has found. */
export function itemsRead(
  run: Run,
  frame: FrameDraft,
  state: MapState,
  { items, ...event }: { readonly number: number; readonly items: readonly ReadItem[]; readonly isLast: boolean },
): void {
  const { source } = doingOf(frame);
  const { portion, ...rest } = source;
  if (portion?.number !== event.number) return;
  setSource(frame, rest);
  const end = portion.from.item + items.length;
  const isLast = event.isLast || end >= (source.maxItems ?? Number.POSITIVE_INFINITY);
  const maxChildren = portion.isAgain ? START_BATCH : Math.min(roomIn(run, frame), START_BATCH);
  const inputs = childInputs(run, frame, state, source.batches, items, {
    from: portion.from,
    isLast,
    maxChildren,
    mayRest: !portion.isAgain,
  });
  if (inputs.length === 0 && !isLast && maxChildren > 0) return request(run, frame, { ...portion, ...larger(portion) });
  if (portion.isAgain) return startedAgain(run, frame, state, inputs, isLast);
  for (const input of inputs) startNew(run, frame, state, input);
  const { source: after } = doingOf(frame);
  if (isLast && after.at.item === end) setRead(run, frame, after);
}

/** Has a portion read again of which nothing has been heard. */
export function readAgain(run: Run, { mapRunArn, source: { reader, portion } }: RunningMapRun): void {
  if (reader && portion) run.effects.push({ kind: 'read-items', mapRunArn, reader, portion });
}

/** Notes that a child was never started: its items have to be found once more. */
export const childMissing = (source: ItemSource, index: number): ItemSource => ({
  ...source,
  missing: Math.min(index, source.missing ?? index),
});

/** Has a child started that should have been, where it is not known that it was. */
export function startKnown(run: Run, frame: FrameDraft, state: MapState, index: number): void {
  startChild(run, frame, state, index, { again: true });
}

/** The inputs of children that would have been started next, where they are known. */
export function pendingInputs(run: Run, frame: FrameDraft, state: MapState): readonly JsonText[] {
  const { source } = doingOf(frame);
  if (source.items === undefined || source.isRead) return [];
  const items = itemsFrom(source, source.at, Number.POSITIVE_INFINITY);
  const all = { from: source.at, isLast: true, maxChildren: Number.POSITIVE_INFINITY };
  return childInputs(run, frame, state, source.batches, items, all).map(({ input }) => input);
}

const roomIn = (run: Run, frame: FrameDraft): number => {
  const mapRun = mapRunOf(run, doingOf(frame).mapRunArn);
  return concurrencyOf(mapRun) - runningOf(mapRun.executions);
};

/** Redrives one more child; says whether there was one. */
function redriveNext(run: Run, frame: FrameDraft, state: MapState): boolean {
  const doing = doingOf(frame);
  const mapRun = mapRunOf(run, doing.mapRunArn);
  const { pendingRedrive, started } = mapRun.executions;
  const index = pendingRedrive > 0 ? nextToRedrive(doing, started) : undefined;
  if (index === undefined) return false;
  setDoing(frame, { ...doing, redriveFrom: index + 1, results: withResult<ChildResult>(doing.results, index, null) });
  setMapRun(run, countRedriven(mapRun, itemCountAt(doing.source, index)));
  startChild(run, frame, state, index, {});
  return true;
}

/** Asks the reader for the items of so many children, unless it is reading already. */
function ask(run: Run, frame: FrameDraft, children: number): void {
  const { source } = doingOf(frame);
  if (source.portion) return;
  const again = source.missing === undefined ? undefined : markBefore(source, source.missing);
  if (again) return request(run, frame, { from: again, ...sizeOf(source, START_BATCH), isAgain: true });
  if (children > 0 && !source.isRead) request(run, frame, { from: source.at, ...sizeOf(source, children) });
}

const sizeOf = ({ batches }: ItemSource, children: number) => ({
  maxItems: Math.max(
    batches?.maxItems ?? 1,
    Math.min(PORTION_ITEMS, children * (batches ? (batches.maxItems ?? PORTION_ITEMS) : 1)),
  ),
  maxBytes: PORTION_BYTES,
});

const larger = ({ maxItems, maxBytes }: Portion) => ({ maxItems: maxItems * 2, maxBytes: maxBytes * 2 });

function request(run: Run, frame: FrameDraft, wanted: Omit<Portion, 'number'>): void {
  const { source } = doingOf(frame);
  const { missing: _, ...rest } = source;
  const number = source.portions + 1;
  const maxItems = Math.min(wanted.maxItems, (source.maxItems ?? Number.POSITIVE_INFINITY) - wanted.from.item);
  setSource(frame, { ...(wanted.isAgain ? rest : source), portions: number, portion: { ...wanted, number, maxItems } });
  readAgain(run, doingOf(frame));
}

/** Starts children with items of the state's data. */
function startFromData(run: Run, frame: FrameDraft, state: MapState, maxChildren: number): void {
  const { source } = doingOf(frame);
  const { maxItems = source.batches ? Number.POSITIVE_INFINITY : 1 } = source.batches ?? {};
  const items = itemsFrom(source, source.at, maxChildren * maxItems);
  const length = knownLength(source);
  const isLast = source.at.item + items.length >= length;
  for (const input of childInputs(run, frame, state, source.batches, items, {
    from: source.at,
    isLast,
    maxChildren,
    mayRest: true,
  }))
    startNew(run, frame, state, input);
  const { source: after } = doingOf(frame);
  if (after.at.item >= length) setRead(run, frame, after);
}

/** Starts children again that were never started, with items of the state's data. */
function startAgain(run: Run, frame: FrameDraft, state: MapState, missing: number): void {
  const { source } = doingOf(frame);
  const { missing: _, ...rest } = source;
  const from = markBefore(source, missing);
  setSource(frame, rest);
  if (!from) return;
  const items = itemsFrom(source, from, Number.POSITIVE_INFINITY);
  const { started } = mapRunOf(run, doingOf(frame).mapRunArn).executions;
  const inputs = childInputs(run, frame, state, source.batches, items, { from, isLast: true, maxChildren: started - from.child });
  restart(run, frame, state, inputs);
}

/** Starts children again with what the reader has found, and asks for the rest of them. */
function startedAgain(run: Run, frame: FrameDraft, state: MapState, inputs: readonly ChildInput[], isLast: boolean): void {
  restart(run, frame, state, inputs);
  const end = inputs.at(-1)?.end;
  const { started } = mapRunOf(run, doingOf(frame).mapRunArn).executions;
  if (!end || isLast || end.child >= started) return;
  request(run, frame, { from: end, ...sizeOf(doingOf(frame).source, START_BATCH), isAgain: true });
}

function restart(run: Run, frame: FrameDraft, state: MapState, inputs: readonly ChildInput[]): void {
  const { started } = mapRunOf(run, doingOf(frame).mapRunArn).executions;
  for (const { input, end } of inputs) {
    const index = end.child - 1;
    if (index < started && resultAt(doingOf(frame).results, index) === null)
      startChild(run, frame, state, index, { input, again: true });
  }
}

function startNew(run: Run, frame: FrameDraft, state: MapState, { input, itemCount, end }: ChildInput): void {
  const doing = doingOf(frame);
  setMapRun(run, countStarted(mapRunOf(run, doing.mapRunArn), itemCount));
  setSource(frame, marked(run, doing, afterChild(doing.source, itemCount, end)));
  startChild(run, frame, state, end.child - 1, { input });
}

/** Marks a place that a lost child may have to be started from. */
function marked(run: Run, doing: RunningMapRun, source: ItemSource): ItemSource {
  if (!isFarFromMark(source)) return source;
  const { started } = mapRunOf(run, doing.mapRunArn).executions;
  let unheard = source.marks[0]?.child ?? 0;
  while (unheard < started && resultAt(doing.results, unheard) !== null) unheard++;
  return withMark(source, unheard);
}

function startChild(
  run: Run,
  frame: FrameDraft,
  state: MapState,
  index: number,
  more: { readonly input?: JsonText; readonly again?: true },
): void {
  const { mapRunArn, source } = doingOf(frame);
  const mapRun = mapRunOf(run, mapRunArn);
  const place = { executionArn: run.execution.arn, mapRunArn, frame: frame.id, index };
  run.effects.push({
    kind: 'start-child',
    arn: childArn(mapRun, index),
    type: state.executionType,
    startAt: state.startAt,
    parent: { ...place, round: mapRun.redriveCount, itemCount: itemCountAt(source, index) },
    ...more,
  });
}

/** All items have been handed out. */
function setRead(run: Run, frame: FrameDraft, source: ItemSource): void {
  setSource(frame, { ...source, isRead: true });
  const { isReading: _, ...mapRun } = mapRunOf(run, doingOf(frame).mapRunArn);
  setMapRun(run, mapRun);
}
