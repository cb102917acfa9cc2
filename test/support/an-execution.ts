import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';

/** The list that executions of `anExecution` belong to. */
export const A_STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:orders';

/** A running execution named `name` that has just entered its first state; say what matters to the test, the rest is plausible. */
export function anExecution(name: string, different: Partial<Execution> = {}): Execution {
  return {
    arn: `arn:aws:states:us-east-1:000000000000:execution:orders:${name}`,
    name,
    type: 'STANDARD',
    stateMachineArn: A_STATE_MACHINE_ARN,
    revisionId: '7d1c0b5e-5c1f-4d5e-9a43-3f6f6f1f8c11',
    roleArn: 'arn:aws:iam::000000000000:role/orders',
    input: '{"order":17}',
    startTime: 1_760_000_000_000,
    status: 'RUNNING',
    redriveCount: 0,
    frames: { 0: { id: 0, index: 0, state: 'Receive', input: '{"order":17}', lastEventId: 1, variables: {} } },
    ready: [0],
    lastFrameId: 0,
    lastEventId: 1,
    lastEventTime: 0,
    invocations: {},
    skippedMillis: 0,
    ...different,
  };
}

/** The same execution after it has succeeded. */
export function succeeded(execution: Execution, different: Partial<Execution> = {}): Execution {
  return {
    ...execution,
    status: 'SUCCEEDED',
    stopTime: execution.startTime + 1_500,
    output: '{"shipped":true}',
    frames: {},
    ready: [],
    ...different,
  };
}

/** History events with the ids from `first` to `last`, each behind the one before. */
export function someHistory(first: number, last: number): HistoryEvent[] {
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const id = first + index;
    return {
      id,
      previousEventId: id - 1,
      timestamp: 1_760_000_000_000 + id,
      type: 'PassStateEntered',
      stateEnteredEventDetails: { name: `State ${id}`, input: `{"id":${id}}`, inputDetails: { truncated: false } },
    };
  });
}
