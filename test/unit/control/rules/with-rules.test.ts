import { describe, expect, it, test } from 'vitest';
import { createNotes } from '#control/notes.ts';
import { TaskError } from '#control/rules/rule.ts';
import { createRules, type Rules } from '#control/rules/rules.ts';
import { withRules } from '#control/rules/with-rules.ts';
import type { Integration } from '#integrations/integration.ts';
import type { Json } from '#json/json.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import { aWorld, type World } from '#test/support/a-world.ts';
import { aCall, SANDBOX } from './a-rule-book.ts';

const service: Integration = async () => ({ kind: 'succeeded', output: '"service"' });
const real: Integration = async () => ({ kind: 'succeeded', output: '"real"' });

interface RuledWorld extends World {
  readonly rules: Rules;
}

function aRuledWorld(time: 'real' | 'skip' = 'real'): RuledWorld {
  const storage = createMemoryStorage();
  const rules = createRules(createNotes(storage, () => 0));
  return { ...aWorld({ storage, time, integration: withRules(rules, { integration: service, real }) }), rules };
}

const INVOKE = 'arn:aws:states:::lambda:invoke';

const aTask = (different: object = {}) => ({
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: INVOKE, Parameters: { n: 1 }, End: true, ...different } },
});

/** Runs a machine of one task under a rule for it, and gives how it ended and its events. */
async function run(world: RuledWorld, then: Json, different: object = {}) {
  await world.rules.add(SANDBOX, [{ where: { state: 'Charge' }, then }]);
  const arn = await world.start(aTask(different), 'orders');
  // What checks results is loaded when it is first needed.
  if (JSON.stringify(then).includes('validate')) await world.runtime.quiet(world.clock.now() + 60_000);
  const { status, output, error, cause } = await world.load(arn);
  const history = await world.history(arn);
  return { arn, status, output, error, cause, types: history.map(({ type }) => type), history };
}

test('a call under a rule is mocked, another one only where it was without rules', async () => {
  const { rules } = aRuledWorld();
  await rules.add(SANDBOX, [{ where: { state: 'Charge' }, then: { return: 1 } }]);
  const plain = withRules(rules, { integration: service, real });
  const mocked = withRules(rules, { integration: Object.assign(service.bind(null), { isMocked: async () => true }), real });
  expect(await Promise.all([plain.isMocked?.(aCall()), plain.isMocked?.(aCall({ state: 'Pack' }))])).toEqual([true, false]);
  expect(await mocked.isMocked?.(aCall({ state: 'Pack' }))).toBe(true);
});

