import type { RecordedCall } from '#control/calls.ts';
import { readPlain } from './plain.ts';

/** A call that a task has made, or what a Distributed Map has read or written. */
export interface Call extends Pick<RecordedCall, 'executionArn' | 'stateMachineArn' | 'state' | 'resource' | 'call'> {
  /** What it was called with. */
  readonly input: unknown;
  /** There when it has ended well. */
  readonly output: unknown;
  /** There when it has failed. */
  readonly error: string | undefined;
}

/** A call as tests see it. */
export function shownCall({ executionArn, stateMachineArn, state, resource, call, parameters, outcome }: RecordedCall): Call {
  const output = outcome?.kind === 'succeeded' ? readPlain(outcome.output) : undefined;
  const error = outcome?.kind === 'failed' ? outcome.error : undefined;
  return { executionArn, stateMachineArn, state, resource, call, input: readPlain(parameters), output, error };
}
