import type { JsonObject } from '#json/json.ts';

/** A machine for chaos: whatever goes wrong on the way, its executions succeed with this output. */
export interface ChaosMachine {
  readonly name: string;
  readonly definition: JsonObject;
  /** The output of the execution with that name. */
  readonly output: (execution: string) => unknown;
}

/** What executions of all the machines are started with. */
export const CHAOS_INPUT = { items: [10, 11, 12, 13, 14] };

/** How often `flaky` fails before it answers. Functions answer with the attempt's name; `broken` always fails, and `ask` is answered by a token. */
export const FLAKY_FAILURES = 2;

/** The account that the machines live in, and where their activity is. */
export const CHAOS_ACCOUNT = '123456789012';
export const CHAOS_ACTIVITY = `arn:aws:states:us-east-1:${CHAOS_ACCOUNT}:activity:work`;

const functionArn = (name: string) => `arn:aws:lambda:us-east-1:${CHAOS_ACCOUNT}:function:${name}`;

/** Names an attempt: the same one in every call that is made for it, and in the history. */
const id = (line = '') =>
  line
    ? { 'id.$': `States.Format('{}/{}/{}/{}', $$.Execution.Name, $$.State.Name, ${line}, $$.State.RetryCount)` }
    : { 'id.$': "States.Format('{}/{}/{}', $$.Execution.Name, $$.State.Name, $$.State.RetryCount)" };

const attempt = (execution: string, ...rest: readonly (string | number)[]) => [execution, ...rest].join('/');

const call = (fn: string, more: JsonObject = {}, line = ''): JsonObject => ({
  Type: 'Task',
  Resource: functionArn(fn),
  Parameters: id(line),
  ...more,
});

const wait = (Seconds: number, Next: string): JsonObject => ({ Type: 'Wait', Seconds, Next });

const ASK: JsonObject = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: 'ask', Payload: { ...id(), 'token.$': '$$.Task.Token' } },
};

const RETRY = [{ ErrorEquals: ['Declined'], IntervalSeconds: 1, MaxAttempts: 5 }];

/** The machines, with waits of so many seconds. */
export const chaosMachines = (waitSeconds: number): readonly ChaosMachine[] => [
  {
    name: 'waits',
    definition: {
      StartAt: 'First',
      States: {
        First: wait(waitSeconds, 'Between'),
        Between: call('echo', { ResultPath: '$.between', Next: 'Second' }),
        Second: wait(waitSeconds, 'After'),
        After: call('echo', { ResultPath: '$.after', End: true }),
      },
    },
    output: (name) => ({ ...CHAOS_INPUT, between: attempt(name, 'Between', 0), after: attempt(name, 'After', 0) }),
  },
  {
    name: 'retries',
    definition: {
      StartAt: 'Try',
      States: {
        Try: call('flaky', { Retry: RETRY, ResultPath: '$.tried', Next: 'Lose' }),
        Lose: call('broken', { Catch: [{ ErrorEquals: ['Declined'], ResultPath: '$.lost', Next: 'Done' }], Next: 'Never' }),
        Never: { Type: 'Fail' },
        Done: { Type: 'Pass', Parameters: { 'tried.$': '$.tried', 'lost.$': '$.lost.Error' }, End: true },
      },
    },
    output: (name) => ({ tried: attempt(name, 'Try', FLAKY_FAILURES), lost: 'Declined' }),
  },
  {
    name: 'parallel',
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Left', States: { Left: call('echo', { End: true }) } },
            {
              StartAt: 'Rest',
              States: { Rest: wait(waitSeconds, 'Right'), Right: call('flaky', { Retry: RETRY, End: true }) },
            },
            { StartAt: 'Idle', States: { Idle: { Type: 'Pass', Result: 'idle', End: true } } },
          ],
          End: true,
        },
      },
    },
    output: (name) => [attempt(name, 'Left', 0), attempt(name, 'Right', FLAKY_FAILURES), 'idle'],
  },
  {
    name: 'map',
    definition: {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          MaxConcurrency: 3,
          ItemsPath: '$.items',
          ItemProcessor: {
            StartAt: 'Item',
            States: {
              Item: call('echo', { ResultPath: '$.done', Next: 'Pause' }, '$.index'),
              Pause: wait(waitSeconds, 'Again'),
              Again: call('echo', { ResultPath: '$.again', End: true }, '$.index'),
            },
          },
          ItemSelector: { 'index.$': '$$.Map.Item.Index' },
          End: true,
        },
      },
    },
    output: (name) =>
      CHAOS_INPUT.items.map((_, index) => ({
        index,
        done: attempt(name, 'Item', index, 0),
        again: attempt(name, 'Again', index, 0),
      })),
  },
  {
    name: 'callback',
    definition: {
      StartAt: 'Ask',
      States: {
        Ask: { ...ASK, ResultPath: '$.answer', Next: 'Then' },
        Then: call('echo', { ResultPath: '$.told', End: true }),
      },
    },
    output: (name) => ({ ...CHAOS_INPUT, answer: attempt(name, 'Ask', 0), told: attempt(name, 'Then', 0) }),
  },
  {
    name: 'activity',
    definition: {
      StartAt: 'Work',
      States: {
        Work: {
          Type: 'Task',
          Resource: CHAOS_ACTIVITY,
          Parameters: id(),
          // A worker whose poll is answered by a server that dies never hears of its task.
          HeartbeatSeconds: 5,
          Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 20 }],
          ResultPath: '$.worked',
          Next: 'Done',
        },
        Done: { Type: 'Pass', Parameters: { worked: true }, End: true },
      },
    },
    output: () => ({ worked: true }),
  },
];

/** How many calls an execution of the machine makes that two servers share. */
export const SHARED_CALLS = 7;

/** A machine that asks for a token at once, and goes on at `$.goOnAt` on three lines, whose results all count. */
export function sharedMachine(): ChaosMachine {
  const until: JsonObject = { Type: 'Wait', TimestampPath: '$.goOnAt' };
  const { items } = CHAOS_INPUT;
  return {
    name: 'shared',
    definition: {
      StartAt: 'All',
      States: {
        All: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Ask', States: { Ask: { ...ASK, End: true } } },
            { StartAt: 'One', States: { One: { ...until, Next: 'Call' }, Call: call('echo', { End: true }) } },
            {
              StartAt: 'Two',
              States: {
                Two: { ...until, Next: 'Each' },
                Each: {
                  Type: 'Map',
                  ItemsPath: '$.items',
                  ItemSelector: { 'index.$': '$$.Map.Item.Index' },
                  ItemProcessor: { StartAt: 'Item', States: { Item: call('echo', { End: true }, '$.index') } },
                  End: true,
                },
              },
            },
          ],
          End: true,
        },
      },
    },
    output: (name) => [
      attempt(name, 'Ask', 0),
      attempt(name, 'Call', 0),
      items.map((_, index) => attempt(name, 'Item', index, 0)),
    ],
  };
}

/** A machine that waits between two calls, and before them. */
export const waitAndCall = (seconds: number): ChaosMachine => ({
  name: 'half',
  definition: {
    StartAt: 'Rest',
    States: {
      Rest: wait(seconds, 'One'),
      One: call('echo', { ResultPath: '$.one', Next: 'Again' }),
      Again: wait(1, 'Two'),
      Two: call('echo', { ResultPath: '$.two', End: true }),
    },
  },
  output: (name) => ({ one: attempt(name, 'One', 0), two: attempt(name, 'Two', 0) }),
});
