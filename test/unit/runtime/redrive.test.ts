import { describe, expect, test } from 'vitest';
import type { Integration } from '#integrations/integration.ts';
import { failing, machine, started, task } from './a-redrive.ts';

const DAY_SECONDS = 86_400;

describe('a redrive of Task', () => {
  test('schedules it again without entering it again, and goes on', async () => {
    const definition = machine({
      First: { Type: 'Pass', Next: 'Call' },
      Call: task({ Next: 'Last' }),
      Last: { Type: 'Succeed' },
    });
    const { redrive, told } = await started(definition, { integration: failing({ Call: 1 }), input: { n: 1 } });
    expect(await redrive()).toBe('SUCCEEDED');
    expect(await told()).toMatchInlineSnapshot(`
      "9 8 ExecutionRedriven redriveCount=1
      10 7 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={"n":1}
      11 10 LambdaFunctionStarted
      12 11 LambdaFunctionSucceeded output="Call"
      13 12 TaskStateExited name=Call output="Call"
      14 13 SucceedStateEntered name=Last input="Call"
      15 14 SucceedStateExited name=Last output="Call"
      16 15 ExecutionSucceeded output="Call""
    `);
  });

  test('shows its time in the context object', async () => {
    const definition = machine({
      Before: { Type: 'Pass', Parameters: { 'time.$': '$$.Execution.RedriveCount' }, Next: 'Call' },
      Call: task({ Next: 'After' }),
      After: {
        Type: 'Pass',
        Parameters: { 'time.$': '$$.Execution.RedriveTime', 'count.$': '$$.Execution.RedriveCount' },
        End: true,
      },
    });
    const { redrive, told } = await started(definition, { integration: failing({ Call: 1 }) });
    expect(await redrive()).toBe('SUCCEEDED');
    expect(await told()).toMatch(
      /ExecutionSucceeded output=\{"time":"\d{4}-[-\d]+T[:.\d]+Z","count":1\}|ExecutionSucceeded output=\{"count":1,"time":"\d{4}-[-\d]+T[:.\d]+Z"\}/,
    );
  });

  test('counts retries anew', async () => {
    const retry = [{ ErrorEquals: ['Oops'], IntervalSeconds: 1, MaxAttempts: 2 }];
    const definition = machine({ Call: task({ Retry: retry, End: true }) });
    const { world, status, redrive } = await started(definition, { integration: failing({ Call: 5 }) });
    await world.pass(10);
    expect(await status()).toBe('FAILED');
    expect(world.calls).toHaveLength(3);
    await redrive();
    await world.pass(10);
    expect(world.calls).toHaveLength(6);
    expect(await status()).toBe('SUCCEEDED');
  });

  test('gives it its whole timeout again', async () => {
    const definition = machine({ Call: task({ TimeoutSeconds: 60, End: true }) });
    const { world, redrive, status } = await started(definition, { integration: () => new Promise(() => {}) });
    await world.pass(60);
    expect(await status()).toBe('FAILED');
    await redrive();
    await world.pass(59);
    expect(await status()).toBe('RUNNING');
    await world.pass(1);
    expect(await status()).toBe('FAILED');
  });

  test('makes the call of one that was aborted again', async () => {
    let isReady = false;
    const integration: Integration = async () => (isReady ? { kind: 'succeeded', output: '"done"' } : new Promise(() => {}));
    const { abort, redrive, told } = await started(machine({ Call: task({ End: true }) }), { integration });
    await abort();
    isReady = true;
    expect(await redrive()).toBe('SUCCEEDED');
    expect(await told()).toMatchInlineSnapshot(`
      "5 0 ExecutionAborted
      6 5 ExecutionRedriven redriveCount=1
      7 4 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={}
      8 7 LambdaFunctionStarted
      9 8 LambdaFunctionSucceeded output="done"
      10 9 TaskStateExited name=Call output="done"
      11 10 ExecutionSucceeded output="done""
    `);
  });

  test('runs into a failure in shaping its output again, with a call of its own', async () => {
    const { world, redrive, told } = await started(machine({ Call: task({ OutputPath: '$.no', End: true }) }));
    expect(await redrive()).toBe('FAILED');
    expect(world.calls).toHaveLength(2);
    expect(await told()).toMatchInlineSnapshot(`
      "7 6 ExecutionRedriven redriveCount=1
      8 5 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={}
      9 8 LambdaFunctionStarted
      10 9 LambdaFunctionSucceeded output="Call"
      11 10 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'Call' (entered at the event id #2). Invalid path '$.no' : Property ['no'] not found in path $"
    `);
  });

  test('follows its Catch, should it fail anew', async () => {
    const caught = { Catch: [{ ErrorEquals: ['Oops'], Next: 'Rescue' }], End: true };
    let isFatal = true;
    const integration: Integration = async () => ({ kind: 'failed', error: isFatal ? 'States.Runtime' : 'Oops' });
    const definition = machine({ Call: task(caught), Rescue: { Type: 'Succeed' } });
    const { redrive } = await started(definition, { integration });
    isFatal = false;
    expect(await redrive()).toBe('SUCCEEDED');
  });
});

