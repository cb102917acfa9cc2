import { describe, expect, test } from 'vitest';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { JsonObject } from '#json/json.ts';
import { createExecutionLog } from '#observers/execution-log.ts';
import { createLineLogs } from '#observers/line-logs.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { aSeed, aWorld, saveRevision } from '#test/support/a-world.ts';

const CHECK: JsonObject = {
  StartAt: 'Check',
  States: {
    Check: { Type: 'Pass', Result: { ok: false }, Next: 'Refuse' },
    Refuse: { Type: 'Fail', Error: 'Refused', Cause: 'not ok' },
  },
};

const SPREAD: JsonObject = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      Label: 'Each',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Stop',
        States: { Stop: { Type: 'Fail', Error: 'Stopped' } },
      },
      End: true,
    },
  },
};

/** A world whose executions are logged, and what was. */
function aLoggedWorld() {
  const lines: string[] = [];
  const storage = createMemoryStorage();
  const problems: unknown[] = [];
  const sink = createLineLogs((line) => lines.push(line));
  const observer = createExecutionLog({ storage, sink, log: (entry) => problems.push(entry) });
  const world = aWorld({ storage, observer });

  async function run(definition: JsonObject, logging: JsonObject, type: Execution['type'] = 'STANDARD', input: unknown = {}) {
    const seed = aSeed(world.clock, 'check', input, type);
    await saveRevision(storage, seed, definition, { loggingConfiguration: logging });
    if (type === 'EXPRESS') await world.runtime.runToEnd(seed, JSON.stringify(definition));
    else await world.runtime.start(seed, JSON.stringify(definition));
    await world.settle();
    await observer.flush();
    return lines.map((line) => JSON.parse(line));
  }
  return { ...world, observer, lines, problems, run };
}

const typesOf = (events: readonly { readonly type: string }[]): string[] => events.map(({ type }) => type);

describe('the log of executions', () => {
  test.each(['STANDARD', 'EXPRESS'] as const)('has every event of a %s execution in order at ALL', async (type) => {
    const events = await aLoggedWorld().run(CHECK, { level: 'ALL' }, type);
    expect(events.map((event) => [event.id, event.previous_event_id, event.type])).toEqual([
      ['1', '0', 'ExecutionStarted'],
      ['2', '0', 'PassStateEntered'],
      ['3', '2', 'PassStateExited'],
      ['4', '3', 'FailStateEntered'],
      ['5', '4', 'ExecutionFailed'],
    ]);
    expect(events[4]?.details).toEqual({ error: 'Refused', cause: 'not ok' });
  });

  test('has what goes wrong at ERROR', async () => {
    expect(typesOf(await aLoggedWorld().run(CHECK, { level: 'ERROR' }))).toEqual(['FailStateEntered', 'ExecutionFailed']);
  });

  test('is empty at OFF', async () => {
    expect(await aLoggedWorld().run(CHECK, { level: 'OFF', includeExecutionData: true })).toEqual([]);
  });

  test('has data where it is to be included', async () => {
    const [started, entered] = await aLoggedWorld().run(CHECK, { level: 'ALL', includeExecutionData: true }, 'STANDARD', {
      n: 1,
    });
    expect(started?.details).toMatchObject({ input: '{"n":1}', inputDetails: { truncated: false } });
    expect(entered?.details).toEqual({ name: 'Check', input: '{"n":1}', inputDetails: { truncated: false } });
  });

  test('has the child executions of a Map Run by their own ARNs', async () => {
    const events = await aLoggedWorld().run(SPREAD, { level: 'FATAL' }, 'STANDARD', [1]);
    expect(events.map(({ execution_arn: arn, type }) => [arn.split(':')[6], type])).toEqual([
      ['check/Each', 'ExecutionFailed'],
      ['check', 'ExecutionFailed'],
    ]);
  });

  test('counts redrives', async () => {
    const world = aLoggedWorld();
    await world.run(CHECK, { level: 'ALL' });
    const before = world.lines.length;
    await world.runtime.deliver(aSeed(world.clock, 'check').arn, { kind: 'redriven' });
    await world.settle();
    const events = world.lines.slice(before).map((line) => JSON.parse(line));
    expect(typesOf(events)).toEqual(['ExecutionRedriven', 'FailStateEntered', 'ExecutionFailed']);
    expect(events.map(({ redrive_count }) => redrive_count)).toEqual(['1', '1', '1']);
  });

  test('says what it could not find out, and goes on', async () => {
    const problems: unknown[] = [];
    const lines: string[] = [];
    const storage = createMemoryStorage();
    let isDown = true;
    const observer = createExecutionLog({
      storage: { loadResource: async (arn) => (isDown ? Promise.reject(new Error('down')) : storage.loadResource(arn)) },
      sink: createLineLogs((line) => lines.push(line)),
      log: (entry) => problems.push(entry),
    });
    const world = aWorld({ storage, observer });
    const seed = aSeed(world.clock, 'check');
    await saveRevision(storage, seed, CHECK, { loggingConfiguration: { level: 'ALL' } });
    await world.runtime.start(seed, JSON.stringify(CHECK));
    await world.settle();
    expect((await world.load(seed.arn)).status).toBe('FAILED');
    expect(lines).toEqual([]);
    expect(problems).toMatchObject([{ level: 'WARN', error: expect.stringContaining('down') }]);
    isDown = false;
    await world.runtime.deliver(seed.arn, { kind: 'redriven' });
    await observer.flush();
    expect(lines).toHaveLength(3);
  });
});
