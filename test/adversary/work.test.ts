import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClient } from '#test/bench/http-client.ts';
import { attackServed, expectHarmless, type Harm } from '#test/support/victim.ts';

const roleArn = 'arn:aws:iam::123456789012:role/any';
const machineArn = (name: string) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;

/** Lets a client loose on a server whose thread has been started: what is loaded once keeps others waiting for as long as it loads. */
const attack = (work: (client: HttpClient) => Promise<unknown>): Promise<Harm> => {
  const within =
    (client: (one: HttpClient) => Promise<unknown>) =>
    async ({ url }: { readonly url: string }) => {
      const one = createHttpClient(url);
      await client(one);
      one.close();
    };
  const heavy = JSON.stringify({ Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${steps(20_000)} %}`, End: true });
  return attackServed(within(work), {
    warmUp: within((client) => client.call('TestState', { definition: heavy, roleArn, input: '{}' })),
  });
};

/** An expression that costs some ten units of work for each. */
const steps = (count: number) => `$count($map([1..${count}], function($v) { $v + 1 }))`;

/** A definition of nothing but expressions: nothing takes longer to compile. */
const expressions = (count: number) =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: {
      A: {
        Type: 'Pass',
        End: true,
        Output: Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, `{% ${at} + 1 %}`])),
      },
    },
  });

describe('work without an end', () => {
  it('of one execution after the other is done beside what others ask for', async () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Again',
      States: {
        Again: { Type: 'Pass', Output: `{% ${steps(100_000)} %}`, Next: 'Enough?' },
        'Enough?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input < 0 %}', Next: 'Enough' }], Default: 'Again' },
        Enough: { Type: 'Succeed' },
      },
    };
    const harm = await attack(async (client) => {
      await client.call('CreateStateMachine', { name: 'loop', definition: JSON.stringify(definition), roleArn });
      const started = Array.from({ length: 20 }, () => client.call('StartExecution', { stateMachineArn: machineArn('loop') }));
      await Promise.all(started);
      await setTimeout(3_000);
    });
    expectHarmless(harm);
  });

  it('is what a Map of Maps of Maps is not: it keeps nobody waiting while it lasts', async () => {
    const nested = (levels: number): object =>
      levels === 0
        ? { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }
        : {
            StartAt: `M${levels}`,
            States: {
              [`M${levels}`]: {
                Type: 'Map',
                ItemsPath: '$.a',
                ItemSelector: { 'a.$': '$.a' },
                ItemProcessor: nested(levels - 1),
                ResultSelector: {},
                End: true,
              },
            },
          };
    const harm = await attack(async (client) => {
      await client.call('CreateStateMachine', { name: 'maps', type: 'EXPRESS', definition: JSON.stringify(nested(5)), roleArn });
      const input = JSON.stringify({ a: Array.from({ length: 40 }, (_, at) => at) });
      await client.call('StartExecution', { stateMachineArn: machineArn('maps'), input });
      await setTimeout(4_000);
    });
    expectHarmless(harm);
  });
});

describe('a definition', () => {
  it.each([
    ['of 33 kB', 1_200],
    ['of 100 kB', 4_000],
  ])('%s that is nothing but expressions is checked, compiled and shown beside what others ask for', async (_, count) => {
    let status: unknown;
    const harm = await attack(async (client) => {
      const definition = expressions(count);
      await client.call('CreateStateMachine', { name: 'long', type: 'EXPRESS', definition, roleArn });
      const stateMachineArn = machineArn('long');
      ({ status } = await client.call('StartSyncExecution', { stateMachineArn }));
      await client.call('DescribeStateMachine', { stateMachineArn });
      await client.call('ValidateStateMachineDefinition', { definition });
    });
    expectHarmless(harm);
    expect(status).toBe('SUCCEEDED');
  });
});

it('a cause that doubles with every Catch comes to an end', async () => {
  const fails = { Type: 'Fail', CausePath: "States.Format('{}{}', $.error.Cause, $.error.Cause)" };
  const definition = {
    StartAt: 'Fails',
    States: {
      Fails: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'Fail', States: { Fail: fails } }],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Fails' }],
        End: true,
      },
    },
  };
  let described: Record<string, unknown> = {};
  const harm = await attack(async (client) => {
    await client.call('CreateStateMachine', { name: 'doubling', definition: JSON.stringify(definition), roleArn });
    const input = JSON.stringify({ error: { Cause: 'x' } });
    const { executionArn } = await client.call('StartExecution', { stateMachineArn: machineArn('doubling'), input });
    await setTimeout(2_500);
    described = await client.call('DescribeExecution', { executionArn });
  });
  expectHarmless(harm);
  expect(described['status']).toBe('FAILED');
});
