import type { Execution, ExecutionStatus } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent, HistoryEventType } from '#interpreter/continuation/history.ts';
import { whyNotRedrivable } from '#interpreter/continuation/redrivability.ts';
import { escapedBytes, fitsEscaped, MAX_ESCAPED_BYTES } from './escaped.ts';

/** A change of an execution's status. */
export interface StatusChange {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly executionArn: string;
  /** The `detail` of the event; its dates are epoch milliseconds. */
  readonly detail: object;
}

/** The status that an execution has after an event of that type. */
const STATUS: { readonly [Type in HistoryEventType]?: ExecutionStatus } = {
  ExecutionStarted: 'RUNNING',
  ExecutionRedriven: 'RUNNING',
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** The changes of status among new events of an execution, which is as it was committed with them: it may have started and ended at once. */
export function statusChangesOf(execution: Execution, history: readonly HistoryEvent[]): StatusChange[] {
  return history.flatMap(({ type, timestamp }) => {
    const status = STATUS[type];
    if (status === undefined) return [];
    const then = status === 'RUNNING' ? running(execution) : execution;
    return [{ time: timestamp, executionArn: execution.arn, detail: detailOf(then, timestamp) }];
  });
}

function running(execution: Execution): Execution {
  const { stopTime, output, error, cause, ...rest } = execution;
  return { ...rest, status: 'RUNNING' };
}

/** AWS: all members are there, `null` where DescribeExecution has none (test_event_bridge_events_base). */
function detailOf(execution: Execution, time: number): object {
  const { arn, stateMachineArn, name, status, startTime, stopTime, input, output, parent } = execution;
  const reason = whyNotRedrivable(execution, time);
  const included = includedOf(input, output);
  return {
    executionArn: arn,
    stateMachineArn,
    name,
    status,
    startDate: startTime,
    stopDate: stopTime ?? null,
    input: included.input ? input : null,
    output: included.output ? (output ?? null) : null,
    stateMachineVersionArn: execution.stateMachineVersionArn ?? null,
    stateMachineAliasArn: execution.stateMachineAliasArn ?? null,
    redriveCount: execution.redriveCount,
    redriveDate: execution.redriveTime ?? null,
    redriveStatus: reason !== undefined ? 'NOT_REDRIVABLE' : parent ? 'REDRIVABLE_BY_MAP_RUN' : 'REDRIVABLE',
    redriveStatusReason: reason ?? null,
    inputDetails: { included: included.input },
    outputDetails: output === undefined ? null : { included: included.output },
    error: execution.error ?? null,
    cause: execution.cause ?? null,
  };
}

/** AWS: input and output that are too long together leave out the input, an output that is too long itself is left out too — EventBridge payloads. */
function includedOf(input: string, output = ''): { readonly input: boolean; readonly output: boolean } {
  if (fitsEscaped(input + output)) return { input: true, output: true };
  const outputBytes = escapedBytes(output);
  return { input: escapedBytes(input) + outputBytes <= MAX_ESCAPED_BYTES, output: outputBytes <= MAX_ESCAPED_BYTES };
}
