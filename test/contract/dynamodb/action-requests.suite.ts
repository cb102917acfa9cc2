import { afterEach, beforeEach, expect, test } from 'vitest';
import { aFake, type Fake } from '#test/support/a-fake.ts';
import { type FaultyProxy, startFaultyProxy } from '#test/support/faulty-proxy.ts';

const ROLE = 'arn:aws:iam::123456789012:role/any';
const STATES = {
  runs: { Type: 'Wait', Seconds: 3600, End: true },
  succeeds: { Type: 'Pass', End: true },
  fails: { Type: 'Fail' },
};

/** What actions cost in a server: `endpoint` is asked when a test begins. */
export function actionRequestSuite(endpoint: () => string): void {
  let proxy: FaultyProxy;
  let fake: Fake;
  let tables = 0;

  beforeEach(async () => {
    process.env['AWS_ACCESS_KEY_ID'] ??= 'local';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'local';
    proxy = await startFaultyProxy(endpoint(), () => undefined);
    const table = { FAKE_SFN_TABLE: `actions-${tables++}`, FAKE_SFN_TABLE_ENDPOINT: proxy.endpoint };
    fake = await aFake({ FAKE_SFN_STORAGE: 'dynamodb', FAKE_SFN_ACCOUNT_ID: '123456789012', ...table });
  });
  afterEach(async () => {
    await fake.close();
    await proxy.close();
  });

  /** What a call costs at its best: a server looks now and then at what is due and how time goes, whatever it is asked. */
  async function costOf(action: string, input: () => object): Promise<string[]> {
    let least: string[] | undefined;
    for (let run = 0; run < 5; run++) {
      const before = proxy.commands.length;
      await fake.call(action, input());
      const cost = proxy.commands.slice(before);
      if (least === undefined || cost.length < least.length) least = cost;
    }
    return least ?? [];
  }

  async function aMachine(state: keyof typeof STATES): Promise<string> {
    const definition = JSON.stringify({ StartAt: 'Only', States: { Only: STATES[state] } });
    return String((await fake.call('CreateStateMachine', { name: state, definition, roleArn: ROLE }))['stateMachineArn']);
  }

  test('DescribeExecution reads the execution, and where it may be redriven the state machine', async () => {
    const costs: Record<string, string[]> = {};
    for (const state of ['runs', 'succeeds', 'fails'] as const) {
      const { executionArn } = await fake.call('StartExecution', { stateMachineArn: await aMachine(state) });
      costs[state] = await costOf('DescribeExecution', () => ({ executionArn }));
    }
    expect(costs).toEqual({ runs: ['GetItem'], succeeds: ['GetItem'], fails: ['GetItem', 'GetItem'] });
  });

  test('StartExecution reads the state machine and writes the execution, GetExecutionHistory reads that', async () => {
    const stateMachineArn = await aMachine('succeeds');
    expect(await costOf('StartExecution', () => ({ stateMachineArn }))).toEqual(['GetItem', 'TransactWriteItems']);
    const { executionArn } = await fake.call('StartExecution', { stateMachineArn });
    expect(await costOf('GetExecutionHistory', () => ({ executionArn }))).toEqual(['GetItem']);
  });
}
