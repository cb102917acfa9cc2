// What evaluating the fields of a state costs and produces, counted while it happens, so that it ends before the time or the memory is
// spent. Evaluation is synchronous, so variables of the module are enough; a budget inside another saves and restores it.

/**
 * What one state may cost, in units of work: one is about an evaluated node of an expression, a quarter of a microsecond. Work, not time, so
 * that the same step ends the same way on every machine. AWS's limit is not known: this one leaves 50 units for each of 10,000 items,
 * which is more than data of 262,144 bytes often has, and others wait an eighth of a second (inferred).
 */
export const MAX_WORK = 500_000;

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

/**
 * What a turn may cost before others get theirs, in the same units: some 25 ms. It is not cut off there, but the next state waits for
 * the next turn.
 */
const TURN_WORK = 100_000;

let spent = 0;
let produced = 0;
let isOpen = false;
/** What the turn has cost: the budgets that have been closed in it. */
let spentBefore = 0;

/** Does something within a budget of its own, which is none of that around it. */
export function withBudget<T>(work: () => T): T {
  const outer = { spent, produced, isOpen };
  spent = 0;
  produced = 0;
  isOpen = true;
  try {
    return work();
  } finally {
    spentBefore += spent;
    ({ spent, produced, isOpen } = outer);
  }
}

/** A turn begins. */
export function beginTurn(): void {
  spentBefore = 0;
  spent = 0;
}

/** Whether the turn has cost so much that it is to end. */
export const isTurnOver = (): boolean => spentBefore + spent >= TURN_WORK;

/** How much may still be spent. */
export const workLeft = (): number => (isOpen ? Math.max(0, MAX_WORK - spent) : MAX_WORK);

/** Counts work that has been done, and does not complain: who did it has limits of its own. */
export function count(units: number): void {
  spent += units;
}

/** Counts work that is about to be done; throws DataTooLarge. */
export function spend(units: number): void {
  spent += units;
  if (isOpen && spent > MAX_WORK) throw new DataTooLarge();
}

/** Counts data that is about to be produced, in bytes of its JSON; throws DataTooLarge. */
export function produce(bytes: number): void {
  spent += bytes / 64;
  if (!isOpen) return;
  produced += bytes;
  if (produced > MAX_PRODUCED_BYTES) throw new DataTooLarge();
}
