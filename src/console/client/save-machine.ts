import { CallError } from './call-error.ts';
import type { Client } from './client.ts';

/** A state machine to be made. */
export interface NewMachine {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
}

/** Creates a state machine; its ARN. */
export async function createMachine(client: Client, machine: NewMachine): Promise<string> {
  const { stateMachineArn } = await client.action<{ readonly stateMachineArn: string }>('CreateStateMachine', machine);
  return stateMachineArn;
}

/** Gives a state machine another definition and role. */
export async function updateMachine(client: Client, stateMachineArn: string, machine: NewMachine): Promise<void> {
  const { definition, roleArn } = machine;
  await client.action('UpdateStateMachine', { stateMachineArn, definition, roleArn });
}

/** The ARN of the state machine that has the name already; undefined for another error. AWS: State Machine Already Exists: 'arn:…'. */
export const existingArn = (error: unknown): string | undefined =>
  error instanceof CallError && error.code === 'StateMachineAlreadyExists' ? /'(arn:[^']+)'/.exec(error.message)?.[1] : undefined;
