import {
  CreateStateMachineCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LambdaServer, startLambdaServer } from '#test/support/lambda-server.ts';
import { type LambdaWorld, startLambdaWorld, type WorldSettings } from '#test/support/lambda-world.ts';
import { problemsOf } from '#test/support/legal-history.ts';

const functionArn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

/** Two tasks side by side, one of which fails first, the other behind a wait; then a callback. */
const ORDER = {
  StartAt: 'Prepare',
  States: {
    Prepare: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Charge',
          States: {
            Charge: {
              Type: 'Task',
              Resource: functionArn('charge'),
              Retry: [{ ErrorEquals: ['Declined'], IntervalSeconds: 1, MaxAttempts: 2 }],
              End: true,
            },
          },
        },
        {
          StartAt: 'Settle',
          States: {
            Settle: { Type: 'Wait', Seconds: 1, Next: 'Pack' },
            Pack: { Type: 'Task', Resource: functionArn('pack'), End: true },
          },
        },
      ],
      ResultPath: '$.prepared',
      Next: 'Approve',
    },
    Approve: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'approve', Payload: { 'token.$': '$$.Task.Token', 'order.$': '$.order' } },
      ResultPath: '$.approved',
      End: true,
    },
  },
};

/** What its history holds, however the branches took turns. */
const ORDER_EVENTS = {
  ExecutionStarted: 1,
  ParallelStateEntered: 1,
  ParallelStateStarted: 1,
  TaskStateEntered: 3,
  LambdaFunctionScheduled: 3,
  LambdaFunctionStarted: 3,
  LambdaFunctionFailed: 1,
  LambdaFunctionSucceeded: 2,
  WaitStateEntered: 1,
  WaitStateExited: 1,
  TaskStateExited: 3,
  ParallelStateSucceeded: 1,
  ParallelStateExited: 1,
  TaskScheduled: 1,
  TaskStarted: 1,
  TaskSubmitted: 1,
  TaskSucceeded: 1,
  ExecutionSucceeded: 1,
};

const memberOf = (event: unknown, name: 'order' | 'token'): string =>
  typeof event === 'object' && event !== null && name in event ? String(Reflect.get(event, name)) : '';

class Declined extends Error {
  override readonly name = 'Declined';
}

/** The functions that the tasks call, and what they were called with. */
async function startShop() {
  const charged = new Map<string, number>();
  const tokens = new Map<string, string>();
  const server = await startLambdaServer({
    charge: (event) => {
      const order = memberOf(event, 'order');
      charged.set(order, (charged.get(order) ?? 0) + 1);
      if (charged.get(order) === 1) throw new Declined('no money yet');
      return 'charged';
    },
    pack: () => 'packed',
    approve: (event) => {
      tokens.set(memberOf(event, 'order'), memberOf(event, 'token'));
    },
  });
  return { server, tokens };
}

