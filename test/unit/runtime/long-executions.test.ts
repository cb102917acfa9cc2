import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#json/json.ts';
import { aSeed, aWorld, saveRevision } from '#test/support/a-world.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';

describe('a long execution', () => {
  /** Starts a long and then a short Express execution; which of them ends first? */
  async function race(definition: JsonObject, input: unknown) {
    const world = aWorld();
    const order: string[] = [];
    const run = async (name: string, machine: JsonObject, given: unknown) => {
      const seed = aSeed(world.clock, name, given, 'EXPRESS');
      await saveRevision(world.storage, seed, machine);
      const execution = await world.runtime.runToEnd(seed, JSON.stringify(machine));
      order.push(`${name} ${execution.status}`);
      return execution;
    };
    const long = run('long', definition, input);
    await setImmediate();
    await Promise.all([
      long,
      run('short', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } }, {}),
    ]);
    expect(world.logged).toEqual([]);
    return { order, execution: await long };
  }

  test('of 20,000 transitions does not keep a short one waiting', async () => {
    const loop = {
      StartAt: 'Count',
      States: {
        Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
        More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 10_000, Next: 'Count' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    };
    const { order, execution } = await race(loop, { n: 0 });
    expect(order).toEqual(['short SUCCEEDED', 'long SUCCEEDED']);
    expect(execution.output).toBe('{"n":10000}');
  });

  test('over a Map of 10,000 items does not keep a short one waiting', async () => {
    const ItemProcessor = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
    const items = Array.from({ length: 10_000 }, (_, index) => index);
    const { order, execution } = await race({ StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor, End: true } } }, items);
    expect(order).toEqual(['short SUCCEEDED', 'long SUCCEEDED']);
    expect(execution.output).toBe(JSON.stringify(items));
  });

  test('of 200 Parallel states in one another comes to its end, and so does one that fails or is stopped inside', async () => {
    const nested = (inner: JsonObject): JsonObject => {
      let machine: JsonObject = { StartAt: 'Core', States: { Core: inner } };
      for (let level = 0; level < 200; level++) {
        machine = { StartAt: `P${level}`, States: { [`P${level}`]: { Type: 'Parallel', Branches: [machine], End: true } } };
      }
      return machine;
    };
    const world = aWorld();
    const passed = await world.start(nested({ Type: 'Pass', Result: 7, End: true }), 'pass');
    const failed = await world.start(nested({ Type: 'Fail', Error: 'Deep' }), 'fail');
    const stopped = await world.start(nested({ Type: 'Task', Resource: LAMBDA, End: true }), 'stop');
    await world.runtime.deliver(stopped, { kind: 'aborted' });
    expect((await world.load(passed)).output).toBe(`${'['.repeat(200)}7${']'.repeat(200)}`);
    expect((await world.load(failed)).error).toBe('Deep');
    expect((await world.load(stopped)).status).toBe('ABORTED');
    expect(world.calls[0]?.signal.aborted).toBe(true);
  });
});