describe('a task under a rule', () => {
  it('gets what the rule returns, with the events of a real call', async () => {
    const { status, output, types } = await run(aRuledWorld(), { return: { charged: true } });
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '{"charged":true}' });
    expect(types.slice(2, 5)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSucceeded']);
  });

  it('fails as the rule says, and is retried and caught like any other', async () => {
    const world = aRuledWorld('skip');
    const Retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 2, IntervalSeconds: 60 }];
    const then = [{ times: 2, then: { throw: { error: 'Busy', cause: 'try later' } } }, { return: 'at last' }];
    const { status, output, types } = await run(world, then, { Retry });
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '"at last"' });
    expect(types.filter((type) => type === 'TaskFailed')).toHaveLength(2);
  });

  it('of another state goes to the service', async () => {
    const world = aRuledWorld();
    await world.rules.add(SANDBOX, [{ where: { state: 'Ship' }, then: { return: 1 } }]);
    expect(await world.load(await world.start(aTask(), 'orders'))).toMatchObject({ output: '"service"' });
  });

  it('reaches the service where the rule says so, past mock files', async () => {
    expect(await run(aRuledWorld(), { real: true })).toMatchObject({ output: '"real"' });
  });

  it('that waits for a token tells TaskSubmitted first', async () => {
    const Resource = `${INVOKE}.waitForTaskToken`;
    const { types } = await run(aRuledWorld(), { return: 1 }, { Resource });
    expect(types.slice(2, 6)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
  });

  it.each([INVOKE, `${INVOKE}.waitForTaskToken`])('stays pending at %s until its timeout strikes', async (Resource) => {
    const world = aRuledWorld();
    const { arn, status } = await run(world, { pending: true }, { Resource, TimeoutSeconds: 3_600 });
    expect(status).toBe('RUNNING');
    await world.pass(3_600);
    expect(await world.load(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });
});

describe('an answer that takes its time', () => {
  it('comes then and not before, also when the process has been replaced meanwhile', async () => {
    const world = aRuledWorld();
    const { arn, status } = await run(world, { takes: 7_200, then: { return: 1 } });
    expect(status).toBe('RUNNING');
    expect(JSON.parse(JSON.stringify(await world.load(arn)))).toEqual(await world.load(arn));
    await world.pass(7_199);
    expect(await world.load(arn)).toMatchObject({ status: 'RUNNING' });
    await world.pass(1);
    expect(await world.load(arn)).toMatchObject({ status: 'SUCCEEDED', output: '1' });
  });

  it('costs nothing where time is skipped, and the history shows the time', async () => {
    const { status, history } = await run(aRuledWorld('skip'), { takes: 7_200, then: { throw: { error: 'Late' } } });
    const [started, failed] = ['TaskStarted', 'TaskFailed'].map((type) => history.find((event) => event.type === type));
    expect(status).toBe('FAILED');
    expect(Number(failed?.timestamp) - Number(started?.timestamp)).toBe(7_200_000);
  });

  it('comes too late for a timeout', async () => {
    const { error } = await run(aRuledWorld('skip'), { takes: 7_200, then: { return: 1 } }, { TimeoutSeconds: 60 });
    expect(error).toBe('States.Timeout');
  });

  it('of a `.sync` task is submitted and ends then', async () => {
    const Resource = 'arn:aws:states:::ecs:runTask.sync';
    const { types } = await run(aRuledWorld('skip'), { takes: 60, then: { return: 1 } }, { Resource });
    expect(types.slice(2, 6)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
  });
});

describe('a rule that is a function', () => {
  it('is asked with the call, and answers or throws', async () => {
    const world = aRuledWorld('skip');
    const seen: unknown[] = [];
    world.rules.addHere(SANDBOX, {
      where: { state: 'Charge' },
      then: [
        {
          answer({ state, input, call }) {
            seen.push({ state, input, call });
            if (call === 1) throw new TaskError('Busy', 'try later');
            return { twice: 2 };
          },
        },
      ],
    });
    const Retry = [{ ErrorEquals: ['Busy'] }];
    expect(await world.load(await world.start(aTask({ Retry }), 'orders'))).toMatchObject({ output: '{"twice":2}' });
    expect(seen).toEqual([
      { state: 'Charge', input: { n: 1 }, call: 1 },
      { state: 'Charge', input: { n: 1 }, call: 2 },
    ]);
  });

  it('that has a mistake ends the execution, and no Catch hides it', async () => {
    const world = aRuledWorld();
    const broken = () => {
      throw new RangeError('not what the test meant');
    };
    world.rules.addHere(SANDBOX, { where: {}, then: [{ answer: broken }] });
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Charge' }];
    const { status, cause } = await world.load(await world.start(aTask({ Catch }), 'orders'));
    expect(status).toBe('FAILED');
    expect(cause).toContain('RangeError: not what the test meant');
  });
});

describe('a returned value that is to be checked', () => {
  const Resource = 'arn:aws:states:::aws-sdk:sqs:sendMessage';

  it.each([
    ['strict', 7, 'must be a string'],
    ['present', 7, 'must be a string'],
  ])('is refused by %s where AWS answers something else', async (validate, MessageId, problem) => {
    const { status, cause } = await run(aRuledWorld(), { return: { MessageId }, validate }, { Resource });
    expect(status).toBe('FAILED');
    expect(cause).toContain(problem);
  });

  it.each(['strict', 'present', 'none'])('passes %s where it is as AWS answers', async (validate) => {
    const { status } = await run(aRuledWorld(), { return: { MessageId: 'm-1' }, validate }, { Resource });
    expect(status).toBe('SUCCEEDED');
  });

  it('is taken as it is unless asked', async () => {
    expect(await run(aRuledWorld(), { return: { MessageId: 7 } }, { Resource })).toMatchObject({ output: '{"MessageId":7}' });
  });
});
