// What evaluating the fields of a state costs and produces, counted while it happens, so that it ends before the time or the memory is
// spent. Evaluation is synchronous, so variables of the module are enough; a budget inside another saves and restores it.

/**
 * What one state may cost, in units of work: one is about an evaluated node of an expression, a quarter of a microsecond. Work, not time, so
 * that the same step ends the same way on every machine (inferred: AWS's limit is not known).
 */
export const MAX_WORK = 1_000_000;

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

let spent = 0;
let produced = 0;
let isOpen = false;

/** Does something within a budget of its own. What it has cost counts for the budget around it too, which it may exceed. */
export function withBudget<T>(work: () => T): T {
  const outer = { spent, produced, isOpen };
  spent = 0;
  produced = 0;
  isOpen = true;
  try {
    return work();
  } finally {
    spent += outer.spent;
    ({ produced, isOpen } = outer);
  }
}

/** How much has been spent since the process began, or within the budget at hand. */
export const workSpent = (): number => spent;

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