/** The deployed bundle, with `settings` of a storage that keeps what is stored as long as `outlives` says. */
export function lambdaSuite(
  name: string,
  settingsOf: () => Partial<WorldSettings>,
  outlives: 'the freeze' | 'the process',
): void {
  let shop: { readonly server: LambdaServer; readonly tokens: Map<string, string> };
  let world: LambdaWorld;

  beforeAll(async () => {
    shop = await startShop();
  });
  afterAll(() => shop.server.close());
  afterEach(() => world.close());

  async function deploy(settings: Partial<WorldSettings>): Promise<void> {
    const given = settingsOf();
    const env = { AWS_ENDPOINT_URL_LAMBDA: shop.server.endpoint, ...given.env, ...settings.env };
    world = await startLambdaWorld({ wake: 'sqs', ...given, ...settings, env });
  }

  async function create(definition: object, machine: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Promise<string> {
    const roleArn = 'arn:aws:iam::123456789012:role/any';
    const input = { name: machine, definition: JSON.stringify(definition), roleArn, type };
    const { stateMachineArn = '' } = await world.client.send(new CreateStateMachineCommand(input));
    return stateMachineArn;
  }

  /** By name: a client that has to ask again starts the same execution. */
  async function start(stateMachineArn: string, input: object): Promise<string> {
    const command = new StartExecutionCommand({ stateMachineArn, name: crypto.randomUUID(), input: JSON.stringify(input) });
    const { executionArn = '' } = await world.client.send(command);
    return executionArn;
  }

  /** Runs an order from its start to its end, and looks at what has become of it. */
  async function runOrder(between: () => Promise<unknown> = async () => {}): Promise<void> {
    const order = crypto.randomUUID();
    const arn = await start(await create(ORDER, 'order'), { order });
    const closed = await world.untilClosed(arn, async () => {
      await between();
      const taskToken = shop.tokens.get(order);
      if (taskToken === undefined) return;
      shop.tokens.delete(order);
      await world.client.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' }));
    });
    expect(closed.status).toBe('SUCCEEDED');
    expect(JSON.parse(closed.output ?? '')).toEqual({ order, prepared: ['charged', 'packed'], approved: 'yes' });
    const history = await world.historyOf(arn);
    expect(problemsOf(history)).toEqual([]);
    const counts: Record<string, number> = {};
    for (const { type } of history) counts[type] = (counts[type] ?? 0) + 1;
    expect(counts).toEqual(ORDER_EVENTS);
    const calls = shop.server.invocations
      .filter(({ payload }) => payload.includes(order))
      .map(({ functionName }) => functionName);
    expect(calls.map((name) => name.split(':').at(-1)).sort()).toEqual(['approve', 'charge', 'charge', 'pack']);
  }

  describe(`the deployed function, with ${name}`, () => {
    test('finishes waits, retries, parallel tasks and callbacks by the messages of its queue', async () => {
      await deploy({});
      await runOrder();
      expect(world.queue.sent.length).toBeGreaterThan(0);
      expect(world.queue.deadLetters()).toEqual([]);
    });

    test('finishes them when every message comes twice', async () => {
      await deploy({ fate: () => 2 });
      await runOrder();
    });

    test('finishes them when every message is lost, by the minute-wise look at what is due', async () => {
      await deploy({ fate: () => 0 });
      await runOrder(() => world.lambda.invoke({ source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} }));
    });

    test('finishes them without any queue, when every request looks at what is due', async () => {
      await deploy({ wake: 'poll' });
      await runOrder();
      expect(world.queue.sent).toEqual([]);
    });

    test('answers StartExecution before the calls that it sets going have ended', async () => {
      const slow = await startSlow();
      try {
        await deploy({ concurrency: 1, env: { AWS_ENDPOINT_URL_LAMBDA: slow.server.endpoint } });
        const arn = await start(await create(CALL, 'slow'), {});
        await slow.called();
        slow.answer();
        expect(await world.untilClosed(arn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
        expect(slow.server.invocations).toHaveLength(1);
      } finally {
        await slow.server.close();
      }
    });

    test.each(['sqs', 'poll'] as const)('does not keep a wait waiting for a call beside it: %s', async (wake) => {
      const slow = await startSlow();
      try {
        await deploy({ wake, concurrency: 1, timeoutMillis: 60_000, env: { AWS_ENDPOINT_URL_LAMBDA: slow.server.endpoint } });
        const started = start(await create(CALL_BESIDE_WAIT, 'beside'), {});
        // Only the call behind the wait lets the one beside it answer.
        await slow.called('behind');
        slow.answer();
        expect(await world.untilClosed(await started)).toMatchObject({ status: 'SUCCEEDED', output: '["done","done"]' });
      } finally {
        await slow.server.close();
      }
    });

    test('takes up where it was when it was frozen in the middle of a call', async () => {
      const slow = await startSlow();
      try {
        await deploy({ concurrency: 1, timeoutMillis: 2_000, env: { AWS_ENDPOINT_URL_LAMBDA: slow.server.endpoint } });
        const arn = await start(await create(CALL, 'slow'), {});
        await slow.called();
        await world.lambda.quiet();
        slow.answer();
        const closed = await world.untilClosed(arn);
        expect(closed).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
        expect([slow.server.invocations.length, world.lambda.coldStarts()]).toEqual([1, 1]);
      } finally {
        await slow.server.close();
      }
    });

    test.each(['sqs', 'poll'] as const)(
      'ends a sync execution before its own end, and nothing of it lives on: %s',
      async (wake) => {
        const slow = await startSlow();
        try {
          const env = { AWS_ENDPOINT_URL_LAMBDA: slow.server.endpoint };
          await deploy({ wake, concurrency: 1, timeoutMillis: 3_000, env });
          const stateMachineArn = await create(CALL_AGAIN, 'sync', 'EXPRESS');
          const ended = world.client.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{}' }));
          await slow.called();
          expect(await ended).toMatchObject({ status: 'TIMED_OUT', cause: expect.stringContaining('longer timeout') });
          slow.answer();
          // What had been left would go on with the next invocation of the process.
          const arn = await start(
            await create({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, End: true } } }, 'next'),
            {},
          );
          await world.untilClosed(arn);
          await world.lambda.quiet();
          expect([slow.server.invocations.length, world.lambda.coldStarts()]).toEqual([1, 1]);
        } finally {
          await slow.server.close();
        }
      },
    );

    describe.skipIf(outlives === 'the freeze')('whose processes end', () => {
      test('finishes them when every invocation is a cold start', async () => {
        await deploy({ concurrency: 2 });
        await runOrder(() => world.lambda.recycle());
        expect(world.lambda.coldStarts()).toBeGreaterThan(3);
      });

      test('makes a call again when its time is over, after a crash in the middle of it', async () => {
        const slow = await startSlow();
        try {
          await deploy({ env: { AWS_ENDPOINT_URL_LAMBDA: slow.server.endpoint } });
          const stateMachineArn = await create(CALL_WITH_TIMEOUT, 'crash');
          const started = start(stateMachineArn, {});
          await slow.called();
          await world.lambda.kill();
          slow.answer();
          const arn = await started;
          const closed = await world.untilClosed(arn, () => world.lambda.invoke({ pump: {} }));
          expect(closed).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
          const history = await world.historyOf(arn);
          expect(problemsOf(history)).toEqual([]);
          expect(history.map(({ type }) => type)).toContain('LambdaFunctionTimedOut');
          expect(slow.server.invocations).toHaveLength(2);
        } finally {
          await slow.server.close();
        }
      });
    });
  });
}

