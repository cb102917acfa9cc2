import { describe, expect, it } from 'vitest';
import { mocksFrom, rulesFrom } from '#control/picture/mocks-from.ts';
import { createFakeSfn, fails, returns } from '#library/index.ts';
import { NEW_DRAFT, type RuleDraft, ruleOf } from '../../../src/console/model/rule-draft.ts';
import { answerText, whereText } from '../../../src/console/model/rule-text.ts';

const ruleIn = (draft: Partial<RuleDraft>) => ruleOf({ ...NEW_DRAFT, ...draft });

describe('the form of a rule', () => {
  it.each<[Partial<RuleDraft>, object]>([
    [
      { error: 'Busy', cause: 'slow' },
      { where: {}, then: { throw: { error: 'Busy', cause: 'slow' } } },
    ],
    [
      { machine: 'm', state: '/^S/', execution: 'e', call: '2 - 5', kind: 'return', result: '[1]' },
      { where: { machine: 'm', state: '/^S/', execution: 'e', call: [2, 5] }, then: { return: [1] } },
    ],
    [
      { call: '3', kind: 'pending' },
      { where: { call: 3 }, then: { pending: true } },
    ],
    [
      { kind: 'real', seconds: '1.5', times: '2' },
      { where: {}, then: [{ times: 2, then: { takes: 1.5, then: { real: true } } }, { real: true }] },
    ],
  ])('means a rule: %o', (draft, rule) => {
    expect(ruleIn(draft)).toEqual({ rule });
  });

  it.each<[Partial<RuleDraft>, string]>([
    [{ call: 'first' }, 'Calls are 3, or 2-5.'],
    [{ seconds: '-1' }, 'How long it takes is a number of seconds.'],
    [{ times: '0' }, 'How often is a number from 1.'],
    [{ kind: 'return', result: '{' }, 'The result is no JSON'],
  ])('says what is wrong: %o', (draft, problem) => {
    expect(ruleIn(draft)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe('a rule in words', () => {
  it('says which calls it is about, and what it answers', () => {
    expect(whereText({})).toEqual(['every call']);
    expect(whereText({ state: 'S', call: [1, 2], per: 'account' })).toEqual(['state S', 'calls 1 to 2', 'counted by account']);
    expect(answerText({ takes: 90, then: { times: 2, then: { throw: { error: 'Busy' } } } })).toBe(
      'takes 1 min 30 s, then 2 × fails with Busy',
    );
    expect(answerText({ return: 'x'.repeat(500) })).toHaveLength('returns '.length + 121);
  });
});

describe('what was recorded', () => {
  it('becomes rules and a mock file by which every call is answered as it was', async () => {
    await using fake = createFakeSfn();
    const state = '/Charge/';
    const machine = await fake.deploy({
      StartAt: state,
      States: {
        [state]: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'f' },
          Retry: [{ ErrorEquals: ['Busy'] }],
          End: true,
        },
      },
    });
    fake.on({}, fails('Busy', 'slow'), returns({ paid: 1 }));
    const run = await (await machine.start({})).settled();
    const events = run.history().map((event) => ({ ...event, timestamp: event.timestamp.getTime() }));
    const answers = [{ throw: { error: 'Busy', cause: 'slow' } }, { return: { paid: 1 } }];
    // A name between slashes would be an expression.
    expect(rulesFrom(events, 'm')).toEqual([{ where: { machine: 'm', state: '/^\\/Charge\\/$/' }, then: answers }]);
    expect(mocksFrom(events, { machine: 'm', testCase: 't' })).toEqual({
      StateMachines: { m: { TestCases: { t: { [state]: state } } } },
      MockedResponses: { [state]: { '0': { Throw: { Error: 'Busy', Cause: 'slow' } }, '1': { Return: { paid: 1 } } } },
    });
  });
});
