import { expect } from 'vitest';
import type { Integration } from '#integrations/integration.ts';
import type { JsonObject } from '#json/json.ts';
import { aWorld, type World } from '#test/support/a-world.ts';
import { problemsOf } from '#test/support/legal-history.ts';
import { story } from '#test/support/story.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
export const task = (more: JsonObject = {}): JsonObject => ({ Type: 'Task', Resource: LAMBDA, ...more });
export const machine = (States: JsonObject, more: JsonObject = {}): JsonObject => ({
  StartAt: Object.keys(States)[0] ?? '',
  States,
  ...more,
});

/** Fails the first calls of a state as often as it says; a call that it does not know has its state's name as its result. */
export const failing =
  (times: Readonly<Record<string, number>>): Integration =>
  async ({ state, invocation }) =>
    invocation < (times[state] ?? 0)
      ? { kind: 'failed', error: 'Oops', cause: `${state} ${invocation}` }
      : { kind: 'succeeded', output: JSON.stringify(state) };

/** Starts an execution, and lets it go as far as it gets. */
export async function started(definition: JsonObject, { integration = failing({}), input = {} }: Options = {}) {
  const world = aWorld({ integration });
  const arn = await world.start(definition, 'machine', input);
  return { world, arn, ...(await onward(world, arn)) };
}

interface Options {
  readonly integration?: Integration;
  readonly input?: unknown;
}

/** What can be done with it then. */
async function onward(world: World, arn: string) {
  const before = (await world.load(arn)).lastEventId;
  const status = async () => (await world.load(arn)).status;
  return {
    status,
    async redrive() {
      await world.runtime.deliver(arn, { kind: 'redriven' });
      await world.settle();
      return status();
    },
    async abort() {
      await world.runtime.deliver(arn, { kind: 'aborted' });
      await world.settle();
    },
    /** The history behind what was there before. */
    async told() {
      const history = await world.history(arn);
      expect(problemsOf(history)).toEqual([]);
      return story(history.slice(before));
    },
  };
}
