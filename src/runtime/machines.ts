import { compileMachine, outlineMachine } from '#asl/compile-machine.ts';
import { isLongDefinition } from '#asl/long-definition.ts';
import type { Machine } from '#asl/state.ts';
import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { revisionArn } from '#storage/resource.ts';
import type { Storage } from '#storage/storage.ts';

/** How many compiled definitions are kept, and of how much text in all, in UTF-16 code units: compiled, it takes several times as much. */
const MAX_MACHINES = 1_000;
const MAX_UNITS = 16 * 1024 * 1024;

interface Known {
  readonly machine: Machine;
  readonly units: number;
}

/** Compiled definitions by revision: compiled once, as a revision never changes. */
export interface Machines {
  /** The machine of a revision, compiled when it is first asked for; at once where it has been. */
  readonly load: (stateMachineArn: string, revisionId: string) => Promise<Machine> | Machine;
  /** Compiles a definition that is at hand. */
  readonly compile: (stateMachineArn: string, revisionId: string, definition: string) => Machine;
  /** The text of its definition. */
  readonly definitionOf: (stateMachineArn: string, revisionId: string) => Promise<string>;
}

/** `compilesAll`: also what takes long, for want of another place where it is done. */
export function createMachines(storage: Storage, compilesAll = true): Machines {
  const known = new Map<string, Known>();
  let units = 0;

  /** Makes room for one more, with a definition of that length. */
  function makeRoom(length: number): void {
    for (const [key, oldest] of known) {
      if (known.size < MAX_MACHINES && units + length <= MAX_UNITS) return;
      known.delete(key);
      units -= oldest.units;
    }
  }

  function compile(stateMachineArn: string, revisionId: string, definition: string): Machine {
    const key = revisionArn(stateMachineArn, revisionId);
    const before = known.get(key);
    if (before) return before.machine;
    const parsed = readJson(definition);
    if (!isObject(parsed)) throw new Error(`the definition of ${key} is no object`);
    const machine = !compilesAll && isLongDefinition(definition) ? outlineMachine(parsed) : compileMachine(parsed);
    makeRoom(definition.length);
    known.set(key, { machine, units: definition.length });
    units += definition.length;
    return machine;
  }

  async function definitionOf(stateMachineArn: string, revisionId: string): Promise<string> {
    const key = revisionArn(stateMachineArn, revisionId);
    const stored = await storage.loadResource(key);
    if (stored?.resource.kind !== 'revision') throw new Error(`there is no revision ${key}`);
    return stored.resource.definition;
  }

  async function fetch(stateMachineArn: string, revisionId: string): Promise<Machine> {
    return compile(stateMachineArn, revisionId, await definitionOf(stateMachineArn, revisionId));
  }

  return {
    compile,
    load: (stateMachineArn, revisionId) =>
      known.get(revisionArn(stateMachineArn, revisionId))?.machine ?? fetch(stateMachineArn, revisionId),
    definitionOf,
  };
}
