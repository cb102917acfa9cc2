import { readArn } from '#arn';
import type { Clock } from '#clock';
import type { Log } from '#log';
import { type Batches, createBatches } from './batches.ts';
import type { LogSink } from './execution-log.ts';

/** A log event as CloudWatch Logs takes it. */
export interface LogEntry {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

/** A log group, from its ARN. */
export interface LogGroup {
  readonly region: string;
  readonly name: string;
}

/** Puts entries, in the order of their times, into a stream of a log group; makes the stream if it is missing. */
export type PutLogEntries = (group: LogGroup, stream: string, entries: readonly LogEntry[]) => Promise<void>;

export interface CloudWatchLogsParts {
  readonly put: PutLogEntries;
  /** Eight hexadecimal digits: two processes do not share a stream. */
  readonly writer: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** AWS: what one PutLogEvents takes — API reference of CloudWatch Logs. Each entry counts for 26 bytes more than its message. */
const MAX_ENTRIES = 10_000;
const MAX_BYTES = 1_048_576;
const ENTRY_BYTES = 26;

/** Writes log events to the log group that the state machine names. AWS: whatever fails there is lost, and slows nothing down. */
export function createCloudWatchLogs({ put, writer, clock, log }: CloudWatchLogsParts): LogSink {
  const queues = new Map<string, Batches<LogEntry>>();

  function queueOf(group: LogGroup, machine: string): Batches<LogEntry> {
    const key = `${group.region} ${group.name} ${machine}`;
    const known = queues.get(key);
    if (known) return known;
    const queue = createBatches<LogEntry>({
      name: `log events for ${group.name}`,
      advice: 'FAKE_SFN_LOGS=stdout writes log events on standard output, FAKE_SFN_LOGS=off nowhere.',
      send: (entries) =>
        put(
          group,
          streamName(machine, clock.now(), writer),
          [...entries].sort((one, other) => one.timestamp - other.timestamp),
        ),
      sizeOf: ({ message }) => Buffer.byteLength(message) + ENTRY_BYTES,
      maxItems: MAX_ENTRIES,
      maxBytes: MAX_BYTES,
      clock,
      log,
    });
    queues.set(key, queue);
    return queue;
  }

  return {
    write(logging, machine, timestamp, message) {
      const logGroupArn = logging?.logGroupArn;
      const group = logGroupArn === undefined ? undefined : parseLogGroup(logGroupArn);
      // An execution whose time was skipped is ahead of the clock, and CloudWatch Logs refuses what is hours ahead.
      if (group) queueOf(group, machine).add({ timestamp: Math.min(timestamp, clock.now()), message });
    },
    async flush() {
      await Promise.all([...queues.values()].map((queue) => queue.flush()));
    },
  };
}

/** The log group that an ARN names, `undefined` when it names none. */
export function parseLogGroup(arn: string): LogGroup | undefined {
  const { service, region, resource = '' } = readArn(arn) ?? {};
  const [type, name] = resource.split(':');
  return service === 'logs' && region && type === 'log-group' && name ? { region, name } : undefined;
}

/** AWS: `states/<machine>/2026-08-05-04/00000000`: the hour in UTC, and eight hexadecimal digits (seen in published logs). */
function streamName(machine: string, now: number, writer: string): string {
  const hour = new Date(now).toISOString().slice(0, 13).replace('T', '-');
  return `states/${machine}/${hour}/${writer}`;
}
