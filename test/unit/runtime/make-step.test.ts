import { describe, expect, it } from 'vitest';
import { withPatience } from '#asl/budget.ts';
import { compileMachine } from '#asl/compile-machine.ts';
import { step } from '#interpreter/step.ts';
import { isObject, type JsonObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import type { AskedStep, Elsewhere } from '#runtime/drive/make-step.ts';
import { aWorld } from '#test/support/a-world.ts';

/** Another place, which data alone gets to; `givesUp`: on what it is asked to do with such patience. */
function elsewhere(...givesUp: AskedStep['patience'][]) {
  const asked: AskedStep['patience'][] = [];
  const make: Elsewhere['step'] = async (given) => {
    const { definition, execution, event, moment, isMarked, patience }: AskedStep = structuredClone(given);
    asked.push(patience);
    if (givesUp.includes(patience)) return undefined;
    const parsed = readJson(definition);
    if (!isObject(parsed)) throw new Error('the definition is no object');
    return structuredClone(
      withPatience(patience, () => step(compileMachine(parsed), execution, event, moment, isMarked ? [] : undefined)),
    );
  };
  return { make, asked };
}

const LONG = '$count($map([1..50000], function($v) { $v + 1 }))';
const machine = (expression: string, more: JsonObject = {}): JsonObject => ({
  ...more,
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Output: `{% ${expression} %}`, Next: 'B' },
    B: { Type: 'Pass', Output: '{% $states.input + 1 %}', End: true },
  },
});

describe('a step', () => {
  it('that is short is made here', async () => {
    const { make, asked } = elsewhere();
    const world = aWorld({ stepElsewhere: make });
    expect(await world.load(await world.start(machine('1'), 'short'))).toMatchObject({ status: 'SUCCEEDED', output: '2' });
    expect(asked).toEqual([]);
  });

  it('that is long is made elsewhere, and comes to the same', async () => {
    const { make, asked } = elsewhere();
    const [there, here] = [aWorld({ stepElsewhere: make }), aWorld()];
    const [arn, other] = [await there.start(machine(LONG), 'long'), await here.start(machine(LONG), 'long')];
    expect(await there.load(arn)).toMatchObject({ status: 'SUCCEEDED', output: '50001' });
    expect(await there.history(arn)).toEqual(await here.history(other));
    expect(asked).toEqual(['patient', 'patient']);
  });

  it('is not tried here for a while where one of its machine was long', async () => {
    const { make, asked } = elsewhere();
    const world = aWorld({ stepElsewhere: make });
    const States = {
      Heavy: { Type: 'Pass', Output: `{% ${LONG} %}`, Next: 'W' },
      W: { Type: 'Wait', Seconds: 1, Next: 'Light' },
      Light: { Type: 'Pass', End: true },
    };
    await world.start({ QueryLanguage: 'JSONata', StartAt: 'Heavy', States }, 'once');
    const before = asked.length;
    await world.pass(1);
    const after = asked.length;
    expect(after).toBeGreaterThan(before);
    for (let number = 0; number < 30; number++) await world.start(machine('1'), `other ${number}`);
    expect(asked).toHaveLength(after);
  });

  it('of a long definition is made where that is compiled', async () => {
    const { make, asked } = elsewhere();
    const world = aWorld({ stepElsewhere: make });
    const arn = await world.start(machine('1', { Comment: 'x'.repeat(40_000), TimeoutSeconds: 60 }), 'of-much-text');
    expect(await world.load(arn)).toMatchObject({ status: 'SUCCEEDED', output: '2' });
    expect(asked).toEqual(['patient']);
  });

  it('that is too much everywhere fails its state', async () => {
    const { make, asked } = elsewhere('patient');
    const world = aWorld({ stepElsewhere: make });
    expect(await world.load(await world.start(machine(LONG), 'endless'))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining('timeout'),
    });
    expect(asked).toEqual(['patient', 'none']);
  });

  it('for which there is no room at all ends the execution', async () => {
    const { make } = elsewhere('patient', 'none');
    const world = aWorld({ stepElsewhere: make });
    const arn = await world.start(machine(LONG), 'immense');
    expect(await world.load(arn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect((await world.history(arn)).map(({ type }) => type)).toEqual(['ExecutionStarted', 'ExecutionFailed']);
  });
});
