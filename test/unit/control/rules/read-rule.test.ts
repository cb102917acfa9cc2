import { describe, expect, it } from 'vitest';
import { readRule } from '#control/rules/read-rule.ts';

describe('a rule in JSON', () => {
  it('is read with all that it may say', () => {
    const where = {
      machine: 'm',
      state: '/^A/',
      resource: 'lambda:invoke',
      execution: 'e-',
      call: [1, 3],
      per: 'account',
    } as const;
    const then = [
      { return: { StatusCode: 200 }, validate: 'strict' },
      { throw: { error: 'E', cause: 'c' } },
      { pending: true },
      { takes: 1.5, then: { return: null } },
      { times: 2, then: { throw: {} } },
      { real: true },
    ] as const;
    expect(readRule({ where, then })).toEqual({ where, then });
  });

  it('may have one answer instead of a list', () => {
    expect(readRule({ where: {}, then: { return: [] } })).toEqual({ where: {}, then: [{ return: [] }] });
  });

  it.each([
    [{ where: { state: 7 }, then: { return: 1 } }, 'where.state: expected a text, got 7'],
    [{ where: { state: '/(/' }, then: { return: 1 } }, 'where.state: "/(/" cannot be used'],
    [{ where: { stat: 'x' }, then: { return: 1 } }, 'where.stat: unknown field'],
    [{ where: { call: 0 }, then: { return: 1 } }, 'where.call: expected the number of a call, from 1'],
    [{ where: { call: [3, 2] }, then: { return: 1 } }, 'where.call'],
    [{ where: { per: 'region' }, then: { return: 1 } }, 'where.per: expected execution, machine, account'],
    [{ where: {}, then: [] }, 'then: expected at least one answer'],
    [{ where: {}, then: { returns: 1 } }, 'then: expected exactly one of'],
    [{ where: {}, then: { return: 1, throw: {} } }, 'then: expected exactly one of'],
    [{ where: {}, then: [{ return: 1 }, { throw: { Error: 'E' } }] }, 'then[1].throw.Error: unknown field'],
    [{ where: {}, then: { takes: -1, then: { return: 1 } } }, 'then.takes: expected a number of seconds, got -1'],
    [{ where: {}, then: { times: 1.5, then: { return: 1 } } }, 'then.times: expected a number of calls, got 1.5'],
    [{ where: {}, then: { takes: 1 } }, 'then.then: expected an object, got nothing'],
    [{ then: { return: 1 } }, 'where: expected an object, got nothing'],
    [[], 'rule: expected an object, got []'],
  ])('is refused: %j', (rule, message) => {
    expect(() => readRule(rule)).toThrow(message);
  });

  it('is told all its mistakes at once', () => {
    expect(() => readRule({ where: { state: 1, per: 2 }, then: { return: 1, x: 2 } })).toThrow(
      /where\.state.*where\.per.*then\.x: unknown field/,
    );
  });
});
