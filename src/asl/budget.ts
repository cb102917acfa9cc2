// What evaluating the fields of a state costs and produces, counted while it happens, so that it ends before the time or the memory is
// spent. Evaluation is synchronous, so variables of the module are enough; a budget inside another saves and restores it.

/**
 * What one state may cost, in units of work: one is about an evaluated node of an expression, a quarter of a microsecond. Work, not time, so
 * that the same step ends the same way on every machine. AWS's limit is not known: this one is some two seconds, enough to sort as many
 * objects as data of 262,144 bytes has (inferred).
 */
export const MAX_WORK = 8_000_000;

/** What one state, or the compilation of a machine, may cost where others wait for it: some 25 ms. */
const MAX_WORK_HERE = 100_000;

/** What one state may produce, in bytes of JSON, before what it keeps is measured against AWS's 262,144 (inferred: room for what is selected from). */
const MAX_PRODUCED_BYTES = 8_388_608;

/** A template with more expressions than this is watched for what it produces: each may give the same large value. */
export const SHARED_FIELDS = 16;

/** The fields of a state produce, or need, more than it may have. */
export class DataTooLarge extends Error {
  constructor() {
    super('more data than a state may produce');
    this.name = 'DataTooLarge';
  }
}

/** What needs more work than there is time for here: it is to be done again where nobody waits, from the beginning. */
export class WorkTooLong extends Error {
  constructor() {
    super('more work than there is time for here');
    this.name = 'WorkTooLong';
  }
}

/** What a turn may cost before others get theirs, in the same units. It is not cut off there, but the next state waits for the next turn. */
const TURN_WORK = 100_000;

/** What becomes of a state that costs more than there is time for: it is done all the same, done elsewhere, or given up. */
export type Patience = 'patient' | 'elsewhere' | 'none';

let patience: Patience = 'patient';
let limit = MAX_WORK;
let isOpen = false;

/**
 * What the open budget has cost and produced; what the turn has cost, in the budgets that have been closed in it. In an array, where a number
 * that is no integer is changed without being made anew.
 */
const counted = new Float64Array(3);
const SPENT = 0;
const PRODUCED = 1;
const BEFORE = 2;
const get = (what: number): number => counted[what] ?? 0;

/** Does something with that patience for what costs much; throws WorkTooLong where it is to be done elsewhere. */
export function withPatience<T>(given: Patience, work: () => T): T {
  const outer = patience;
  setPatience(given);
  try {
    return work();
  } finally {
    setPatience(outer);
  }
}

function setPatience(given: Patience): void {
  patience = given;
  limit = given === 'patient' ? MAX_WORK : MAX_WORK_HERE;
}

/** Does something within a budget of its own, which is none of that around it. */
export function withBudget<T>(work: () => T): T {
  const spent = get(SPENT);
  const produced = get(PRODUCED);
  const wasOpen = isOpen;
  counted[SPENT] = 0;
  counted[PRODUCED] = 0;
  isOpen = true;
  try {
    return work();
  } finally {
    counted[BEFORE] = get(BEFORE) + get(SPENT);
    counted[SPENT] = spent;
    counted[PRODUCED] = produced;
    isOpen = wasOpen;
  }
}

/** A turn begins. */
export function beginTurn(): void {
  counted[BEFORE] = 0;
  counted[SPENT] = 0;
}

/** Whether the turn has cost so much that it is to end. */
export const isTurnOver = (): boolean => get(BEFORE) + get(SPENT) >= TURN_WORK;

/** How much may still be spent. */
export const workLeft = (): number => (isOpen ? Math.max(0, limit - get(SPENT)) : limit);

/** What to throw where more than that was spent: what is given, unless the work is to be done elsewhere. */
export const overspent = (error: () => Error): Error => (patience === 'elsewhere' ? new WorkTooLong() : error());

/** Counts work that has been done, and does not complain: who did it has limits of its own. */
export function count(units: number): void {
  counted[SPENT] = get(SPENT) + units;
}

/** Counts work that is about to be done; throws DataTooLarge. */
export function spend(units: number): void {
  count(units);
  if (isOpen && get(SPENT) > limit) throw overspent(tooLarge);
}

const tooLarge = (): Error => new DataTooLarge();

/** Counts data that is about to be produced, in bytes of its JSON; throws DataTooLarge. */
export function produce(bytes: number): void {
  count(bytes / 64);
  if (!isOpen) return;
  counted[PRODUCED] = get(PRODUCED) + bytes;
  if (get(PRODUCED) > MAX_PRODUCED_BYTES) throw new DataTooLarge();
}
