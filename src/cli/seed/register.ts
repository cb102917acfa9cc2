import { isObject } from '#json/json.ts';
import { CliError } from '../cli-error.ts';
import type { SeededMachine } from './seeded-machine.ts';

/** Calls an action of the API, as the account and in the region that the state machine belongs to. */
export type CallAs = (machine: SeededMachine, action: string, input: object) => Promise<unknown>;

/** What became of a state machine. */
export interface Registered {
  readonly machine: SeededMachine;
  /** There unless it was refused. */
  readonly arn?: string;
  /** Why it was refused. */
  readonly problem?: string;
}

/** Creates a state machine, or updates the one of its name. Throws CliError where no server answers. */
export async function register(call: CallAs, machine: SeededMachine): Promise<Registered> {
  const { name, definition, type } = machine;
  const roleArn = `arn:aws:iam::${machine.account ?? '000000000000'}:role/${name}`;
  try {
    const created = await call(machine, 'CreateStateMachine', { name, definition, roleArn, type });
    return { machine, arn: isObject(created) ? String(created.stateMachineArn) : name };
  } catch (error) {
    const arn = existingArn(error);
    if (arn === undefined) return { machine, problem: messageOf(error) };
    return call(machine, 'UpdateStateMachine', { stateMachineArn: arn, definition, roleArn }).then(
      () => ({ machine, arn }),
      (refusal: unknown) => ({ machine, problem: messageOf(refusal) }),
    );
  }
}

/** The one of that name, where there is one. */
const existingArn = (error: unknown): string | undefined => /State Machine Already Exists: '([^']+)'/.exec(messageOf(error))?.[1];

function messageOf(error: unknown): string {
  if (error instanceof CliError && error.exitCode === 3) throw error;
  return error instanceof Error ? error.message : String(error);
}
