import { describe, expect, test } from 'vitest';
import { nextDue } from '#interpreter/continuation/due.ts';
import { lines, runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const MAX_DATA_BYTES = 262_144;

describe('an execution that takes too long', () => {
  test('times out in a Wait', () => {
    const { execution, history } = runMachine({
      StartAt: 'W',
      TimeoutSeconds: 30,
      States: { W: { Type: 'Wait', Seconds: 60, End: true } },
    });
    expect(story(history)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
      2 0 WaitStateEntered name=W input={}
      + 30s
      3 0 ExecutionTimedOut error=States.Timeout"
    `);
    expect(execution.status).toBe('TIMED_OUT');
  });

  test('cancels the calls that are out', () => {
    const call = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Task', Resource: LAMBDA, End: true } } });
    const states = { P: { Type: 'Parallel', Branches: [call('A'), call('B')], End: true } };
    const { effects, execution } = runMachine({ StartAt: 'P', TimeoutSeconds: 30, States: states });
    expect(effects.map(({ kind }) => kind)).toEqual(['invoke-task', 'invoke-task', 'cancel-task', 'cancel-task']);
    expect(nextDue(execution)).toBeUndefined();
  });

  test('is not caught by its own Catch', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'T' }];
    const states = { T: { Type: 'Task', Resource: LAMBDA, Catch, Retry: [{ ErrorEquals: ['States.ALL'] }], End: true } };
    const { execution, history } = runMachine({ StartAt: 'T', TimeoutSeconds: 30, States: states });
    expect([execution.status, history.at(-1)?.type]).toEqual(['TIMED_OUT', 'ExecutionTimedOut']);
  });
});

describe('an execution that is stopped', () => {
  const aborted = { after: 10, event: { kind: 'aborted', error: 'Enough', cause: 'of this' } } as const;

  test('ends with children under way, and every call is cancelled once', () => {
    const states = {
      M: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'P',
          States: {
            P: {
              Type: 'Parallel',
              Branches: [
                { StartAt: 'T', States: { T: { Type: 'Task', Resource: LAMBDA, End: true } } },
                { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } },
              ],
              End: true,
            },
          },
        },
        End: true,
      },
    };
    const { execution, history, effects } = runMachine({ StartAt: 'M', States: states }, [1, 2], { happenings: [aborted] });
    expect(story(history)).toMatchInlineSnapshot(`
      "1 0 ExecutionStarted input=[1,2] roleArn=arn:aws:iam::123456789012:role/role
      2 0 MapStateEntered name=M input=[1,2]
      3 2 MapStateStarted length=2
      4 3 MapIterationStarted name=M index=0
      5 3 MapIterationStarted name=M index=1
      6 4 ParallelStateEntered name=P input=1
      7 6 ParallelStateStarted
      8 5 ParallelStateEntered name=P input=2
      9 8 ParallelStateStarted
      10 7 TaskStateEntered name=T input=1
      11 10 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=1
      12 11 LambdaFunctionStarted
      13 7 WaitStateEntered name=W input=1
      14 9 TaskStateEntered name=T input=2
      15 14 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:f input=2
      16 15 LambdaFunctionStarted
      17 9 WaitStateEntered name=W input=2
      + 10s
      18 0 ExecutionAborted error=Enough cause=of this"
    `);
    const attempts = (wanted: string) =>
      effects.flatMap((effect) => (effect.kind === wanted && 'attempt' in effect ? [effect.attempt] : []));
    expect(attempts('cancel-task')).toEqual(attempts('invoke-task'));
    expect(execution).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'of this', ready: [] });
  });

  test('does not hear of anything that happens later', () => {
    const states = { T: { Type: 'Task', Resource: LAMBDA, End: true } };
    const { history } = runMachine(
      { StartAt: 'T', States: states },
      {},
      { happenings: [aborted], answer: () => ({ output: 1, after: 11 }) },
    );
    expect(lines(history).at(-1)).toBe('5 0 ExecutionAborted');
  });
});

describe('data of 262,144 bytes', () => {
  /** A JSON text of exactly so many bytes: a string of two-byte characters. */
  const text = (bytes: number) => 'é'.repeat((bytes - 2) >> 1) + 'x'.repeat(bytes % 2);
  const passed = (value: string) => runMachine({ StartAt: 'A', States: { A: { Type: 'Pass', Result: value, End: true } } });

  test('gets out of a state, and a byte more does not', () => {
    expect(passed(text(MAX_DATA_BYTES)).execution.status).toBe('SUCCEEDED');
    const { execution, history } = passed(text(MAX_DATA_BYTES + 1));
    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: "The state/task 'A' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
    expect(lines(history)).toEqual(['1 0 ExecutionStarted', '2 0 PassStateEntered', '3 2 ExecutionFailed']);
  });

  test('comes back from a task, and a byte more does not', () => {
    const called = (value: string) =>
      runMachine(
        { StartAt: 'T', States: { T: { Type: 'Task', Resource: LAMBDA, ResultPath: null, End: true } } },
        {},
        { answer: () => ({ output: value }) },
      );
    expect(called(text(MAX_DATA_BYTES)).execution.status).toBe('SUCCEEDED');
    const { execution, history } = called(text(MAX_DATA_BYTES + 1));
    expect(execution.error).toBe('States.DataLimitExceeded');
    expect(lines(history).slice(3)).toEqual(['4 3 LambdaFunctionStarted', '5 4 LambdaFunctionFailed', '6 5 ExecutionFailed']);
  });

  test('is more than it was when ResultPath adds to it', () => {
    const states = { A: { Type: 'Pass', ResultPath: '$.copy', End: true } };
    const { execution } = runMachine({ StartAt: 'A', States: states }, { a: text(MAX_DATA_BYTES / 2 + 10) });
    expect(execution.error).toBe('States.DataLimitExceeded');
  });

  test('too much of it from a task is caught by States.ALL, whatever the documentation says', () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    const states = {
      T: { Type: 'Task', Resource: LAMBDA, Catch, End: true },
      Caught: { Type: 'Succeed' },
    };
    const { execution } = runMachine(
      { StartAt: 'T', States: states },
      {},
      { answer: () => ({ output: text(MAX_DATA_BYTES + 1) }) },
    );
    expect(execution.output).toContain('States.DataLimitExceeded');
    expect(execution.status).toBe('SUCCEEDED');
  });
});

describe('a history of 25,000 events', () => {
  /** Four events a round, and four around them all. */
  const loop = (rounds: number) => ({
    StartAt: 'Count',
    States: {
      Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'More' },
      More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: rounds, Next: 'Count' }], Default: 'Done' },
      Done: { Type: 'Succeed' },
    },
  });

  test('may end in success', () => {
    const { execution, history } = runMachine(loop(6_249), { n: 0 });
    expect([execution.status, history.length]).toEqual(['SUCCEEDED', 25_000]);
  });

  test('ends in failure when more was to come', () => {
    const { execution, history } = runMachine(loop(6_250), { n: 0 });
    expect([execution.status, execution.error, history.length]).toEqual(['FAILED', 'States.Runtime', 25_000]);
    expect(history.at(-1)).toMatchObject({ id: 25_000, previousEventId: 24_999, type: 'ExecutionFailed' });
  });

  test('does not bind an Express execution', () => {
    expect(runMachine(loop(7_000), { n: 0 }, { type: 'EXPRESS' }).execution.status).toBe('SUCCEEDED');
  });
});

describe('variables', () => {
  const kept = (bytes: number, count: number) =>
    runMachine({
      StartAt: 'A',
      States: {
        A: {
          Type: 'Pass',
          Assign: Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, 'x'.repeat(bytes - 2)])),
          End: true,
        },
      },
    }).execution;

  test('of one Assign hold 262,144 bytes together, and not a byte more', () => {
    expect(kept(131_072, 2).status).toBe('SUCCEEDED');
    expect(kept(131_073, 2)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test('of an execution hold 10 MiB together', () => {
    const states = Object.fromEntries(
      Array.from({ length: 41 }, (_, index) => [
        `S${index}`,
        {
          Type: 'Pass',
          Assign: { [`v${index}`]: 'x'.repeat(262_142) },
          ...(index < 40 ? { Next: `S${index + 1}` } : { End: true }),
        },
      ]),
    );
    const { execution, history } = runMachine({ StartAt: 'S0', States: states });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(history.filter(({ type }) => type === 'PassStateExited')).toHaveLength(40);
  });
});
