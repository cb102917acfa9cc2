import { machinePathOf } from '#arn';
import type { State } from '#asl/state.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { createTaskToken } from '#interpreter/continuation/task-token.ts';
import type { JsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { hasToken } from './mock-context.ts';

const WITH_RETRY: readonly State['type'][] = ['Task', 'Map', 'Parallel'];

/**
 * The context object of a state that is tested without one of the caller's.
 * AWS: RetryCount is there for a Map — test_base_map_state_inspect; that a state without Retry has none, and that RoleArn is null where no
 * role is given, was measured by others.
 */
export function defaultContext(execution: Execution, state: State, retryCount: number, uuid: () => string): JsonObject {
  const time = new Date(execution.startTime).toISOString();
  const token =
    state.type === 'Task' && (state.resource.kind === 'activity' || hasToken(state.resource))
      ? { Task: { Token: createTaskToken(execution.arn, 0, uuid()) } }
      : {};
  return {
    Execution: {
      Id: execution.arn,
      Input: readJson(execution.input),
      Name: execution.name,
      RoleArn: execution.roleArn === '' ? null : execution.roleArn,
      StartTime: time,
    },
    StateMachine: { Id: execution.stateMachineArn, Name: machinePathOf(execution.stateMachineArn) },
    State: { Name: state.name, EnteredTime: time, ...(WITH_RETRY.includes(state.type) ? { RetryCount: retryCount } : {}) },
    ...token,
  };
}
