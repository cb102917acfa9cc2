import { machinePathOf } from '#arn';
import type { JsonObject } from '#asl/json.ts';
import type { State } from '#asl/state.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { createTaskToken } from '#interpreter/continuation/task-token.ts';
import { hasToken } from './mock-context.ts';

/** The context object of a state that is tested without one of the caller's. AWS: RetryCount is there whatever the type — test_base_map_state_inspect. */
export function defaultContext(execution: Execution, state: State, retryCount: number, uuid: () => string): JsonObject {
  const time = new Date(execution.startTime).toISOString();
  const token =
    state.type === 'Task' && (state.resource.kind === 'activity' || hasToken(state.resource))
      ? { Task: { Token: createTaskToken(execution.arn, 0, uuid()) } }
      : {};
  return {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input),
      Name: execution.name,
      ...(execution.roleArn === '' ? {} : { RoleArn: execution.roleArn }),
      StartTime: time,
    },
    StateMachine: { Id: execution.stateMachineArn, Name: machinePathOf(execution.stateMachineArn) },
    State: { Name: state.name, EnteredTime: time, RetryCount: retryCount },
    ...token,
  };
}
