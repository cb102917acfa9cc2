import { WorkTooLong, withPatience } from '#asl/budget.ts';
import type { Machine } from '#asl/state.ts';
import type { ExecutionEvent, Moment } from '#interpreter/continuation/events.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import { type StepResult, step } from '#interpreter/step.ts';

/** Makes a step. */
export type MakeStep = (
  machine: Machine,
  execution: Execution,
  event: ExecutionEvent,
  moment: Moment,
  isMarked: boolean,
) => StepResult | Promise<StepResult>;

/** A step to be made elsewhere: all that it is a function of, as data. */
export interface AskedStep {
  readonly definition: string;
  readonly execution: Execution;
  readonly event: ExecutionEvent;
  readonly moment: Moment;
  readonly isMarked: boolean;
  /** `none`: what takes long fails, as it does where it would take for ever. */
  readonly patience: 'patient' | 'none';
}

/** Where steps are made that take long. */
export interface Elsewhere {
  /** Makes a step, in whatever time it takes; `undefined` where it took more than any may. */
  readonly step: (asked: AskedStep) => Promise<StepResult | undefined>;
  readonly definitionOf: (execution: Execution) => Promise<string>;
}

/** What moves an execution on that has none. */
export const NO_MACHINE: Machine = { startAt: '', states: new Map() };

const TOO_MUCH = 'The state machine takes more memory or time than fake-sfn has for one.';

/** Makes steps here, however long they take. */
export const makeStepHere: MakeStep = (machine, execution, event, moment, isMarked) =>
  step(machine, execution, event, moment, isMarked ? [] : undefined);

/** After a step that was long, so many steps of the same machine are made elsewhere without being tried here first. */
const MADE_ELSEWHERE = 20;

/**
 * Makes steps here as long as they are short. One that turns out to be long is left, and made elsewhere from its beginning: it is pure, and
 * comes to the same.
 */
export function makeStepWith({ step: stepElsewhere, definitionOf }: Elsewhere): MakeStep {
  /** How many steps of a machine are still made elsewhere: what is left here has cost its time. */
  const heavy = new WeakMap<Machine, number>();

  function isHeavy(machine: Machine): boolean {
    const left = heavy.get(machine) ?? 0;
    if (left > 0) heavy.set(machine, left - 1);
    return left > 0;
  }

  async function away(execution: Execution, event: ExecutionEvent, moment: Moment, isMarked: boolean): Promise<StepResult> {
    const asked = { definition: await definitionOf(execution), execution, event, moment, isMarked };
    const result =
      (await stepElsewhere({ ...asked, patience: 'patient' })) ?? (await stepElsewhere({ ...asked, patience: 'none' }));
    // Not even what a state may cost where others wait: what is too large is the machine itself.
    return result ?? step(NO_MACHINE, execution, { kind: 'stuck', cause: TOO_MUCH }, moment);
  }

  return (machine, execution, event, moment, isMarked) => {
    if (machine.isOutline || isHeavy(machine)) return away(execution, event, moment, isMarked);
    try {
      return withPatience('elsewhere', () => makeStepHere(machine, execution, event, moment, isMarked));
    } catch (error) {
      if (!(error instanceof WorkTooLong)) throw error;
      heavy.set(machine, MADE_ELSEWHERE);
      return away(execution, event, moment, isMarked);
    }
  };
}
