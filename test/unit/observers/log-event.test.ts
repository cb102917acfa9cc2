import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { logEventOf } from '#observers/log-event.ts';

const execution = { arn: 'arn:aws:states:us-east-1:000000000000:express:orders:run:1', redriveCount: 2 };
const LIMIT = 248 * 1024;

const exited: HistoryEvent = {
  id: 7,
  previousEventId: 6,
  timestamp: 1_760_000_000_123,
  type: 'PassStateExited',
  stateExitedEventDetails: {
    name: 'Count',
    output: '{"total":3}',
    outputDetails: { truncated: false },
    assignedVariables: { seen: '3' },
    assignedVariablesDetails: { truncated: false },
  },
};

const scheduled = {
  id: 3,
  previousEventId: 2,
  timestamp: 1_760_000_000_000,
  type: 'TaskScheduled',
  taskScheduledEventDetails: {
    resourceType: 'sqs',
    resource: 'sendMessage',
    region: 'us-east-1',
    parameters: '{"MessageBody":"secret"}',
    timeoutInSeconds: 30,
  },
} as const satisfies HistoryEvent;

const entered = (input: string): HistoryEvent => ({
  id: 2,
  previousEventId: 0,
  timestamp: 0,
  type: 'PassStateEntered',
  stateEnteredEventDetails: { name: 'P', input, inputDetails: { truncated: false } },
});

const inputOf = (input: string) => logEventOf(execution, entered(input), true).details;

describe('a log event', () => {
  test('is a history event with its numbers as texts', () => {
    expect(logEventOf(execution, exited, true)).toEqual({
      id: '7',
      type: 'PassStateExited',
      details: {
        name: 'Count',
        output: '{"total":3}',
        outputDetails: { truncated: false },
        assignedVariables: { seen: '3' },
        assignedVariablesDetails: { truncated: false },
      },
      previous_event_id: '6',
      event_timestamp: '1760000000123',
      execution_arn: execution.arn,
      redrive_count: '2',
    });
  });

  test('has no trace of data where that is not included', () => {
    expect(logEventOf(execution, exited, false).details).toEqual({ name: 'Count' });
    expect(logEventOf(execution, scheduled, false).details).toEqual({
      resourceType: 'sqs',
      resource: 'sendMessage',
      region: 'us-east-1',
      timeoutInSeconds: 30,
    });
  });

  test('keeps error and cause without data', () => {
    const details = { error: 'OutOfStock', cause: 'None left' };
    const type = 'ExecutionFailed';
    const failed = { id: 4, previousEventId: 3, timestamp: 0, type, executionFailedEventDetails: details } as const;
    expect(logEventOf(execution, failed, false).details).toEqual(details);
  });

  test('has details even if they are empty', () => {
    const started = { id: 4, previousEventId: 3, timestamp: 0, type: 'LambdaFunctionStarted' } as const;
    expect(logEventOf(execution, started, true).details).toEqual({});
  });

  test('has data of 248 KB in full, quotes counted with their backslashes', () => {
    const input = `"${'x'.repeat(LIMIT - 4)}"`;
    expect(inputOf(input)).toEqual({ name: 'P', input, inputDetails: { truncated: false } });
  });

  test('has the beginning of longer data, and says so', () => {
    const input = `"${'x'.repeat(LIMIT - 3)}"`;
    expect(inputOf(input)).toEqual({ name: 'P', input: input.slice(0, -1), inputDetails: { truncated: true } });
  });

  test('does not cut a character in two', () => {
    const { input } = inputOf(`"${'😀'.repeat(LIMIT / 4)}"`);
    expect(input).toBe(`"${'😀'.repeat(LIMIT / 4 - 1)}`);
  });

  test('has cut parameters, which have no details of their own', () => {
    const details = { ...scheduled.taskScheduledEventDetails, parameters: 'é'.repeat(LIMIT) };
    const event = logEventOf(execution, { ...scheduled, taskScheduledEventDetails: details }, true);
    expect(event.details).toEqual({ ...details, parameters: 'é'.repeat(LIMIT / 2) });
  });
});
