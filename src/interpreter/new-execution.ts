import type { Machine } from '#asl/state.ts';
import type { Execution } from './execution.ts';

/** What is known of an execution before it begins. */
export type ExecutionSeed = Pick<
  Execution,
  | 'arn'
  | 'name'
  | 'type'
  | 'stateMachineArn'
  | 'stateMachineVersionArn'
  | 'stateMachineAliasArn'
  | 'revisionId'
  | 'roleArn'
  | 'input'
  | 'startTime'
  | 'traceHeader'
  | 'testCase'
  | 'parent'
>;

/** An execution that is about to begin: the event `started` sets it going. */
export function newExecution(machine: Machine, seed: ExecutionSeed): Execution {
  const root = { id: 0, index: 0, state: machine.startAt, input: seed.input, lastEventId: 0, variables: {} };
  return {
    ...seed,
    status: 'RUNNING',
    ...(machine.timeoutSeconds === undefined ? {} : { timeoutAt: seed.startTime + machine.timeoutSeconds * 1000 }),
    redriveCount: 0,
    frames: { 0: root },
    ready: [0],
    lastFrameId: 0,
    lastEventId: 0,
    invocations: {},
    skippedMillis: 0,
  };
}
