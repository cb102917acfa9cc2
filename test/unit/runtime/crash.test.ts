import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Integration } from '#integrations/integration.ts';
import type { Execution } from '#interpreter/continuation/execution.ts';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { type Storage, VersionConflict } from '#storage/storage.ts';
import { aSeed, aWorld, saveRevision, type World } from '#test/support/a-world.ts';
import { answerOf, arbitraryScenario, SCENARIO_INPUT, type Scenario } from '#test/support/arbitrary-definition.ts';
import { dyingAfter } from '#test/support/dying-storage.ts';
import { problemsOf } from '#test/support/legal-history.ts';
import { createManualClock } from '#test/support/manual-clock.ts';
import { runMachine } from '#test/support/run-machine.ts';

const scenarios = arbitraryScenario({ races: false });

/** Answers at once, as the scenario's plans say. */
const integrationOf = (scenario: Scenario): Integration => {
  const answer = answerOf(scenario);
  return async (call) => {
    const report = answer(call).at(-1);
    if (report && 'output' in report) return { kind: 'succeeded', output: JSON.stringify(report.output) };
    return report && 'error' in report && report.error !== undefined
      ? { kind: 'failed', error: report.error, cause: report.cause ?? '' }
      : { kind: 'failed' };
  };
};

/** How an execution ended: everything about it but its times and ids. */
const endOf = ({ status, output, error, cause }: Execution) => ({ status, output, error, cause });

const undisturbedRun = (scenario: Scenario) => runMachine(scenario.definition, SCENARIO_INPUT, { answer: answerOf(scenario) });

/** How a scenario ends when nothing goes wrong. */
const undisturbed = (scenario: Scenario) => endOf(undisturbedRun(scenario).execution);

/** How long an execution took by its own time. */
const secondsOf = (history: readonly HistoryEvent[]) => ((history.at(-1)?.timestamp ?? 0) - (history[0]?.timestamp ?? 0)) / 1000;

/** Moves the clock from one due moment to the next, and looks for what is due, until the execution is closed. */
async function runOn({ clock, runtime, storage, settle, load }: World, arn: string): Promise<Execution> {
  for (let rounds = 0; rounds < 1_000; rounds++) {
    await settle();
    const execution = await load(arn);
    if (execution.status !== 'RUNNING') return execution;
    const due = await storage.nextDue();
    if (due === undefined) throw new Error(`nothing is due, but the execution is ${JSON.stringify(execution)}`);
    clock.moveTo(Math.max(due, clock.now()));
    await runtime.pump();
  }
  throw new Error('the execution does not end');
}

describe.each(['real', 'skip'] as const)('an execution whose process dies, with %s time', (time) => {
  test('ends as it would have ended, after any commit', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, fc.integer({ min: 0, max: 12 }), async (scenario, last) => {
        const storage = createMemoryStorage();
        const clock = createManualClock();
        const seed = aSeed(clock, 'crash', SCENARIO_INPUT);
        await saveRevision(storage, seed, scenario.definition);

        const first = aWorld({ storage: dyingAfter(storage, last), clock, time, integration: integrationOf(scenario) });
        void first.runtime.start(seed, JSON.stringify(scenario.definition));
        for (let rounds = 0; rounds < last; rounds++) {
          await first.settle();
          clock.moveTo((await storage.nextDue()) ?? clock.now());
        }
        first.runtime.close();

        const second = aWorld({ storage, clock, time, integration: integrationOf(scenario) });
        const execution = await runOn(second, seed.arn);
        expect([...first.logged, ...second.logged]).toEqual([]);
        expect(endOf(execution)).toEqual(undisturbed(scenario));
        expect(problemsOf(await second.history(seed.arn))).toEqual([]);
        expect(clock.pending()).toBe(0);
      }),
      { seed: 20_260_102, numRuns: 60 },
    );
  });
});

describe('two runtimes on one storage', () => {
  test.each(['real', 'skip'] as const)('make no call twice and lose nothing, with %s time', async (time) => {
    let conflicts = 0;
    let attempts = 0;
    await fc.assert(
      fc.asyncProperty(scenarios, fc.infiniteStream(fc.integer({ min: 0, max: 2 })), async (scenario, delays) => {
        const kept = createMemoryStorage();
        const clock = createManualClock();
        /** Lets others in before and after every access. */
        const pause = async () => {
          const { value } = delays.next();
          for (let turn = 0; turn < value; turn++) await setImmediate();
        };
        const storage: Storage = {
          ...kept,
          async loadExecution(arn) {
            await pause();
            return kept.loadExecution(arn);
          },
          async commit(commit) {
            await pause();
            await kept.commit(commit).catch((error: unknown) => {
              if (error instanceof VersionConflict) conflicts++;
              throw error;
            });
            await pause();
          },
        };
        const seed = aSeed(clock, 'race', SCENARIO_INPUT);
        await saveRevision(storage, seed, scenario.definition);
        const worlds = [0, 1].map(() => aWorld({ storage, clock, time, integration: integrationOf(scenario) }));
        const [one, other] = worlds;
        if (!one || !other) throw new Error('two worlds are needed');

        void one.runtime.start(seed, JSON.stringify(scenario.definition));
        for (let turn = 0; turn < 60; turn++) {
          await pause();
          void other.runtime.deliver(seed.arn, { kind: 'resumed' });
          await setImmediate();
        }
        await Promise.all(worlds.map(({ runtime }) => runtime.quiet(Number.POSITIVE_INFINITY)));
        for (let rounds = 0; (await one.load(seed.arn)).status === 'RUNNING' && rounds < 1_000; rounds++) {
          const due = (await storage.nextDue()) ?? 0;
          // Skipped time needs no clock: it must get there by itself.
          if (time === 'real') clock.moveTo(Math.max(due, clock.now()));
          void one.runtime.pump();
          void other.runtime.pump();
          await one.settle();
          await Promise.all(worlds.map(({ runtime }) => runtime.quiet(Number.POSITIVE_INFINITY)));
        }

        const calls = worlds.flatMap((world) => world.calls.map(({ state, invocation }) => `${state} ${invocation}`));
        expect(calls.length).toBe(new Set(calls).size);
        attempts += calls.length;
        const execution = await one.load(seed.arn);
        expect([...one.logged, ...other.logged]).toEqual([]);
        expect(endOf(execution)).toEqual(undisturbed(scenario));
        const history = await one.history(seed.arn);
        expect(problemsOf(history)).toEqual([]);
        expect(history.length).toBe(execution.lastEventId);
        if (time === 'skip') expect(secondsOf(history)).toBe(secondsOf(undisturbedRun(scenario).history));
      }),
      { seed: 20_260_102, numRuns: 200 },
    );
    expect(conflicts).toBeGreaterThan(50);
    expect(attempts).toBeGreaterThan(50);
  });
});
