import { expect, test } from 'vitest';
import { aSeed, aWorld } from '#test/support/a-world.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const calling = { StartAt: 'T', States: { T: { Type: 'Task', Resource: LAMBDA, End: true } } };

test('a runtime is quiet when its only call has been given up, although the call goes on', async () => {
  const world = aWorld();
  const arn = await world.start(calling, 'deaf');
  let isQuiet = false;
  void world.runtime.quiet(Number.POSITIVE_INFINITY).then(() => {
    isQuiet = true;
  });
  await world.settle();
  expect(isQuiet).toBe(false);
  await world.runtime.deliver(arn, { kind: 'aborted' });
  await world.settle();
  expect(isQuiet).toBe(true);
});

test('a call that fails because it was given up is nobody’s fault', async () => {
  const world = aWorld({
    integration: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
  });
  const arn = await world.start(calling, 'given-up');
  await world.runtime.deliver(arn, { kind: 'aborted' });
  await world.settle();
  expect(world.logged).toEqual([]);
});

test('a sync execution that cannot be moved on is told to who has started it, and to nobody else', async () => {
  const world = aWorld();
  const seed = aSeed(world.clock, 'broken', {}, 'EXPRESS');
  // No validator lets this through: a bug of ours. An unhandled rejection would end the process, and the test.
  const run = world.runtime.runToEnd(seed, 'no definition');
  await expect(run).rejects.toThrow('is not valid JSON');
  await world.settle();
});

test('an execution that the interpreter has a bug with ends, and the bug is logged', async () => {
  const world = aWorld();
  const seed = aSeed(world.clock, 'broken', {}, 'EXPRESS');
  const ended = await world.runtime.runToEnd(seed, JSON.stringify({ StartAt: 'Nowhere', States: {} }));
  expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(ended.cause).not.toContain('Nowhere');
  expect(JSON.stringify(world.logged)).toContain('there is no state Nowhere');
});
