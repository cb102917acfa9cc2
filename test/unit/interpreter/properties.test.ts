import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileMachine } from '#asl/compile-machine.ts';
import { step } from '#interpreter/step.ts';
import { answerOf, arbitraryScenario, SCENARIO_INPUT } from '#test/support/arbitrary-definition.ts';
import { brokenCalls, brokenInvariants } from '#test/support/execution-invariants.ts';
import { problemsOf } from '#test/support/legal-history.ts';
import { type RunOptions, runMachine } from '#test/support/run-machine.ts';

const BOUNDS = { seed: 20_260_102, numRuns: 300 };

const scenarios = arbitraryScenario({ races: true });
/** Whether somebody stops the execution, and when. */
const abortions = fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined, freq: 6 });

const optionsOf = (scenario: Parameters<typeof answerOf>[0], abortAfter: number | undefined): RunOptions => ({
  answer: answerOf(scenario),
  happenings: abortAfter === undefined ? [] : [{ after: abortAfter, event: { kind: 'aborted' } }],
});

describe('any execution', () => {
  test('ends when time is skipped, and leaves a legal history', () => {
    fc.assert(
      fc.property(scenarios, abortions, (scenario, abortAfter) => {
        const { execution, history } = runMachine(scenario.definition, SCENARIO_INPUT, optionsOf(scenario, abortAfter));
        expect(execution.status).not.toBe('RUNNING');
        expect(problemsOf(history)).toEqual([]);
        expect(execution.lastEventId).toBe(history.length);
        expect(execution.error).not.toBe('States.Runtime');
      }),
      BOUNDS,
    );
  });

  test('runs no line that nobody waits for, forgets none, and calls off what it called once', () => {
    fc.assert(
      fc.property(scenarios, abortions, (scenario, abortAfter) => {
        const onStep: RunOptions['onStep'] = (_before, _event, _moment, { execution }) =>
          expect(brokenInvariants(execution)).toEqual([]);
        const { effects } = runMachine(scenario.definition, SCENARIO_INPUT, { ...optionsOf(scenario, abortAfter), onStep });
        expect(brokenCalls(effects)).toEqual([]);
      }),
      BOUNDS,
    );
  });

  test('is not changed by a way through JSON between any two steps', () => {
    fc.assert(
      fc.property(scenarios, abortions, (scenario, abortAfter) => {
        const options = optionsOf(scenario, abortAfter);
        const straight = runMachine(scenario.definition, SCENARIO_INPUT, options);
        const through = runMachine(scenario.definition, SCENARIO_INPUT, {
          ...options,
          between: (execution) => JSON.parse(JSON.stringify(execution)),
        });
        expect(through).toEqual(straight);
      }),
      BOUNDS,
    );
  });

  test('is not written to by a step, which gives the same again', () => {
    fc.assert(
      fc.property(scenarios, abortions, (scenario, abortAfter) => {
        const again = compileMachine(scenario.definition);
        runMachine(scenario.definition, SCENARIO_INPUT, {
          ...optionsOf(scenario, abortAfter),
          between: deepFreeze,
          onStep: (before, event, moment, result) => {
            deepFreeze(event);
            expect(step(again, before, event, moment)).toEqual(result);
          },
        });
      }),
      { ...BOUNDS, numRuns: 150 },
    );
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
