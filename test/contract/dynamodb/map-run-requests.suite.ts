import { expect } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { createRuntime } from '#runtime/runtime.ts';
import { aSeed } from '#test/support/a-world.ts';
import { createManualClock } from '#test/support/manual-clock.ts';
import type { LocalTable, LocalTest } from './local-test.ts';

const PROCESSORS: Readonly<Record<string, JsonObject>> = {
  Pass: { Type: 'Pass', End: true },
  Task: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true },
  Wait: { Type: 'Wait', Seconds: 1, End: true },
};

/** What a Map Run costs: whatever a child's state and type, and however many there are. */
export function mapRunRequestSuite(test: LocalTest): void {
  const kinds = Object.keys(PROCESSORS).flatMap((state) => ['STANDARD', 'EXPRESS'].map((type) => [type, state] as const));

  test.for(kinds)(
    'pays three writes and three reads for a child at most, %s with a %s state: many that end together are one write of their parent',
    async ([type, state], { table }) => {
      const few = await requestsOf(table, { type, state, children: 5 });
      const many = await requestsOf(table, { type, state, children: 35 });
      const ofChild = (requests: 'writes' | 'reads') => (many[requests] - few[requests]) / 30;
      const ownWrites = type === 'EXPRESS' || state === 'Pass' ? 1 : 2;
      expect(ofChild('writes')).toBeLessThan(ownWrites + 0.5);
      expect(ofChild('reads')).toBeLessThanOrEqual(3);
      // A Map Run of five pays little besides.
      expect(few.writes).toBeLessThanOrEqual(5 * 3 + 4);
      expect(few.reads).toBeLessThanOrEqual(5 * 3 + 4);
    },
  );
}

interface Run {
  readonly type: string;
  readonly state: string;
  readonly children: number;
}

/** Runs a Map of so many children to its end, and counts what it costs. */
async function requestsOf(table: LocalTable, { type, state, children }: Run): Promise<{ writes: number; reads: number }> {
  const clock = createManualClock();
  const storage = table.open();
  const runtime = createRuntime({
    storage,
    clock,
    integration: async (call) => ({ kind: 'succeeded', output: call.parameters }),
    log: (entry) => {
      throw new Error(JSON.stringify(entry));
    },
  });
  const seed = aSeed(
    clock,
    `map-of-${children}`,
    Array.from({ length: children }, (_, item) => item),
  );
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
    StartAt: state,
    States: { [state]: PROCESSORS[state] ?? {} },
  };
  table.requests.length = 0;
  await runtime.start(seed, JSON.stringify({ StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor, End: true } } }));
  await runtime.settled();
  clock.moveTo(clock.now() + 1_500);
  await runtime.settled();
  const requests = [...table.requests];
  expect((await storage.loadExecution(seed.arn))?.execution.status).toBe('SUCCEEDED');
  runtime.close();
  const writes = requests.filter((command) => command === 'TransactWriteItems' || command === 'BatchWriteItem').length;
  return { writes, reads: requests.length - writes };
}
