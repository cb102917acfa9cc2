import type { Notes } from '../notes.ts';
import type { Sandbox } from '../sandbox.ts';

/** Counts calls, the same call once, however often it is asked for. */
export interface Counts {
  /** Which of the calls counted under that name this one is, from 1; `executionArn`: the count is of one execution alone. */
  readonly numberOf: (sandbox: Sandbox, name: string, call: string, executionArn?: string) => Promise<number>;
  /** How many calls have been counted under that name. */
  readonly total: (sandbox: Sandbox, name: string) => Promise<number>;
  /** Forgets what has been counted under names that begin like that. */
  readonly forget: (sandbox: Sandbox, prefix: string) => Promise<void>;
}

interface Count {
  readonly total: number;
  /** The last calls and their numbers: a call that is made again after a crash has the number that it had. */
  readonly recent: readonly (readonly [call: string, number: number])[];
}

const NONE: Count = { total: 0, recent: [] };

/** How many calls are told apart from new ones. */
const RECENT = 100;

/** Counts that are kept among an account's notes. */
export function createCounts(notes: Notes): Counts {
  return {
    numberOf(sandbox, name, call, executionArn) {
      const count = (value: unknown) => {
        const before = isCount(value) ? value : NONE;
        const known = before.recent.find(([counted]) => counted === call);
        if (known !== undefined) return { value, answer: known[1] };
        const total = before.total + 1;
        return { value: { total, recent: [...before.recent.slice(1 - RECENT), [call, total]] }, answer: total };
      };
      return notes.update(sandbox, `count/${name}`, count, executionArn === undefined ? {} : { executionArn });
    },
    async total(sandbox, name) {
      const value = await notes.read(sandbox, `count/${name}`);
      return isCount(value) ? value.total : 0;
    },
    forget: (sandbox, prefix) => notes.remove(sandbox, `count/${prefix}`),
  };
}

const isCount = (value: unknown): value is Count =>
  typeof value === 'object' && value !== null && 'total' in value && 'recent' in value;
