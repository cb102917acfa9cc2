import { testOnce } from '#api/actions/test-state.ts';
import { diagnosticsOf } from '#api/definition.ts';
import { referencesIn } from '#api/revision.ts';
import { withPatience } from '#asl/budget.ts';
import { compileMachine } from '#asl/compile-machine.ts';
import type { Machine } from '#asl/state.ts';
import { exploreRequest } from '#control/explore/explore-request.ts';
import { replayRequest } from '#control/replay/replay-request.ts';
import { step } from '#interpreter/step.ts';
import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import type { AskedStep } from '#runtime/drive/make-step.ts';

/** How many machines stay compiled here: those that steps are made of come again and again. */
const MAX_MACHINES = 8;

const machines = new Map<string, Machine>();

function machineOf(definition: string): Machine {
  const known = machines.get(definition) ?? compile(definition);
  machines.delete(definition);
  machines.set(definition, known);
  const [oldest] = machines.keys();
  if (machines.size > MAX_MACHINES && oldest !== undefined) machines.delete(oldest);
  return known;
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
  explore: exploreRequest,
  replay: replayRequest,
} as const;

/** The names of the jobs, with what each is given and gives. */
export type Jobs = typeof JOBS;
