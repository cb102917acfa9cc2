import type { Waiting as WaitingState } from '#control/waiting.ts';
import { plain } from './plain.ts';

/** A state that waits. Times are those of its execution, as its history shows them. */
export interface Waiting extends Omit<WaitingState, 'payload'> {
  /** What its call was given, or its input where it makes none. */
  readonly payload: unknown;
}

/** What is asked for of what waits. */
export interface WaitingFilter {
  readonly executionArn?: string;
  readonly state?: string;
  readonly kind?: Waiting['kind'];
}

/** Reads what waits, page by page. */
export type WaitingPages = (page: {
  readonly after?: string;
  readonly limit: number;
}) => Promise<{ readonly items: readonly WaitingState[]; readonly next?: string }>;

/** How many executions that wait are looked up at a time. */
const PAGE = 1_000;

/** All that waits and fits, that in which something happens soonest first. */
export async function readWaiting(pages: WaitingPages, filter: WaitingFilter = {}): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const page = await pages({ limit: PAGE, ...(after !== undefined && { after }) });
    for (const one of page.items) if (fits(one, filter)) found.push({ ...one, payload: plain(one.payload) });
    after = page.next;
    isLast = after === undefined;
  }
  return found;
}

const fits = (one: WaitingState, { executionArn, state, kind }: WaitingFilter): boolean =>
  (executionArn === undefined || one.executionArn === executionArn) &&
  (state === undefined || one.state === state) &&
  (kind === undefined || one.kind === kind);
