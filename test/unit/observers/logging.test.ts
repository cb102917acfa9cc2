import { HistoryEventType } from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { isLogged, type Logging, loggingOf } from '#observers/logging.ts';

const GROUP = 'arn:aws:logs:us-east-1:000000000000:log-group:/states/orders:*';

const typesAt = (level: Logging['level']): string[] =>
  Object.values(HistoryEventType).filter((type) => isLogged({ level, includeExecutionData: false }, type));

const ENDS = ['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut'];

describe('the level', () => {
  test('ALL lets every event type through', () => {
    expect(typesAt('ALL')).toEqual(Object.values(HistoryEventType));
  });

  test('FATAL lets through how an execution ends without success', () => {
    expect(typesAt('FATAL').sort()).toEqual(ENDS);
  });

  test('ERROR lets through what goes wrong, and the Fail state', () => {
    expect(typesAt('ERROR').sort()).toEqual(
      [
        ...ENDS,
        'ActivityFailed',
        'ActivityScheduleFailed',
        'ActivityTimedOut',
        'EvaluationFailed',
        'FailStateEntered',
        'LambdaFunctionFailed',
        'LambdaFunctionScheduleFailed',
        'LambdaFunctionStartFailed',
        'LambdaFunctionTimedOut',
        'MapIterationAborted',
        'MapIterationFailed',
        'MapRunAborted',
        'MapRunFailed',
        'MapStateAborted',
        'MapStateFailed',
        'ParallelStateAborted',
        'ParallelStateFailed',
        'TaskFailed',
        'TaskStartFailed',
        'TaskStateAborted',
        'TaskSubmitFailed',
        'TaskTimedOut',
        'WaitStateAborted',
      ].sort(),
    );
  });
});

describe('the settings of a revision', () => {
  test('say what is logged, and where', () => {
    const destinations = [{ cloudWatchLogsLogGroup: { logGroupArn: GROUP } }];
    expect(loggingOf({ loggingConfiguration: { level: 'ERROR', includeExecutionData: true, destinations } })).toEqual({
      level: 'ERROR',
      includeExecutionData: true,
      logGroupArn: GROUP,
    });
  });

  test('leave data out unless they include it', () => {
    expect(loggingOf({ loggingConfiguration: { level: 'ALL' } })).toEqual({ level: 'ALL', includeExecutionData: false });
  });

  test.each([[{}], [{ loggingConfiguration: { level: 'OFF', includeExecutionData: true } }]])(
    'ask for nothing: %j',
    (settings) => {
      expect(loggingOf(settings)).toBeUndefined();
    },
  );
});
