import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Fake } from '#test/support/a-fake.ts';

type Speaker = Pick<Fake, 'ask' | 'call'>;

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true };
const CHARGE = { StartAt: 'Charge', States: { Charge: TASK } };
const WAIT = { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 3600, End: true } } };
const MAP = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'One',
        States: { One: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
};
const ROLE = 'arn:aws:iam::123456789012:role/any';

/** What the workbench does over HTTP, whatever home and storage it has. `open` gives a fresh one, whose callers are of account 123456789012. */
export function workbenchSuite(name: string, open: () => Promise<Speaker>): void {
  describe(`the workbench ${name}`, () => {
    let fake: Speaker;
    beforeEach(async () => {
      fake = await open();
    });

    const created = async (machine: string, definition: object) => {
      const { stateMachineArn } = await fake.call('CreateStateMachine', {
        name: machine,
        roleArn: ROLE,
        definition: JSON.stringify(definition),
      });
      return String(stateMachineArn);
    };
    const started = async (stateMachineArn: string, execution: string, input: unknown = {}) => {
      const answer = await fake.call('StartExecution', { stateMachineArn, name: execution, input: JSON.stringify(input) });
      return String(answer['executionArn']);
    };
    const ended = async (executionArn: string) => {
      await expect
        .poll(async () => (await fake.call('DescribeExecution', { executionArn }))['status'], { timeout: 15_000, interval: 50 })
        .not.toBe('RUNNING');
    };
    const names = ({ body }: Answer) => JSON.stringify(body).match(/(?<="name":")[^"]*/g) ?? [];

    it('tells how it does', async () => {
      const before = await fake.ask('GET', 'health');
      expect(before).toMatchObject({
        status: 200,
        body: { status: 'ok', running: 0, oldestDueSeconds: 0, tasks: expect.any(String) },
      });
      await started(await created('sleeper', WAIT), 'e');
      expect(await fake.ask('GET', 'health')).toMatchObject({ body: { running: 1 } });
      expect(await fake.ask('GET', '/prod/_fake/health')).toMatchObject({ status: 200 });
    });

    it('answers tasks by rules, counts them, and shows what was called', async () => {
      const rule = { where: { state: 'Charge' }, then: [{ throw: { error: 'Down' } }, { return: { paid: true } }] };
      const added = await fake.ask('POST', 'rules', rule);
      expect(added).toMatchObject({ status: 200, body: { rules: [{ id: expect.any(String), ...rule }] } });
      const arn = await created('orders', CHARGE);
      await ended(await started(arn, 'one'));
      expect(await fake.ask('GET', 'rules')).toMatchObject({ body: { rules: [{ hits: 1 }] } });
      expect(await fake.ask('GET', 'calls?machine=orders&state=Charge')).toMatchObject({
        body: { calls: [{ state: 'Charge', parameters: '{"FunctionName":"f"}', outcome: { kind: 'failed', error: 'Down' } }] },
      });
      expect(await fake.ask('DELETE', 'rules')).toMatchObject({ status: 200 });
      expect(await fake.ask('GET', 'rules')).toMatchObject({ body: { rules: [] } });
      expect(await fake.ask('DELETE', 'rules/none')).toMatchObject({ status: 404, body: { hint: expect.any(String) } });
    });

    it('keeps all digits of what a rule returns', async () => {
      const text = '{"where":{"state":"Charge"},"then":{"takes":1.0,"then":{"return":{"id":9007199254740993,"price":1.50}}}}';
      expect(await fake.ask('POST', 'rules', text)).toMatchObject({ status: 200 });
      const arn = await created('orders', CHARGE);
      const executionArn = await started(arn, 'one', {});
      await ended(executionArn);
      expect(await fake.call('DescribeExecution', { executionArn })).toMatchObject({
        output: '{"id":9007199254740993,"price":1.5}',
      });
    });

    it('answers by rules in the place of an activity that is not there, and leaves a call open', async () => {
      const work = { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:none', Next: 'Charge' };
      const arn = await created('works', { StartAt: 'Work', States: { Work: work, ...CHARGE.States } });
      await fake.ask('POST', 'rules', [
        { where: { state: 'Work' }, then: { return: 'done' } },
        { where: { state: 'Charge' }, then: { pending: true } },
      ]);
      const executionArn = await started(arn, 'e');
      const history = async () => JSON.stringify(await fake.call('GetExecutionHistory', { executionArn }));
      await expect.poll(history, { timeout: 15_000, interval: 50 }).toContain('"TaskStarted"');
      expect(await history()).toContain('ActivitySucceeded');
      expect(await fake.call('DescribeExecution', { executionArn })).toMatchObject({ status: 'RUNNING' });
    });

    it('refuses to start what a rule or a test case names a wrong state of', async () => {
      const arn = await created('orders', CHARGE);
      await fake.ask('POST', 'rules', { where: { machine: 'orders', state: 'Chrage' }, then: { return: 1 } });
      await expect(started(arn, 'a')).rejects.toThrow(
        "A rule names the state 'Chrage', which the state machine 'orders' does not have. It has the states 'Charge'.",
      );
      await fake.ask('DELETE', 'rules');
      const mocks = (state: string) => ({
        StateMachines: { orders: { TestCases: { happy: { [state]: 'Paid' } } } },
        MockedResponses: { Paid: { '0': { Return: 'paid' } }, Empty: {} },
      });
      await fake.ask('PUT', 'mock-config', mocks('Chrage'));
      await expect(started(`${arn}#happy`, 'b')).rejects.toThrow("names the state 'Chrage'");
      expect(await fake.ask('PUT', 'mock-config', mocks('Charge'))).toMatchObject({
        status: 200,
        body: { warnings: ['MockedResponses.Empty: expected at least the answer to call "0"'] },
      });
      const executionArn = await started(`${arn}#happy`, 'c');
      await ended(executionArn);
      expect(await fake.call('DescribeExecution', { executionArn })).toMatchObject({ output: '"paid"' });
    });

    it('lists executions across state machines, newest first, by what is asked for', async () => {
      await fake.ask('POST', 'rules', { where: { state: 'Charge' }, then: { throw: { error: 'Down' } } });
      await ended(await started(await created('orders', CHARGE), 'failed'));
      await started(await created('sleeper', WAIT), 'asleep');
      expect(names(await fake.ask('GET', 'executions'))).toEqual(['asleep', 'failed']);
      expect(names(await fake.ask('GET', 'executions?status=RUNNING'))).toEqual(['asleep']);
      expect(names(await fake.ask('GET', 'executions?machine=orders'))).toEqual(['failed']);
      expect(names(await fake.ask('GET', 'executions?error=Down'))).toEqual(['failed']);
      expect(names(await fake.ask('GET', 'executions?since=2999-01-01T00:00:00Z'))).toEqual([]);
      const first = await fake.ask('GET', 'executions?limit=1');
      expect(first).toMatchObject({ body: { next: expect.any(String) } });
      const { next } = Object(first.body);
      expect(names(await fake.ask('GET', `executions?after=${next}`))).toEqual(['failed']);
      expect(await fake.ask('GET', 'executions?after=x')).toMatchObject({ status: 400 });
      expect(await fake.ask('GET', 'executions?status=DONE')).toMatchObject({
        status: 400,
        body: { message: 'There is no status DONE.' },
      });
    });

    it('shows what waits, moves it on, and has a time of its own', async () => {
      const executionArn = await started(await created('sleeper', WAIT), 'e');
      expect(await fake.ask('GET', 'waiting')).toMatchObject({
        body: { waiting: [{ executionArn, state: 'Sleep', kind: 'timer' }] },
      });
      expect(await fake.ask('POST', 'skip', {})).toMatchObject({
        status: 400,
        body: { hint: expect.stringContaining('seconds') },
      });
      expect(await fake.ask('POST', 'skip', { executionArn, seconds: 3_600 })).toMatchObject({
        status: 200,
        body: { mode: 'real' },
      });
      await ended(executionArn);
      expect(await fake.ask('GET', 'waiting')).toMatchObject({ body: { waiting: [] } });
      expect(await fake.ask('PUT', 'time', { mode: 'fast' })).toMatchObject({ status: 400 });
      expect(await fake.ask('PUT', 'time', { mode: 'manual' })).toMatchObject({
        status: 200,
        body: { mode: 'manual', now: expect.any(String) },
      });
      expect(await fake.ask('GET', 'health')).toMatchObject({ body: { time: 'manual' } });
      await fake.ask('POST', 'reset', {});
      expect(await fake.ask('GET', 'time')).toMatchObject({ body: { mode: 'real' } });
    });

    it('explains an expression, a state, and why an execution has failed', async () => {
      const expression = await fake.ask(
        'POST',
        'explain',
        '{"expression": "{% $states.input.n + 1 %}", "input": {"n": 9007199254740993}}',
      );
      expect(expression).toMatchObject({
        status: 200,
        body: { ok: true, outcome: { kind: 'value', value: { json: '9007199254740994' } } },
      });
      const Ship = { Type: 'Pass', Output: '{% $states.input.price * $rate %}', End: true };
      const Begin = { Type: 'Pass', Assign: { rate: 2 }, Next: 'Ship' };
      const definition = { QueryLanguage: 'JSONata', StartAt: 'Begin', States: { Begin, Ship } };
      const broke = { field: 'Output', says: 'the left side of "*" is "4", not a number', char: 24 };
      const state = { definition, state: 'Ship', input: { price: '4' }, variables: { rate: 1 } };
      expect(await fake.ask('POST', 'explain', state)).toMatchObject({ status: 200, body: { ok: false, state: 'Ship', broke } });

      const arn = await started(await created('shop', definition), 'one', { price: '4' });
      await ended(arn);
      expect(await fake.ask('POST', 'explain', { executionArn: arn })).toMatchObject({
        status: 200,
        body: { state: 'Ship', broke },
      });
      const again = { executionArn: arn, input: { price: 4 } };
      expect(await fake.ask('POST', 'explain', again)).toMatchObject({ body: { ok: true, outcome: { output: { json: '8' } } } });
      const gone = { executionArn: `${arn}-not` };
      expect(await fake.ask('POST', 'explain', gone)).toMatchObject({ status: 404, body: { hint: expect.any(String) } });
      expect(await fake.ask('POST', 'explain', {})).toMatchObject({
        status: 400,
        body: { hint: expect.stringContaining('POST explain') },
      });
    });

    it('exports an execution with its children, forgets it, and takes it in again to be looked at', async () => {
      const executionArn = await started(await created('map', MAP), 'e', [1, 2]);
      await ended(executionArn);
      const { body: bundle } = await fake.ask('GET', `executions/${encodeURIComponent(executionArn)}/bundle`);
      expect(bundle).toMatchObject({
        definition: JSON.stringify(MAP),
        execution: { executionArn, status: 'SUCCEEDED' },
        children: [{ history: { events: [{ type: 'ExecutionStarted' }, {}, {}, {}] } }, {}],
      });
      const described = await fake.call('DescribeExecution', { executionArn });
      const history = await fake.call('GetExecutionHistory', { executionArn });
      expect(await fake.ask('POST', 'bundles', bundle)).toMatchObject({ status: 409 });
      expect(await fake.ask('POST', 'reset', {})).toMatchObject({ status: 200, body: {} });
      await expect(fake.call('DescribeExecution', { executionArn })).rejects.toThrow('ExecutionDoesNotExist');
      expect(await fake.ask('POST', 'bundles', bundle)).toMatchObject({ status: 200, body: { executionArn } });
      expect(await fake.call('GetExecutionHistory', { executionArn })).toEqual(history);
      expect(await fake.call('DescribeExecution', { executionArn })).toMatchObject({ output: described['output'] });
      expect(await fake.call('DescribeStateMachineForExecution', { executionArn })).toMatchObject({
        definition: JSON.stringify(MAP),
      });
      expect(await fake.ask('GET', 'executions')).toMatchObject({ body: { executions: [{ imported: true }] } });
      expect(await fake.ask('GET', `executions/arn:aws:states:us-east-1:123456789012:execution:map:none/bundle`)).toMatchObject({
        status: 404,
      });
    });

    it('forgets all that an account has, what runs too, or all but its state machines', async () => {
      const sleeper = await created('sleeper', WAIT);
      await fake.call('CreateActivity', { name: 'work' });
      await fake.ask('POST', 'rules', { where: {}, then: { return: 1 } });
      const executionArn = await started(sleeper, 'e');
      expect(await fake.ask('POST', 'reset', { keep: ['stateMachines'] })).toMatchObject({ status: 200 });
      await expect(fake.call('DescribeExecution', { executionArn })).rejects.toThrow('ExecutionDoesNotExist');
      expect(await fake.call('ListActivities')).toEqual({ activities: [] });
      expect(await fake.ask('GET', 'rules')).toMatchObject({ body: { rules: [] } });
      expect(await fake.ask('GET', 'health')).toMatchObject({ body: { running: 0 } });
      expect(await started(sleeper, 'e')).toBe(executionArn);
      await fake.ask('POST', 'reset', {});
      expect(await fake.call('ListStateMachines')).toEqual({ stateMachines: [] });
      expect(await fake.ask('POST', 'reset', { keep: ['all'] })).toMatchObject({
        status: 400,
        body: { hint: expect.stringContaining('keep') },
      });
    });
  });
}
