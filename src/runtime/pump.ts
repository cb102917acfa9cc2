import type { Clock } from '#clock';
import { errorFacts, type Log } from '#log';
import { type DueExecution, type Storage, StorageTrouble, VersionConflict } from '#storage/storage.ts';
import type { Drive } from './drive/drive.ts';

interface PumpParts {
  readonly storage: Pick<Storage, 'dueExecutions' | 'postpone'>;
  readonly drive: Pick<Drive, 'deliver' | 'report' | 'lookAt'>;
  readonly clock: Clock;
  /** For how long leases are honoured beyond their end, in milliseconds: what waits for one is not stuck. */
  readonly graceMillis?: (() => number) | undefined;
  /** What falls due within so many milliseconds is woken then; none: others see to that. */
  readonly reachMillis?: number | undefined;
  readonly log: Log;
}

/** How many of those that fall due soon are woken then: the others are taken up by the next look. */
const MAX_ANNOUNCED = 1_000;

/** How many executions one look at what is due takes up. */
const PUMP_BATCH = 100;

/** How long what could not be moved on is left alone, in milliseconds: twice as long each time, up to a limit. */
const FIRST_REST_MILLIS = 60_000;
const MAX_REST_MILLIS = 60 * 60_000;

/** So often what cannot be moved on is postponed before it ends: for an hour, in all. */
const MAX_POSTPONED = 6;

const CAUSE = 'fake-sfn could not move this execution on for an hour, however often it tried. Its log says why.';

/**
 * Takes up what is due in the storage, each execution once, until `time` (epoch milliseconds) at the latest; returns how many there were.
 * What cannot be moved on is in nobody's way: it is postponed, later and later, and in the end it fails.
 */
export function createPump({
  storage,
  drive,
  clock,
  graceMillis = () => 0,
  reachMillis,
  log,
}: PumpParts): (until?: number) => Promise<number> {
  async function takeUp(due: DueExecution): Promise<void> {
    const { arn: executionArn, dueAt } = due;
    try {
      const isTaken = await drive.report(executionArn, { kind: 'resumed' });
      // Clocks differ, and somebody else may be at it: what is overdue for long has nothing to do at all.
      if (isTaken || clock.now() - dueAt < FIRST_REST_MILLIS + graceMillis()) return;
    } catch (error) {
      log({ level: 'ERROR', message: 'what is due could not be moved on', executionArn, ...errorFacts(error) });
      // That is not the execution's fault.
      if (error instanceof StorageTrouble || error instanceof VersionConflict) return;
    }
    await getOutOfTheWay(due);
  }

  async function getOutOfTheWay(due: DueExecution): Promise<void> {
    const { arn: executionArn, postponed = 0 } = due;
    try {
      if (postponed >= MAX_POSTPONED) {
        const { status } = (await drive.deliver(executionArn, { kind: 'stuck', cause: CAUSE })) ?? {};
        if (status === 'FAILED') return;
      }
    } catch (error) {
      log({ level: 'ERROR', message: 'what is stuck could not be ended', executionArn, ...errorFacts(error) });
    }
    const restMillis = Math.min(MAX_REST_MILLIS, FIRST_REST_MILLIS * 2 ** postponed);
    try {
      await storage.postpone(due, clock.now() + restMillis);
    } catch (error) {
      log({ level: 'ERROR', message: 'what is stuck could not be postponed', executionArn, ...errorFacts(error) });
    }
  }

  async function announce(reach: number): Promise<void> {
    const now = clock.now();
    const soon = await storage.dueExecutions(now + reach, MAX_ANNOUNCED, { arn: '', dueAt: now + 1 });
    for (const { arn, dueAt } of soon) drive.lookAt(arn, dueAt);
  }

  return async (until = Number.POSITIVE_INFINITY) => {
    const seen = new Set<string>();
    /** One look from the most overdue on; whether there was anything new. */
    async function look(): Promise<boolean> {
      const before = seen.size;
      for (let after: DueExecution | undefined; clock.now() < until; ) {
        const page = await storage.dueExecutions(clock.now(), PUMP_BATCH, after);
        const fresh = page.filter(({ arn }) => !seen.has(arn));
        for (const { arn } of fresh) seen.add(arn);
        await Promise.all(fresh.map(takeUp));
        after = page.at(-1);
        if (page.length < PUMP_BATCH) break;
      }
      return seen.size > before;
    }
    while (clock.now() < until && (await look()));
    if (reachMillis !== undefined && clock.now() < until) await announce(reachMillis);
    return seen.size;
  };
}
