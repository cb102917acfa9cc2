import { compileMachine } from '#asl/compile-machine.ts';
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
  /** The machine of a revision, compiled when it is first asked for. */
  readonly load: (stateMachineArn: string, revisionId: string) => Promise<Machine>;
  /** Compiles a definition that is at hand. */
  readonly compile: (stateMachineArn: string, revisionId: string, definition: string) => Machine;
}

export function createMachines(storage: Storage): Machines {
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
    const machine = compileMachine(parsed);
    makeRoom(definition.length);
    known.set(key, { machine, units: definition.length });
    units += definition.length;
    return machine;
  }

  return {
    compile,
    async load(stateMachineArn, revisionId) {
      const key = revisionArn(stateMachineArn, revisionId);
      const before = known.get(key);
      if (before) return before.machine;
      const stored = await storage.loadResource(key);
      if (stored?.resource.kind !== 'revision') throw new Error(`there is no revision ${key}`);
      return compile(stateMachineArn, revisionId, stored.resource.definition);
    },
  };
}
