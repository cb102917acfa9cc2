import { compileMachine } from '#asl/compile-machine.ts';
import type { Machine } from '#asl/state.ts';
import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { revisionArn } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';

/** How many compiled definitions are kept. */
const MAX_MACHINES = 1_000;

/** Compiled definitions by revision: compiled once, as a revision never changes. */
export interface Machines {
  /** The machine of a revision, compiled when it is first asked for; at once where it has been. */
  readonly load: (stateMachineArn: string, revisionId: string) => Promise<Machine> | Machine;
  /** Compiles a definition that is at hand. */
  readonly compile: (stateMachineArn: string, revisionId: string, definition: string) => Machine;
}

export function createMachines(storage: Storage): Machines {
  const known = new Map<string, Machine>();

  function compile(stateMachineArn: string, revisionId: string, definition: string): Machine {
    const key = revisionArn(stateMachineArn, revisionId);
    const before = known.get(key);
    if (before) return before;
    const parsed = readJson(definition);
    if (!isObject(parsed)) throw new Error(`the definition of ${key} is no object`);
    const machine = compileMachine(parsed);
    const oldest = known.size >= MAX_MACHINES ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, machine);
    return machine;
  }

  async function fetch(stateMachineArn: string, revisionId: string): Promise<Machine> {
    const key = revisionArn(stateMachineArn, revisionId);
    const stored = await storage.loadResource(key);
    if (stored?.resource.kind !== 'revision') throw new Error(`there is no revision ${key}`);
    return compile(stateMachineArn, revisionId, stored.resource.definition);
  }

  return {
    compile,
    load: (stateMachineArn, revisionId) =>
      known.get(revisionArn(stateMachineArn, revisionId)) ?? fetch(stateMachineArn, revisionId),
  };
}