const CALL = { StartAt: 'T', States: { T: { Type: 'Task', Resource: functionArn('slow'), End: true } } };

const CALL_AGAIN = {
  StartAt: 'T',
  States: { T: { ...CALL.States.T, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }] } },
};

const CALL_BESIDE_WAIT = {
  StartAt: 'P',
  States: {
    P: {
      Type: 'Parallel',
      Branches: [
        CALL,
        {
          StartAt: 'W',
          States: {
            W: { Type: 'Wait', Seconds: 1, Next: 'B' },
            B: { Type: 'Task', Resource: functionArn('behind'), End: true },
          },
        },
      ],
      End: true,
    },
  },
};

const CALL_WITH_TIMEOUT = {
  StartAt: 'T',
  States: {
    T: {
      ...CALL.States.T,
      TimeoutSeconds: 2,
      Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1 }],
    },
  },
};

/** Two functions that do not answer before they are told to. */
async function startSlow() {
  let answer = () => {};
  const answered = new Promise<string>((resolve) => {
    answer = () => resolve('done');
  });
  const arrivals = { slow: () => {}, behind: () => {} };
  const arrival = (name: keyof typeof arrivals) =>
    new Promise<void>((resolve) => {
      arrivals[name] = resolve;
    });
  const called = { slow: arrival('slow'), behind: arrival('behind') };
  const handlerOf = (name: keyof typeof arrivals) => () => {
    arrivals[name]();
    return answered;
  };
  const server = await startLambdaServer({ slow: handlerOf('slow'), behind: handlerOf('behind') });
  return { server, answer: () => answer(), called: (name: keyof typeof arrivals = 'slow') => called[name] };
}
