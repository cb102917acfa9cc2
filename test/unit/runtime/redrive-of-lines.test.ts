import { describe, expect, test } from 'vitest';
import type { Integration } from '#integrations/integration.ts';
import type { JsonObject } from '#json/json.ts';
import { failing, machine, started, task } from './a-redrive.ts';

describe('a redrive of Parallel', () => {
  const branches = (...names: string[]) => names.map((name) => machine({ [name]: task({ End: true }) }));

  test('runs only the branches that did not succeed', async () => {
    const definition = machine({ P: { Type: 'Parallel', Branches: branches('A', 'B', 'C'), End: true } });
    const integration = failing({ B: 1 });
    const { world, redrive, told } = await started(definition, { integration });
    expect(await redrive()).toBe('SUCCEEDED');
    expect(world.calls.map(({ state }) => state).sort()).toEqual(['A', 'B', 'B', 'C', 'C']);
    expect(await told()).toMatchInlineSnapshot(`
      "20 19 ExecutionRedriven redriveCount=1
      21 15 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={}
      22 21 LambdaFunctionStarted
      23 12 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={}
      24 23 LambdaFunctionStarted
      25 22 LambdaFunctionSucceeded output="B"
      26 25 TaskStateExited name=B output="B"
      27 24 LambdaFunctionSucceeded output="C"
      28 27 TaskStateExited name=C output="C"
      29 28 ParallelStateSucceeded
      30 28 ParallelStateExited name=P output=["A","B","C"]
      31 30 ExecutionSucceeded output=["A","B","C"]"
    `);
  });

  test('runs all branches when its own output was too large', async () => {
    const large = 'x'.repeat(200_000);
    let size = 2;
    const integration: Integration = async () => ({ kind: 'succeeded', output: JSON.stringify(size-- > 0 ? large : 'small') });
    const definition = machine({ P: { Type: 'Parallel', Branches: branches('A', 'B'), End: true } });
    const { world, status, redrive, told } = await started(definition, { integration });
    expect(await status()).toBe('FAILED');
    expect(await redrive()).toBe('SUCCEEDED');
    expect(world.calls).toHaveLength(4);
    expect(await told()).toMatchInlineSnapshot(`
      "17 16 ExecutionRedriven redriveCount=1
      18 15 ParallelStateStarted
      19 18 TaskStateEntered name=A input={}
      20 19 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={}
      21 20 LambdaFunctionStarted
      22 18 TaskStateEntered name=B input={}
      23 22 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input={}
      24 23 LambdaFunctionStarted
      25 21 LambdaFunctionSucceeded output="small"
      26 25 TaskStateExited name=A output="small"
      27 24 LambdaFunctionSucceeded output="small"
      28 27 TaskStateExited name=B output="small"
      29 28 ParallelStateSucceeded
      30 28 ParallelStateExited name=P output=["small","small"]
      31 30 ExecutionSucceeded output=["small","small"]"
    `);
  });

  test('counts its retries anew', async () => {
    const retry = [{ ErrorEquals: ['Oops'], IntervalSeconds: 1, MaxAttempts: 1 }];
    const definition = machine({ P: { Type: 'Parallel', Branches: branches('A', 'B'), Retry: retry, End: true } });
    const { world, status, redrive } = await started(definition, { integration: failing({ B: 3 }) });
    await world.pass(1);
    expect(await status()).toBe('FAILED');
    expect(await redrive()).toBe('RUNNING');
    await world.pass(1);
    expect(await status()).toBe('SUCCEEDED');
  });

  test('goes into what is nested', async () => {
    const inner = machine({ Inner: { Type: 'Parallel', Branches: branches('A', 'B'), End: true } });
    const definition = machine({ Outer: { Type: 'Parallel', Branches: [inner, ...branches('C')], End: true } });
    const { world, redrive } = await started(definition, { integration: failing({ B: 1 }) });
    expect(await redrive()).toBe('SUCCEEDED');
    const states = world.calls.map(({ state }) => state);
    expect(states.filter((state) => state === 'A')).toHaveLength(1);
    expect(states.filter((state) => state === 'B')).toHaveLength(2);
  });
});

describe('a redrive of an inline Map', () => {
  const mapping = (more: JsonObject = {}, item: JsonObject = task({ End: true })) =>
    machine({ M: { Type: 'Map', ItemProcessor: machine({ Item: item }), End: true, ...more } });

  /** Fails the calls for an item as often as it says. */
  const failingItems =
    (times: Record<string, number>): Integration =>
    async ({ parameters }) => {
      const left = times[parameters] ?? 0;
      times[parameters] = left - 1;
      return left > 0 ? { kind: 'failed', error: 'Oops' } : { kind: 'succeeded', output: parameters };
    };

  test('runs only the iterations that did not succeed, and those that had not begun', async () => {
    const integration = failingItems({ 2: 1 });
    const { world, redrive, told } = await started(mapping({ MaxConcurrency: 1 }), { integration, input: [1, 2, 3] });
    expect(await redrive()).toBe('SUCCEEDED');
    expect(world.calls.map(({ parameters }) => parameters)).toEqual(['1', '2', '2', '3']);
    expect(await told()).toMatchInlineSnapshot(`
      "20 19 ExecutionRedriven redriveCount=1
      21 15 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=2
      22 21 LambdaFunctionStarted
      23 22 LambdaFunctionSucceeded output=2
      24 23 TaskStateExited name=Item output=2
      25 24 MapIterationSucceeded name=M index=1
      26 24 MapIterationStarted name=M index=2
      27 26 TaskStateEntered name=Item input=3
      28 27 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=3
      29 28 LambdaFunctionStarted
      30 29 LambdaFunctionSucceeded output=3
      31 30 TaskStateExited name=Item output=3
      32 31 MapIterationSucceeded name=M index=2
      33 32 MapStateSucceeded
      34 32 MapStateExited name=M output=[1,2,3]
      35 34 ExecutionSucceeded output=[1,2,3]"
    `);
  });

  test('keeps what has succeeded when the next item could not be shaped', async () => {
    const selector = { ItemSelector: { 'of.$': '$$.Map.Item.Value.of' }, MaxConcurrency: 1 };
    const { world, redrive } = await started(mapping(selector), { input: [{ of: 1 }, {}] });
    expect(await redrive()).toBe('FAILED');
    expect(world.calls).toHaveLength(1);
  });

  test('runs all iterations when its own output was too large', async () => {
    const large = JSON.stringify('x'.repeat(200_000));
    let left = 2;
    const integration: Integration = async ({ parameters }) => ({ kind: 'succeeded', output: left-- > 0 ? large : parameters });
    const { world, redrive } = await started(mapping(), { integration, input: [1, 2] });
    expect(await redrive()).toBe('SUCCEEDED');
    expect(world.calls).toHaveLength(4);
  });
});
