import type { Client } from './client.ts';
import type { Page } from './executions.ts';

/** What a state waits for. */
export type WaitingKind = 'token' | 'activity' | 'timer' | 'retry' | 'job' | 'children';

/** A state that waits; times are those of its execution, in ISO 8601. */
export interface Waiting {
  readonly executionArn: string;
  readonly state: string;
  readonly kind: WaitingKind;
  /** What to answer with, where somebody may. */
  readonly token?: string;
  readonly payload: unknown;
  readonly since: string;
  readonly dueAt?: string;
  readonly timeoutAt?: string;
  readonly heartbeatAt?: string;
}

/** How many executions are asked for at a time. */
const PAGE = '100';

/** What waits, soonest first. */
export async function listWaiting(client: Client, after?: string): Promise<Page<Waiting>> {
  const { waiting, next } = await client.fake<{ readonly waiting: Waiting[]; readonly next?: string }>('GET waiting', {
    query: { limit: PAGE, after },
  });
  return { items: waiting, next };
}
