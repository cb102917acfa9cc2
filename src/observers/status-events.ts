import type { Clock } from '#clock';
import type { Log } from '#log';
import { createBatches } from './batches.ts';
import type { Observer } from './observer.ts';
import { statusChangesOf } from './status-change.ts';

/** An event as EventBridge takes it. */
export interface BusEntry {
  readonly source: string;
  readonly detailType: string;
  /** JSON. */
  readonly detail: string;
  readonly resources: readonly string[];
  /** Epoch milliseconds. */
  readonly time: number;
}

/** Puts events on the bus; rejects when it did not take them all. */
export type PutBusEntries = (entries: readonly BusEntry[]) => Promise<void>;

export interface StatusEventsParts {
  readonly put: PutBusEntries;
  /** AWS: `aws.states`; a real bus takes nothing from us whose source begins with `aws.`. */
  readonly source: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** AWS: what one PutEvents takes; the time of an entry counts for 14 bytes — EventBridge user guide, event entry size. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;
const TIME_BYTES = 14;

const DETAIL_TYPE = 'Step Functions Execution Status Change';

/** Tells an event bus about every change of an execution's status. AWS: STANDARD only — Automating event delivery with EventBridge. */
export function createStatusEvents({ put, source, clock, log }: StatusEventsParts): Observer {
  const batches = createBatches<BusEntry>({
    name: 'status change events',
    advice: 'FAKE_SFN_EVENT_BUS names the bus; a real one refuses sources that begin with aws. (FAKE_SFN_EVENT_SOURCE).',
    send: put,
    sizeOf: ({ detail, resources }) => Buffer.byteLength([source, DETAIL_TYPE, detail, ...resources].join('')) + TIME_BYTES,
    maxItems: MAX_ENTRIES,
    maxBytes: MAX_BYTES,
    clock,
    log,
  });
  return {
    committed(execution, history) {
      if (execution.type !== 'STANDARD') return;
      for (const { time, executionArn, detail } of statusChangesOf(execution, history))
        batches.add({ source, detailType: DETAIL_TYPE, detail: JSON.stringify(detail), resources: [executionArn], time });
    },
    flush: batches.flush,
  };
}
