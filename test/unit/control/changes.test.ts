import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createChanges } from '#control/changes.ts';
import { anExecution } from '#test/support/an-execution.ts';
import { createManualClock } from '#test/support/manual-clock.ts';

const US = { account: '000000000000', region: 'us-east-1' };

function someChanges() {
  const clock = createManualClock();
  const changes = createChanges('p1', clock);
  const change = (name: string) => changes.observer.committed(anExecution(name), []);
  const ask = (cursor?: string, waitMillis = 0) => changes.since(US, cursor, waitMillis);
  return { clock, changes, change, ask };
}

describe('changes', () => {
  it('begin with everything, and go on with what has changed since', async () => {
    const { change, ask } = someChanges();
    const first = await ask();
    expect(first).toMatchObject({ everything: true, executions: [] });
    expect(await ask(first.cursor)).toEqual({ cursor: first.cursor, executions: [] });
    for (const name of ['a', 'b', 'a']) change(name);
    const next = await ask(first.cursor);
    expect(next.executions.map((arn) => arn.at(-1))).toEqual(['b', 'a']);
    expect((await ask(next.cursor)).executions).toEqual([]);
    expect((await ask(first.cursor)).executions).toHaveLength(2);
  });

  it('are waited for, but not for ever', async () => {
    const { clock, change, ask } = someChanges();
    const { cursor } = await ask();
    const told = ask(cursor, 10_000);
    await setImmediate();
    change('a');
    expect((await told).executions).toHaveLength(1);
    const late = ask((await told).cursor, 10_000);
    await setImmediate();
    clock.moveTo(clock.now() + 10_000);
    expect((await late).executions).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it('of another account are nobody else’s', async () => {
    const { changes, change } = someChanges();
    const { cursor } = await changes.since({ ...US, account: '111111111111' }, undefined, 0);
    change('a');
    expect(await changes.since({ ...US, account: '111111111111' }, cursor, 0)).toMatchObject({ executions: [] });
  });

  it.each(['p0-0', 'p1-x', 'p1-', '7'])('are everything for the cursor %s', async (cursor) => {
    const { ask } = someChanges();
    expect(await ask(cursor)).toMatchObject({ everything: true });
  });

  it('are everything for whoever has missed too many', async () => {
    const { change, ask } = someChanges();
    const { cursor } = await ask();
    for (let n = 0; n <= 10_000; n++) change(`e${n}`);
    expect(await ask(cursor)).toMatchObject({ everything: true });
  });
});
