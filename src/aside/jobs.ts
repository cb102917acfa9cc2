import { testOnce } from '#api/actions/test-state.ts';
import { diagnosticsOf } from '#api/definition.ts';
import { referencesIn } from '#api/revision.ts';
import { withPatience } from '#asl/budget.ts';
import { compileMachine } from '#asl/compile-machine.ts';
import type { Machine } from '#asl/state.ts';
import { rehearsals } from '#control/rehearsals.ts';
import { step } from '#interpreter/step.ts';
import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import type { AskedStep } from '#runtime/drive/make-step.ts';

/** Of how much text machines stay compiled here, in UTF-16 code units: those that steps are made of come again and again. */
const MAX_UNITS = 262_144;

const machines = new Map<string, Machine>();
let units = 0;

function machineOf(definition: string): Machine {
  const known = machines.get(definition);
  if (known) return known;
  for (const oldest of machines.keys()) {
    if (units + definition.length <= MAX_UNITS) break;
    machines.delete(oldest);
    units -= oldest.length;
  }
  const machine = compile(definition);
  machines.set(definition, machine);
  units += definition.length;
  return machine;
}

function compile(definition: string): Machine {
  const parsed = readJson(definition);
  if (!isObject(parsed)) throw new Error('the definition is no object');
  return compileMachine(parsed);
}

/** What can be done aside: functions of data, which need nothing of the process. Data comes and goes as it is, but for classes. */
export const JOBS = {
  step: async ({ definition, execution, event, moment, isMarked, patience }: AskedStep) => {
    const machine = machineOf(definition);
    return withPatience(patience, () => step(machine, execution, event, moment, isMarked ? [] : undefined));
  },
  diagnose: diagnosticsOf,
  references: async (definition: string) => referencesIn(definition),
  testState: testOnce,
  ...rehearsals,
} as const;

/** The names of the jobs, with what each is given and gives. */
export type Jobs = typeof JOBS;
