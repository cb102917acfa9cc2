import { describe, expect, it } from 'vitest';
import { createCalls } from '#control/calls.ts';
import type { Integration } from '#integrations/integration.ts';
import { aCall, SANDBOX } from './rules/a-rule-book.ts';

const succeeds: Integration = async () => ({ kind: 'succeeded', output: '1' });

describe('the calls of tasks', () => {
  it('are noted with what they were given and what came back', async () => {
    const calls = createCalls(() => 17);
    await calls.noting(succeeds)(aCall({ invocation: 1 }));
    const { executionArn, stateMachineArn } = aCall();
    expect(calls.list(SANDBOX)).toEqual([
      {
        at: 17,
        executionArn,
        stateMachineArn,
        state: 'Charge',
        resource: 'arn:aws:states:::lambda:invoke',
        parameters: '{"FunctionName":"charge"}',
        call: 2,
        outcome: { kind: 'succeeded', output: '1' },
      },
    ]);
  });

  it('are there while they are out', () => {
    const calls = createCalls(() => 17);
    void calls.noting(() => new Promise(() => {}))(aCall());
    expect(calls.list(SANDBOX)).toHaveLength(1);
    expect(calls.list(SANDBOX)[0]).not.toHaveProperty('outcome');
  });

  it('are told apart by account, machine and state', async () => {
    const calls = createCalls(() => 17);
    const note = calls.noting(succeeds);
    await note(aCall({ state: 'Charge' }));
    await note(aCall({ state: 'Ship' }));
    await note(aCall({ state: 'Ship', machine: 'parcels' }));
    const states = (filter: object) => calls.list(SANDBOX, filter).map(({ state }) => state);
    expect(states({})).toEqual(['Charge', 'Ship', 'Ship']);
    expect(states({ machine: 'orders' })).toEqual(['Charge', 'Ship']);
    expect(states({ machine: 'orders', state: 'Ship' })).toEqual(['Ship']);
    expect(calls.list({ ...SANDBOX, account: '999999999999' })).toEqual([]);
    calls.forget(SANDBOX);
    expect(states({})).toEqual([]);
  });

  it('are the last thousand', async () => {
    const calls = createCalls(() => 17);
    const note = calls.noting(succeeds);
    for (let invocation = 0; invocation < 2_500; invocation++) await note(aCall({ invocation }));
    const listed = calls.list(SANDBOX);
    expect(listed).toHaveLength(1_000);
    expect([listed[0]?.call, listed.at(-1)?.call]).toEqual([1_501, 2_500]);
  });

  it('are fewer where they have much to say, in all accounts together', async () => {
    const calls = createCalls(() => 17);
    const note = calls.noting(succeeds);
    // One text in memory, which counts as often as it could have been another one.
    const parameters = JSON.stringify('x'.repeat(262_000));
    await note(aCall({ state: 'Quiet', executionArn: 'arn:aws:states:us-east-1:999999999999:execution:m:e' }));
    for (let invocation = 0; invocation < 500; invocation++) await note(aCall({ invocation, parameters }));
    const listed = calls.list(SANDBOX);
    expect(listed.length).toBeGreaterThan(50);
    expect(listed.length).toBeLessThan(130);
    expect(listed.at(-1)?.call).toBe(500);
    expect(calls.list({ ...SANDBOX, account: '999999999999' })).toHaveLength(1);
  });

  it('are those of the accounts that have called last', async () => {
    const calls = createCalls(() => 17);
    const note = calls.noting(succeeds);
    for (let number = 0; number < 1_100; number++) {
      const account = String(100_000_000_000 + number);
      await note(aCall({ executionArn: `arn:aws:states:us-east-1:${account}:execution:m:e` }));
    }
    expect(calls.list({ ...SANDBOX, account: '100000000000' })).toEqual([]);
    expect(calls.list({ ...SANDBOX, account: '100000001099' })).toHaveLength(1);
  });
});
