import { describe, expect, it } from 'vitest';
import type { TaskCall } from '#integrations/integration.ts';
import { aCall, aRuleBook, type RuleBook, SANDBOX } from './a-rule-book.ts';

/** What the calls are answered with, in order: what the rule returns, or undefined. */
async function answers({ rules }: RuleBook, ...calls: TaskCall[]): Promise<unknown[]> {
  const told: unknown[] = [];
  for (const call of calls) {
    const hit = await rules.answer(call);
    told.push(hit && 'return' in hit.answer ? hit.answer.return : hit?.answer);
  }
  return told;
}

describe('a rule', () => {
  it.each([
    [{ state: 'Charge' }, true],
    [{ state: 'Chargeback' }, false],
    [{ state: '/^Ch/' }, true],
    [{ state: '/^charge/' }, false],
    [{ machine: 'orders' }, true],
    [{ machine: 'arn:aws:states:us-east-1:123456789012:stateMachine:orders' }, true],
    [{ machine: 'order' }, false],
    [{ resource: 'lambda:invoke' }, true],
    [{ resource: 'arn:aws:states:::lambda:invoke' }, true],
    [{ resource: 'lambda:invoke.waitForTaskToken' }, false],
    [{ resource: 'sqs:sendMessage' }, false],
    [{ execution: 'e-' }, true],
    [{ execution: 'f-' }, false],
    [{ machine: 'orders', state: 'Ship' }, false],
    [{}, true],
  ])('about %j is about a call of Charge: %j', async (where, isAbout) => {
    const book = aRuleBook();
    await book.add({ where, then: { return: 1 } });
    expect(await answers(book, aCall())).toEqual([isAbout ? 1 : undefined]);
  });

  it('about a resource is about it in every pattern, and about one pattern only if it says so', async () => {
    const book = aRuleBook();
    await book.add({ where: { resource: 'sqs:sendMessage' }, then: { return: 1 } });
    const resource = 'arn:aws:states:us-east-1:123456789012:sqs:sendMessage.waitForTaskToken';
    expect(await answers(book, aCall({ resource }))).toEqual([1]);
  });

  it('about a Lambda function goes by its ARN', async () => {
    const book = aRuleBook();
    const resource = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
    await book.add({ where: { resource }, then: { return: 1 } });
    expect(await answers(book, aCall({ resource }), aCall())).toEqual([1, undefined]);
  });

  it('that comes last wins, and hides the others only where it fits', async () => {
    const book = aRuleBook();
    await book.add({ where: {}, then: { return: 1 } }, { where: { state: 'Charge' }, then: { return: 2 } });
    expect(await answers(book, aCall(), aCall({ state: 'Ship' }))).toEqual([2, 1]);
  });

  it('of one account is none in another, nor in another region', async () => {
    const book = aRuleBook();
    await book.add({ where: {}, then: { return: 1 } });
    const elsewhere = (place: string) => aCall({ executionArn: `arn:aws:states:${place}:execution:orders:e-1` });
    expect(await answers(book, elsewhere('us-east-1:999999999999'), elsewhere('eu-west-1:123456789012'))).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('the third call', () => {
  const calls = [0, 1, 2, 3].map((invocation) => aCall({ invocation }));

  it.each([
    [3, [undefined, undefined, 1, undefined]],
    [
      [2, 3],
      [undefined, 1, 1, undefined],
    ],
  ])('of each execution is %j', async (call, expected) => {
    const book = aRuleBook();
    await book.add({ where: { state: 'Charge', call }, then: { return: 1 } });
    expect(await answers(book, ...calls)).toEqual(expected);
    expect(await answers(book, ...[0, 1, 2, 3].map((invocation) => aCall({ execution: 'e-2', invocation })))).toEqual(expected);
  });

  it('overall is one across executions and machines, whoever makes it', async () => {
    const book = aRuleBook();
    await book.add({ where: { call: 3, per: 'account' }, then: { return: 1 } });
    const [a, b, c, d] = ['e-1', 'e-2', 'e-3', 'e-4'].map((execution) => aCall({ execution, machine: `of-${execution}` }));
    if (!a || !b || !c || !d) throw new Error('four calls');
    expect(await answers(book, a, b)).toEqual([undefined, undefined]);
    const other = book.elsewhere();
    expect((await other.answer(c))?.answer).toEqual({ return: 1 });
    // Made again after a crash, it is the same call.
    expect(await answers(book, c, d, a)).toEqual([1, undefined, undefined]);
  });

  it('of a machine is counted apart from those of others', async () => {
    const book = aRuleBook();
    await book.add({ where: { call: 2, per: 'machine' }, then: { return: 1 } });
    const calls = ['a', 'b', 'a', 'b'].map((machine, index) => aCall({ machine, execution: `e-${index}` }));
    expect(await answers(book, ...calls)).toEqual([undefined, undefined, 1, 1]);
  });

  it('is counted also where a later rule answers', async () => {
    const book = aRuleBook();
    await book.add(
      { where: { call: 2, per: 'account' }, then: { return: 'second' } },
      { where: { execution: 'special' }, then: { return: 'special' } },
    );
    expect(await answers(book, aCall({ execution: 'special' }), aCall({ execution: 'e-2' }))).toEqual(['special', 'second']);
  });
});

describe('a list of answers', () => {
  it('is used up in order in each execution, and its last one stays', async () => {
    const book = aRuleBook();
    await book.add({ where: { state: 'Charge' }, then: [{ times: 2, then: { return: 1 } }, { return: 2 }, { return: 3 }] });
    const calls = (execution: string) => [0, 1, 2, 3, 4].map((invocation) => aCall({ execution, invocation }));
    expect(await answers(book, ...calls('e-1'))).toEqual([1, 1, 2, 3, 3]);
    expect(await answers(book, ...calls('e-2'))).toEqual([1, 1, 2, 3, 3]);
  });

  it('is used up once in an account', async () => {
    const book = aRuleBook();
    await book.add({ where: { per: 'account' }, then: [{ return: 1 }, { return: 2 }] });
    const calls = ['e-1', 'e-2', 'e-3'].map((execution) => aCall({ execution }));
    expect(await answers(book, ...calls)).toEqual([1, 2, 2]);
  });
});

describe('the book of rules', () => {
  it('lists them with their hits, forgets one and forgets all', async () => {
    const book = aRuleBook();
    const { rules } = book;
    const [first] = await rules.add(SANDBOX, [
      { where: { state: 'Charge' }, then: { return: 1 } },
      { where: { state: 'Ship' }, then: { pending: true } },
    ]);
    await answers(book, aCall(), aCall({ invocation: 1 }), aCall({ state: 'Pay' }));
    expect((await rules.list(SANDBOX)).map(({ hits }) => hits)).toEqual([2, 0]);
    await rules.remove(SANDBOX, first?.id);
    expect(await rules.list(SANDBOX)).toMatchObject([{ where: { state: 'Ship' }, then: [{ pending: true }] }]);
    await expect(rules.remove(SANDBOX, 'nobody')).rejects.toThrow('There is no rule nobody.');
    await rules.remove(SANDBOX);
    expect(await rules.list(SANDBOX)).toEqual([]);
  });

  it('is seen by another process a second later', async () => {
    const book = aRuleBook();
    const other = book.elsewhere();
    expect(await other.answer(aCall())).toBeUndefined();
    await book.add({ where: {}, then: { return: 1 } });
    book.passMillis(1_000);
    expect((await other.answer(aCall()))?.answer).toEqual({ return: 1 });
  });

  it('has rules of this process too, which win', async () => {
    const book = aRuleBook();
    book.rules.addHere(SANDBOX, { where: {}, then: [{ return: 'here' }] });
    await book.add({ where: {}, then: { return: 'stored' } });
    expect(await answers(book, aCall())).toEqual(['here']);
  });

  it('knows a rule whose state the machine does not have', async () => {
    const { rules, add } = aRuleBook();
    await add({ where: { machine: 'orders', state: 'Chrage' }, then: { return: 1 } });
    const refuse = (machine: string) =>
      rules.refuseStates(`arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`, () => new Set(['Charge']));
    expect(await refuse('orders')).toBe(
      "A rule names the state 'Chrage', which the state machine 'orders' does not have. It has the states 'Charge'.",
    );
    expect(await refuse('parcels')).toBeUndefined();
  });
});

describe('what has been counted for a rule', () => {
  const counted = async ({ storage }: RuleBook) =>
    (await storage.listResources('notes/123456789012/us-east-1', { limit: 100 })).items
      .map(({ order = '' }) => order)
      .filter((name) => name.startsWith('count/'));

  it('goes with it', async () => {
    const book = aRuleBook();
    const rules = await book.rules.add(SANDBOX, [
      { where: {}, then: [{ return: 1 }, { return: 2 }] },
      { where: { machine: 'parcels' }, then: { return: 3 } },
    ]);
    await answers(book, aCall(), aCall({ execution: 'e-2' }), aCall({ machine: 'parcels' }));
    expect(await counted(book)).toHaveLength(4);
    await book.rules.remove(SANDBOX, rules[0]?.id);
    expect(await counted(book)).toEqual([`count/${rules[1]?.id}/hits`]);
    await book.rules.remove(SANDBOX);
    expect(await counted(book)).toEqual([]);
  });

  it('in one execution is of no interest without it', async () => {
    const book = aRuleBook();
    await book.add({ where: {}, then: [{ return: 1 }, { return: 2 }] });
    await answers(book, aCall());
    const { items } = await book.storage.listResources('notes/123456789012/us-east-1', { limit: 100 });
    const owners = items.map((note) => (note.kind === 'note' ? note.executionArn : undefined));
    expect(owners.filter((owner) => owner !== undefined)).toEqual([aCall().executionArn]);
  });
});
