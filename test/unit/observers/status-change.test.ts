import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { statusChangesOf } from '#observers/status-change.ts';
import { anExecution, succeeded } from '#test/support/an-execution.ts';

const START = 1_760_000_000_000;
const LIMIT = 248 * 1024;

const event = (type: HistoryEvent['type'], timestamp = START): HistoryEvent => ({ id: 1, previousEventId: 0, timestamp, type });
const textOf = (escapedBytes: number): string => `"${'x'.repeat(escapedBytes - 4)}"`;

const RUNNING = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:orders:o-17',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:orders',
  name: 'o-17',
  status: 'RUNNING',
  startDate: START,
  stopDate: null,
  input: '{"order":17}',
  output: null,
  stateMachineVersionArn: null,
  stateMachineAliasArn: null,
  redriveCount: 0,
  redriveDate: null,
  redriveStatus: 'NOT_REDRIVABLE',
  redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
  inputDetails: { included: true },
  outputDetails: null,
  error: null,
  cause: null,
};

const SUCCEEDED = {
  ...RUNNING,
  status: 'SUCCEEDED',
  stopDate: START + 1_500,
  output: '{"shipped":true}',
  redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  outputDetails: { included: true },
};

describe('a status change', () => {
  test('to RUNNING has every member, null where there is nothing', () => {
    const history = [event('ExecutionStarted'), event('PassStateEntered')];
    expect(statusChangesOf(anExecution('o-17'), history)).toEqual([
      { time: START, executionArn: RUNNING.executionArn, detail: RUNNING },
    ]);
  });

  test('comes twice when an execution starts and ends at once', () => {
    const history = [event('ExecutionStarted'), event('ExecutionSucceeded', START + 1_500)];
    const changes = statusChangesOf(succeeded(anExecution('o-17')), history);
    expect(changes).toEqual([
      { time: START, executionArn: RUNNING.executionArn, detail: RUNNING },
      { time: START + 1_500, executionArn: RUNNING.executionArn, detail: SUCCEEDED },
    ]);
  });

  test.each([
    ['ExecutionFailed', 'FAILED'],
    ['ExecutionTimedOut', 'TIMED_OUT'],
    ['ExecutionAborted', 'ABORTED'],
  ] as const)('%s says that it can be redriven', (type, status) => {
    const ended = anExecution('o-17', { status, stopTime: START + 9, error: 'Refused', cause: 'not ok' });
    const [change] = statusChangesOf(ended, [event(type, START + 9)]);
    expect(change?.detail).toEqual({
      ...RUNNING,
      status,
      stopDate: START + 9,
      redriveStatus: 'REDRIVABLE',
      redriveStatusReason: null,
      error: 'Refused',
      cause: 'not ok',
    });
  });

  test('to RUNNING again has the redrive, and no end', () => {
    const failed = { status: 'FAILED', stopTime: START + 20, error: 'Refused' } as const;
    const again = anExecution('o-17', { ...failed, redriveCount: 1, redriveTime: START + 10 });
    const [redriven, ended] = statusChangesOf(again, [
      event('ExecutionRedriven', START + 10),
      event('ExecutionFailed', START + 20),
    ]);
    const redrive = { redriveCount: 1, redriveDate: START + 10 };
    expect(redriven?.detail).toEqual({ ...RUNNING, ...redrive });
    expect(ended?.detail).toMatchObject({ ...redrive, status: 'FAILED', stopDate: START + 20, error: 'Refused' });
  });

  test('names version and alias', () => {
    const arns = {
      stateMachineVersionArn: `${RUNNING.stateMachineArn}:1`,
      stateMachineAliasArn: `${RUNNING.stateMachineArn}:live`,
    };
    expect(statusChangesOf(anExecution('o-17', arns), [event('ExecutionStarted')])[0]?.detail).toEqual({ ...RUNNING, ...arns });
  });

  test.each([
    [LIMIT - 100, 100, { input: true, output: true }],
    [LIMIT - 99, 100, { input: false, output: true }],
    [100, LIMIT - 99, { input: false, output: true }],
    [100, LIMIT + 1, { input: false, output: false }],
  ])('with an input of %i and an output of %i bytes includes %j', (inputBytes, outputBytes, included) => {
    const input = textOf(inputBytes);
    const output = textOf(outputBytes);
    const [change] = statusChangesOf(succeeded(anExecution('o-17', { input }), { output }), [event('ExecutionSucceeded')]);
    expect(change?.detail).toMatchObject({
      input: included.input ? input : null,
      output: included.output ? output : null,
      inputDetails: { included: included.input },
      outputDetails: { included: included.output },
    });
  });
});