describe('a redrive of', () => {
  test('Pass evaluates it again', async () => {
    const { redrive, told } = await started(machine({ P: { Type: 'Pass', InputPath: '$.no', End: true } }));
    expect(await redrive()).toBe('FAILED');
    expect(await told()).toMatchInlineSnapshot(`
      "4 3 ExecutionRedriven redriveCount=1
      5 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'P' (entered at the event id #2). Invalid path '$.no' : No results for path: $['no']"
    `);
  });

  test('Choice evaluates its rules again', async () => {
    const definition = machine({
      C: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 2, Next: 'S' }] },
      S: { Type: 'Succeed' },
    });
    const { redrive, told } = await started(definition, { input: { n: 1 } });
    expect(await redrive()).toBe('FAILED');
    expect(await told()).toMatchInlineSnapshot(`
      "4 3 ExecutionRedriven redriveCount=1
      5 2 ExecutionFailed error=States.Runtime cause=An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state."
    `);
  });

  test('Fail enters it again and fails again', async () => {
    const { redrive, told } = await started(machine({ F: { Type: 'Fail', Error: 'No', Cause: 'never' } }));
    expect(await redrive()).toBe('FAILED');
    expect(await told()).toMatchInlineSnapshot(`
      "4 3 ExecutionRedriven redriveCount=1
      5 2 FailStateEntered name=F input={}
      6 5 ExecutionFailed error=No cause=never"
    `);
  });

  test('Wait leaves it at once when its timestamp has passed', async () => {
    const definition = machine({ W: { Type: 'Wait', Timestamp: '2026-01-02T04:00:00Z', End: true } });
    const { world, abort, redrive, told } = await started(definition);
    await abort();
    await world.pass(3_600);
    expect(await redrive()).toBe('SUCCEEDED');
    expect(await told()).toMatchInlineSnapshot(`
      "3 0 ExecutionAborted
      + 3600s
      4 3 ExecutionRedriven redriveCount=1
      5 2 WaitStateExited name=W output={}
      6 5 ExecutionSucceeded output={}"
    `);
  });

  test('Wait waits for its seconds anew', async () => {
    const { world, abort, redrive, status } = await started(machine({ W: { Type: 'Wait', Seconds: 60, End: true } }));
    await world.pass(50);
    await abort();
    expect(await redrive()).toBe('RUNNING');
    await world.pass(59);
    expect(await status()).toBe('RUNNING');
    await world.pass(1);
    expect(await status()).toBe('SUCCEEDED');
  });

  test('a state between failure and retry tries at once', async () => {
    const retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 600, MaxAttempts: 1 }];
    const definition = machine({ Call: task({ Retry: retry, End: true }) });
    const { abort, redrive } = await started(definition, { integration: failing({ Call: 1 }) });
    await abort();
    expect(await redrive()).toBe('SUCCEEDED');
  });

  test('an execution that timed out starts its time anew', async () => {
    const definition = machine({ W: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 90 });
    const { world, redrive, status, told } = await started(definition);
    await world.pass(90);
    expect(await status()).toBe('TIMED_OUT');
    await redrive();
    await world.pass(89);
    expect(await status()).toBe('RUNNING');
    await world.pass(1);
    expect(await status()).toBe('TIMED_OUT');
    expect(await told()).toMatchInlineSnapshot(`
      "3 0 ExecutionTimedOut error=States.Timeout
      4 3 ExecutionRedriven redriveCount=1
      + 90s
      5 0 ExecutionTimedOut error=States.Timeout"
    `);
  });

  test('an execution again and again counts up and keeps the history', async () => {
    const { world, arn, redrive } = await started(machine({ Call: task({ End: true }) }), { integration: failing({ Call: 3 }) });
    expect([await redrive(), await redrive(), await redrive()]).toEqual(['FAILED', 'FAILED', 'SUCCEEDED']);
    const history = await world.history(arn);
    const counts = history.flatMap(({ executionRedrivenEventDetails: details }) => (details ? [details['redriveCount']] : []));
    expect(counts).toEqual([1, 2, 3]);
    expect(await redrive()).toBe('SUCCEEDED');
    expect((await world.history(arn)).length).toBe(history.length);
  });
});

describe('an execution cannot be redriven', () => {
  const failed = () => started(machine({ Call: task({ End: true }) }), { integration: failing({ Call: 1 }) });

  test('while it runs, or when it has succeeded', async () => {
    const waiting = await started(machine({ W: { Type: 'Wait', Seconds: 5, End: true } }));
    expect(await waiting.redrive()).toBe('RUNNING');
    await waiting.world.pass(5);
    expect(await waiting.redrive()).toBe('SUCCEEDED');
    expect(await waiting.told()).not.toContain('ExecutionRedriven');
  });

  test('when it has been closed for more than 14 days', async () => {
    const { world, redrive } = await failed();
    await world.pass(14 * DAY_SECONDS + 1);
    expect(await redrive()).toBe('FAILED');
  });

  test('but can on the fourteenth day', async () => {
    const { world, redrive } = await failed();
    await world.pass(14 * DAY_SECONDS);
    expect(await redrive()).toBe('SUCCEEDED');
  });

  test('when it has 24,999 events or more', async () => {
    const { world, arn, redrive } = await failed();
    const stored = await world.storage.loadExecution(arn);
    if (!stored) throw new Error('it is stored');
    const { execution, version } = stored;
    const commit = (lastEventId: number, expectedVersion: number) =>
      world.storage.commit({ execution: { ...execution, lastEventId }, expectedVersion, history: [], lists: [] });
    await commit(24_999, version);
    expect(await redrive()).toBe('FAILED');
    await commit(24_990, version + 1);
    expect(await redrive()).toBe('SUCCEEDED');
  });
});
