import { type Clock, doneBy } from '#clock';
import { errorFacts, type Log } from '#log';
import { executionsList } from '#runtime/lists.ts';
import type { Storage } from '#storage/storage.ts';
import type { AccountTimes } from './account-times.ts';
import type { Sandbox } from './sandbox.ts';

/** What a process says of itself, whatever it is doing. */
export interface HealthFacts {
  readonly version: string;
  readonly storage: string;
  readonly time: string;
  readonly tasks: string;
  readonly wake: string;
  /** Whether it is counted what executions come to: GET coverage. */
  readonly coverage: boolean;
}

/** How a fake does. */
export interface Health extends HealthFacts {
  /** Whose executions `running` counts: those of whoever asks. */
  readonly account: string;
  readonly region: string;
  /** `unavailable`: the storage does not answer, and nothing below is known. */
  readonly status: 'ok' | 'unavailable';
  /** STANDARD executions of the account and region that run; MOST stands for more too. */
  readonly running?: number;
  /** Executions of all accounts that have something to do, and have not been moved on yet; MOST stands for more too. */
  readonly due?: number;
  /** How long the first of them has been waiting; 0 where there is none. */
  readonly oldestDueSeconds?: number;
}

export interface HealthParts {
  readonly storage: Pick<Storage, 'listExecutions' | 'dueExecutions'>;
  readonly clock: Clock;
  readonly facts: HealthFacts;
  readonly log: Log;
  readonly times: Pick<AccountTimes, 'read'>;
}

/** What is counted up to: whoever asks every second is to cost next to nothing. */
const MOST = 100;

/** How long the storage may take, in milliseconds. */
const PATIENCE_MILLIS = 5_000;

/** Asks the storage, and says how things are. */
export async function readHealth({ storage, clock, facts, log, times }: HealthParts, sandbox: Sandbox): Promise<Health> {
  const { account, region } = sandbox;
  const now = clock.now();
  const asked = Promise.all([
    storage.listExecutions(executionsList(sandbox), { status: 'RUNNING', limit: MOST }),
    storage.dueExecutions(now, MOST),
    times.read(sandbox),
  ]);
  try {
    const answer = await doneBy(clock, now + PATIENCE_MILLIS, asked);
    if (answer === 'late') return { status: 'unavailable', account, region, ...facts };
    const [running, due, { mode: time }] = answer;
    const oldestDueSeconds = Math.max(0, now - (due[0]?.dueAt ?? now)) / 1_000;
    return { status: 'ok', account, region, ...facts, time, running: running.items.length, due: due.length, oldestDueSeconds };
  } catch (error) {
    log({ level: 'ERROR', message: 'the storage does not answer', ...errorFacts(error) });
    return { status: 'unavailable', account, region, ...facts };
  }
}
