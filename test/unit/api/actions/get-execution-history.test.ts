import { describe, expect, it } from 'vitest';
import { anApi, arnOf, failing, passing, ROLE, START } from '../an-api.ts';

async function run(definition = passing(5)) {
  const api = anApi();
  const executionArn = await api.start(await api.create('orders', definition), { input: '{"id":1}' });
  const history = async (given: object = {}) => {
    const { events, nextToken } = await api.call('GetExecutionHistory', { executionArn, ...given });
    return {
      events: Array.isArray(events) ? events : [],
      ids: Array.isArray(events) ? events.map(({ id }) => id) : [],
      nextToken,
    };
  };
  return { ...api, executionArn, history };
}

describe('GetExecutionHistory: serialization', () => {
  it('refuses an order that is not true or false', async () => {
    await expect((await run()).history({ reverseOrder: 'yes' })).rejects.toMatchObject({ code: 'SerializationException' });
  });
});

describe('GetExecutionHistory: validation', () => {
  it('refuses pages of more than 1,000', async () => {
    await expect((await run()).history({ maxResults: 1001 })).rejects.toMatchObject({ code: 'ValidationException' });
  });

  it.each([
    ['x', 'InvalidArn'],
    [arnOf('express:orders:a:b'), 'InvalidArn'],
    [arnOf('execution:orders:none'), 'ExecutionDoesNotExist'],
  ])('refuses %s', async (executionArn, code) => {
    await expect((await run()).history({ executionArn })).rejects.toMatchObject({ code });
  });

  it('refuses a token that was made for another order', async () => {
    const { history } = await run();
    const { nextToken } = await history({ maxResults: 1 });
    await expect(history({ maxResults: 1, nextToken, reverseOrder: true })).rejects.toMatchObject({ code: 'InvalidToken' });
  });
});

describe('GetExecutionHistory', () => {
  it('shows every event with its time and details', async () => {
    const { events, nextToken } = await (await run()).history();
    const timestamp = new Date(START);
    const details = { truncated: false };
    expect(nextToken).toBeUndefined();
    expect(events).toEqual([
      {
        id: 1,
        previousEventId: 0,
        timestamp,
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: '{"id":1}', inputDetails: details, roleArn: ROLE },
      },
      {
        id: 2,
        previousEventId: 0,
        timestamp,
        type: 'PassStateEntered',
        stateEnteredEventDetails: { name: 'Only', input: '{"id":1}', inputDetails: details },
      },
      {
        id: 3,
        previousEventId: 2,
        timestamp,
        type: 'PassStateExited',
        stateExitedEventDetails: { name: 'Only', output: '5', outputDetails: details },
      },
      {
        id: 4,
        previousEventId: 3,
        timestamp,
        type: 'ExecutionSucceeded',
        executionSucceededEventDetails: { output: '5', outputDetails: details },
      },
    ]);
  });

  it.each([
    [false, [1, 2, 3], [4]],
    [true, [4, 3, 2], [1]],
  ])('shows it by pages, reversed: %s', async (reverseOrder, firstPage, secondPage) => {
    const { history } = await run();
    const first = await history({ reverseOrder, maxResults: 3 });
    const second = await history({ reverseOrder, maxResults: 3, nextToken: first.nextToken });
    expect([first.ids, second.ids, second.nextToken]).toEqual([firstPage, secondPage, undefined]);
  });

  it('has no further page when the last one is just full', async () => {
    const { history } = await run();
    for (const reverseOrder of [false, true])
      expect(await history({ reverseOrder, maxResults: 4 })).toMatchObject({ nextToken: undefined });
  });

  it('leaves out data but not failures when no data are wanted', async () => {
    const { events } = await (await run(failing('Lost', 'in space'))).history({ includeExecutionData: false });
    expect(events).toMatchObject([
      { executionStartedEventDetails: { roleArn: ROLE } },
      { stateEnteredEventDetails: { name: 'Broken' } },
      { executionFailedEventDetails: { error: 'Lost', cause: 'in space' } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/input|output/);
  });

  it.each([false, true])('has fewer events in a page where they have much data, reversed: %s', async (reverseOrder) => {
    const api = anApi();
    const input = JSON.stringify('x'.repeat(260_000));
    const nextOf = (index: number) => (index < 19 ? { Next: `S${index + 1}` } : { End: true });
    const states = Array.from({ length: 20 }, (_, index) => [`S${index}`, { Type: 'Pass', ...nextOf(index) }]);
    const machine = await api.create('large', JSON.stringify({ StartAt: 'S0', States: Object.fromEntries(states) }));
    const executionArn = await api.start(machine, { input });
    const ids: unknown[] = [];
    let pages = 0;
    for (let nextToken: unknown, isLast = false; !isLast; isLast = nextToken === undefined) {
      const page = await api.call('GetExecutionHistory', { executionArn, reverseOrder, maxResults: 1_000, nextToken });
      expect(JSON.stringify(page).length).toBeLessThan(5_000_000);
      if (Array.isArray(page['events'])) ids.push(...page['events'].map(({ id }) => id));
      nextToken = page['nextToken'];
      pages++;
    }
    const all = Array.from({ length: 42 }, (_, index) => index + 1);
    expect(ids).toEqual(reverseOrder ? all.reverse() : all);
    expect(pages).toBeGreaterThan(3);
    const { events } = await api.call('GetExecutionHistory', { executionArn, maxResults: 1_000, includeExecutionData: false });
    expect(events).toHaveLength(42);
  });
});
