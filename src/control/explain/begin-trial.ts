import { defaultContext } from '#api/test-state/default-context.ts';
import { formatArn } from '#arn';
import type { Machine, State } from '#asl/state.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { Failure } from '#interpreter/continuation/failure.ts';
import { newExecution } from '#interpreter/continuation/new-execution.ts';
import { beginTrial, type Trial } from '#interpreter/try-state.ts';
import type { Situation } from './situation.ts';

/** What identifies the execution that a state is explained in, where nobody says it. */
const NOBODY = { partition: 'aws', region: 'us-east-1', account: '000000000000' } as const;

/** Puts the state that the machine begins with on trial. `seed`: what ids and chance are made from; `failed` is told how the state fails. */
export function beginTrialOf(
  machine: Machine,
  state: State,
  situation: Situation,
  seed = 'explain',
  failed: (failure: Failure) => void = () => {},
): Trial {
  const execution = executionIn(machine, situation);
  const context = situation.context ?? defaultContext(execution, state, 0, () => seed);
  const moment = { now: situation.now, seed, leaseMillis: 0 };
  return beginTrial(machine, execution, moment, { context, inspect: () => {}, failed }, { retryCount: situation.retries });
}

function executionIn(machine: Machine, { input, variables, now }: Situation): Execution {
  const stateMachineArn = formatArn({ kind: 'stateMachine', ...NOBODY, machine: 'explain' });
  const arn = formatArn({ kind: 'execution', ...NOBODY, machine: 'explain', name: 'explain' });
  const execution = newExecution(machine, {
    arn,
    name: 'explain',
    type: 'STANDARD',
    stateMachineArn,
    revisionId: '',
    roleArn: '',
    input,
    startTime: now,
  });
  return { ...execution, frames: { 0: { id: 0, index: 0, state: machine.startAt, input, lastEventId: 0, variables } } };
}
