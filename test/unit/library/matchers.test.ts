import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createFakeSfn, fails, pending, type RuleAnswer, type Run, returns, times } from '#library/index.ts';
import { assertAlwaysEnds, assertFailed, assertRetried, assertSucceeded, assertTaken, assertVisited } from '#library/test.ts';
import '#library/vitest.ts';

const fake = createFakeSfn({ now: new Date('2026-01-01T00:00:00Z') });
afterAll(() => fake[Symbol.asyncDispose]());

const RETRY = [{ ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 60 }];
const task = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  ...more,
});
const ORDER = {
  StartAt: 'Validate',
  States: {
    Validate: { Type: 'Pass', Next: 'Charge' },
    Charge: task({ Retry: RETRY, Next: 'Week' }),
    Week: { Type: 'Wait', Seconds: 604_800, Next: 'Ship' },
    Ship: task({ End: true }),
  },
};

async function aRun(ship: RuleAnswer): Promise<Run> {
  await fake.resetRules();
  fake.on({ state: 'Charge' }, times(2, fails('Lambda.TooManyRequestsException')), returns({}));
  fake.on({ state: 'Ship' }, ship);
  const run = await (await fake.deploy(ORDER)).start({ id: 1 });
  return run.settled();
}

describe('the matchers', () => {
  it('hold for a run that went well', async () => {
    const run = await aRun(returns({ ok: true, at: 'noon' }));
    expect(run).toHaveSucceeded();
    expect(run).toHaveSucceeded({ ok: true, at: 'noon' });
    expect(run).toHaveSucceeded(expect.objectContaining({ ok: true }));
    expect(run).not.toHaveSucceeded({ ok: false });
    expect(run).not.toHaveFailed();
    expect(run).toHaveVisited(['Validate', 'Ship']);
    expect(run).not.toHaveVisited(['Ship', 'Validate']);
    expect(run).toHaveRetried('Charge', 2);
    expect(run).toHaveTaken('Charge', '3 min');
    expect(run).toHaveTaken('Week', 'P7D');
    expect(run).not.toHaveTaken('Week', '6d');
    expect(run).toMatchHistory();
    assertSucceeded(run);
    assertSucceeded(run, { at: 'noon', ok: true });
    assertVisited(run, ['Charge', 'Week']);
    assertRetried(run, 'Charge', 2);
    assertTaken(run, 'Week', '7d');
  });

  it('hold for a run that failed', async () => {
    const run = await aRun(fails('Lost', 'at sea'));
    expect(run).toHaveFailed();
    expect(run).toHaveFailed('Lost', 'at sea');
    expect(run).toHaveFailed('Lost', /sea/);
    expect(run).not.toHaveFailed('Found');
    assertFailed(run, 'Lost', /sea/);
  });

  it('show the run where they do not hold', async () => {
    const run = await aRun(fails('Lost', 'at sea'));
    const picture = [
      '✓ Validate       0 ms',
      '✓ Charge    ↻ 2  3 min  Lambda.TooManyRequestsException ×2',
      '✓ Week      ⏲    7 d',
      '✗ Ship                  Lost',
      'FAILED  Lost  7 d 3 min',
      'at sea',
    ].join('\n');
    const even = (text: string) => text.replace(/ \d ms/, ' 0 ms');
    const thrown = (work: () => void) => {
      try {
        work();
      } catch (error) {
        return even(error instanceof Error ? error.message : '');
      }
      return 'nothing thrown';
    };
    expect(even(String(run))).toBe(picture);
    expect(thrown(() => expect(run).toHaveSucceeded({ a: 1 }))).toBe(
      `expected the run to have succeeded with {"a":1}, not nothing\n\n${picture}`,
    );
    expect(thrown(() => expect(run).not.toHaveFailed('Lost'))).toBe(
      `expected the run not to have failed with Lost\n\n${picture}`,
    );
    expect(thrown(() => assertTaken(run, 'Week', '1d'))).toBe(
      `expected the run to have taken 1 d in Week, not 7 d\n\n${picture}`,
    );
  });

  it('show why an expression failed, for STANDARD and EXPRESS alike', async () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Ship',
      States: { Ship: { Type: 'Pass', Output: '{% $states.input.price * 2 %}', End: true } },
    };
    const picture = [
      '✗ Ship      Output, char 24: the left side of "*" is "4", not a number',
      'FAILED  States.QueryEvaluationError  0 ms',
    ].join('\n');
    const standard = await (await (await fake.deploy(definition)).start({ price: '4' })).settled();
    const express = await (await fake.deploy(definition, { name: 'express', type: 'EXPRESS' })).startSync({ price: '4' });
    for (const run of [standard, express]) {
      expect(String(run)).toBe(picture);
      expect(() => expect(run).toHaveSucceeded()).toThrow(picture);
    }
  });

  it('hold for a machine whatever its calls do, or show what goes wrong', async () => {
    const caught = (more: object) => ({
      StartAt: 'Charge',
      States: {
        Charge: task({ ResultPath: '$.charge', Catch: [{ ErrorEquals: ['Declined'], Next: 'Tell', ...more }], Next: 'Done' }),
        Tell: { Type: 'Pass', Parameters: { 'order.$': '$.orderId' }, Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
    });
    const right = await fake.deploy(caught({ ResultPath: '$.error' }), { name: 'right' });
    const inputs = fc.record({ orderId: fc.integer() });
    await expect(right).toAlwaysEnd({ inputs });
    await assertAlwaysEnds(right, { inputs: [{ orderId: 1 }] });
    const wrong = await fake.deploy(caught({}), { name: 'wrong' });
    await expect(wrong).not.toAlwaysEnd({ inputs });
    const shown =
      /^expected wrong to end well whatever its calls do\n\n✗ runtime-error {2}Tell\n[\s\S]*Charge #1 {2}fails with Declined/;
    await expect(expect(wrong).toAlwaysEnd({ inputs: [{ orderId: 1 }] })).rejects.toThrow(shown);
    await expect(assertAlwaysEnds(wrong, { inputs: [{ orderId: 1 }] })).rejects.toThrow(shown);
    const { findings } = await wrong.explore({ inputs: [{ orderId: 1 }], samples: { Charge: [{ paid: 1 }] } });
    expect(findings).toMatchObject([{ kind: 'runtime-error', state: 'Tell', script: [{ state: 'Charge', call: 1 }] }]);
    await expect(expect(fake.deploy(ORDER)).toAlwaysEnd()).rejects.toThrow('not a machine of a fake: put `await` before');
  });

  it('say what they are given where that is no run', () => {
    expect(() => expect(aRun(pending())).toHaveSucceeded()).toThrow('put `await` before');
  });
});
