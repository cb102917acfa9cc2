import { describe, expect, test } from 'vitest';
import { createCloudWatchLogs, type LogEntry, type LogGroup } from '#observers/cloudwatch-logs.ts';
import type { Logging } from '#observers/logging.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

const toGroup = (logGroupArn: string): Logging => ({ level: 'ALL', includeExecutionData: false, logGroupArn });
const ORDERS = toGroup('arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/states/orders:*');

function aSink() {
  const puts: { group: LogGroup; stream: string; entries: readonly LogEntry[] }[] = [];
  const clock = createManualClock(Date.parse('2026-01-02T03:04:05.678Z'));
  const put = async (group: LogGroup, stream: string, entries: readonly LogEntry[]) => {
    puts.push({ group, stream, entries });
  };
  return { puts, clock, sink: createCloudWatchLogs({ put, writer: '0a1b2c3d', clock, log: () => {} }) };
}

describe('CloudWatch Logs', () => {
  test('gets the events of a machine in its log group, in a stream of the hour', async () => {
    const { sink, puts, clock } = aSink();
    const now = clock.now();
    sink.write(ORDERS, 'orders', now - 1, 'one');
    sink.write(ORDERS, 'orders', now, 'two');
    await sink.flush();
    expect(puts).toEqual([
      {
        group: { region: 'eu-west-1', name: '/aws/vendedlogs/states/orders' },
        stream: 'states/orders/2026-01-02-03/0a1b2c3d',
        entries: [
          { timestamp: now - 1, message: 'one' },
          { timestamp: now, message: 'two' },
        ],
      },
    ]);
  });

  test('gets a stream for each machine, in each group', async () => {
    const { sink, puts, clock } = aSink();
    sink.write(ORDERS, 'orders', clock.now(), 'one');
    sink.write(ORDERS, 'bills', clock.now(), 'two');
    sink.write(toGroup('arn:aws:logs:eu-west-1:123456789012:log-group:other'), 'orders', clock.now(), 'three');
    await sink.flush();
    expect(puts.map(({ group, stream }) => [group.name, stream.split('/')[1]])).toEqual([
      ['/aws/vendedlogs/states/orders', 'orders'],
      ['/aws/vendedlogs/states/orders', 'bills'],
      ['other', 'orders'],
    ]);
  });

  test('gets events in the order of their times, none of which is ahead of the clock', async () => {
    const { sink, puts, clock } = aSink();
    const now = clock.now();
    sink.write(ORDERS, 'orders', now + 86_400_000, 'skipped ahead');
    sink.write(ORDERS, 'orders', now - 5, 'earlier');
    await sink.flush();
    expect(puts[0]?.entries).toEqual([
      { timestamp: now - 5, message: 'earlier' },
      { timestamp: now, message: 'skipped ahead' },
    ]);
  });

  test('gets nothing of a machine that names no log group', async () => {
    const { sink, puts, clock } = aSink();
    sink.write({ level: 'ALL', includeExecutionData: false }, 'orders', clock.now(), 'one');
    sink.write(toGroup('arn:aws:firehose:us-east-1:123456789012:deliverystream/x'), 'orders', clock.now(), 'two');
    await sink.flush();
    expect(puts).toEqual([]);
  });
});
