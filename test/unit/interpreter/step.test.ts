import { describe, expect, test } from 'vitest';
import { lines, runMachine } from '#test/support/run-machine.ts';

describe('step', () => {
  test('runs Pass states one after the other', () => {
    const { execution, history } = runMachine({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Result: { a: 1 }, ResultPath: '$.r', Next: 'B' }, B: { Type: 'Pass', End: true } },
    });
    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.output).toBe('{"r":{"a":1}}');
    expect(lines(history)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 PassStateEntered',
      '3 2 PassStateExited',
      '4 3 PassStateEntered',
      '5 4 PassStateExited',
      '6 5 ExecutionSucceeded',
    ]);
  });

  test('keeps the spelling of data that nothing changes', () => {
    const { execution } = runMachine({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, '[ 1.0,  2 ]');
    expect(execution.output).toBe('[ 1.0,  2 ]');
  });

  test('skips a week of waiting', () => {
    const { execution, history } = runMachine({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 604_800, End: true } } });
    expect(execution.status).toBe('SUCCEEDED');
    expect(history.at(-1)?.timestamp).toBe((history[0]?.timestamp ?? 0) + 604_800_000);
  });

  test('retries a task, then catches its error', () => {
    const retried = {
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'f' },
          Retry: [{ ErrorEquals: ['Oops'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'C' }],
          End: true,
        },
        C: { Type: 'Succeed' },
      },
    };
    const { execution, history } = runMachine(retried, {}, { answer: () => ({ error: 'Oops', cause: 'why' }) });
    expect(execution.output).toBe('{"e":{"Error":"Oops","Cause":"why"}}');
    expect(lines(history).slice(1, 10)).toEqual([
      '2 0 TaskStateEntered',
      '3 2 TaskScheduled',
      '4 3 TaskStarted',
      '5 4 TaskFailed',
      '6 5 TaskScheduled',
      '7 6 TaskStarted',
      '8 7 TaskFailed',
      '9 8 TaskStateExited',
      '10 9 SucceedStateEntered',
    ]);
  });

  test('runs a Map of 5,000 items', () => {
    const { execution, steps } = runMachine(
      {
        StartAt: 'M',
        States: { M: { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, End: true } },
      },
      Array.from({ length: 5_000 }, (_, index) => index),
    );
    expect(execution.status).toBe('SUCCEEDED');
    expect(steps).toBeGreaterThan(5);
  });

  test('fails when the history is full', () => {
    const { execution, history } = runMachine({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'A' } } });
    expect(history.length).toBe(25_000);
    expect(history.at(-1)?.type).toBe('ExecutionFailed');
    expect(execution.status).toBe('FAILED');
  });
});
