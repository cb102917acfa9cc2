import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MockConfigError, readMockConfig } from '#integrations/mock-config.ts';

const machine = (states: unknown) => ({ Orders: { TestCases: { Happy: states } } });
const config = (MockedResponses: unknown, StateMachines: unknown = machine({ Charge: 'Charged' })) =>
  JSON.stringify({ StateMachines, MockedResponses });

/** What a broken file is answered with. */
function problem(text: string): string {
  try {
    readMockConfig(text);
  } catch (error) {
    if (error instanceof MockConfigError) return error.message;
    throw error;
  }
  throw new Error('The file was accepted');
}

describe('a mock file that is right', () => {
  it('is read into state machines, test cases, states and numbered results', () => {
    const text = config({
      Charged: {
        '3': { Return: { paid: true } },
        '0': { Throw: { Error: 'Declined', Cause: 'no money' } },
        '1-2': { Throw: { Error: 'Slow' } },
      },
    });
    expect(readMockConfig(text).stateMachines.get('Orders')?.get('Happy')?.get('Charge')).toEqual({
      id: 'Charged',
      invocations: [
        { from: 0, to: 0, result: { kind: 'throw', error: 'Declined', cause: 'no money' } },
        { from: 1, to: 2, result: { kind: 'throw', error: 'Slow' } },
        { from: 3, to: 3, result: { kind: 'return', output: '{"paid":true}' } },
      ],
    });
  });

  it.each([0, false, null, '', 'text', [], {}])('may return %j', (value) => {
    const read = readMockConfig(config({ Charged: { '0': { Return: value } } }));
    const result = read.stateMachines.get('Orders')?.get('Happy')?.get('Charge')?.invocations[0]?.result;
    expect(result).toEqual({ kind: 'return', output: JSON.stringify(value) });
  });

  it('returns numbers as they are written in the file', () => {
    const numbers = '{"id":9007199254740993,"x":0.0}';
    const text = config({ Charged: { '0': { Return: 'numbers' } } }).replace('"numbers"', numbers);
    const result = readMockConfig(text).stateMachines.get('Orders')?.get('Happy')?.get('Charge')?.invocations[0]?.result;
    expect(result).toEqual({ kind: 'return', output: numbers });
  });

  it('may throw without an error, without a cause and without both', () => {
    const thrown = [{ Error: null }, { Cause: 'c', Error: null }, {}, { Error: 'E', Cause: null }];
    const responses = Object.fromEntries(thrown.map((failure, index) => [index, { Throw: failure }]));
    const read = readMockConfig(config({ Charged: responses }));
    const results = read.stateMachines
      .get('Orders')
      ?.get('Happy')
      ?.get('Charge')
      ?.invocations.map(({ result }) => result);
    expect(results).toEqual([{ kind: 'throw' }, { kind: 'throw', cause: 'c' }, { kind: 'throw' }, { kind: 'throw', error: 'E' }]);
  });

  it('may be named by its path, begin with a byte order mark and carry remarks', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mocks-'));
    try {
      const path = join(folder, 'mocks.json');
      writeFileSync(
        path,
        `\uFEFF{ "$schema": "x", "Comment": "y", "StateMachines": { "M": { "TestCases": {} } }, "MockedResponses": {} }`,
      );
      expect([...readMockConfig(path).stateMachines.keys()]).toEqual(['M']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('may hold names that JavaScript objects already have', () => {
    const text = `{ "StateMachines": { "constructor": { "TestCases": { "__proto__": { "toString": "valueOf" } } } },
      "MockedResponses": { "valueOf": { "0": { "Return": 1 } } } }`;
    const response = readMockConfig(text).stateMachines.get('constructor')?.get('__proto__')?.get('toString');
    expect(response?.id).toBe('valueOf');
  });

  it('may hold ten thousand responses', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `Response${index}`);
    const text = config(
      Object.fromEntries(ids.map((id) => [id, { '0': { Return: { id } }, '1-5': { Throw: { Error: 'E' } } }])),
      machine(Object.fromEntries(ids.map((id) => [`State${id}`, id]))),
    );
    expect(readMockConfig(text).stateMachines.get('Orders')?.get('Happy')?.size).toBe(10_000);
  });
});

describe('a mock file that is wrong', () => {
  it('is named when it is not there', () => {
    expect(() => readMockConfig('/no/such/mocks.json')).toThrow(
      /The mock configuration file \/no\/such\/mocks\.json cannot be read: ENOENT/,
    );
  });

  it('is named when it is no JSON', () => {
    expect(problem('{ "StateMachines": ')).toMatch(/^The mock configuration is no JSON: /);
  });

  it.each([
    ['{}', 'MockedResponses: expected an object, but it is missing'],
    ['{ "StateMachines": {}, "MockedResponses": [] }', 'MockedResponses: expected an object, got []'],
    [
      '{ "StateMachines": {}, "MockedResponse": {}, "MockedResponses": {} }',
      'MockedResponse: unknown field, expected StateMachines or MockedResponses',
    ],
    [config({}, { Orders: 'x' }), 'StateMachines.Orders: expected an object with the field TestCases, got "x"'],
    [config({}, { Orders: { Cases: {} } }), 'StateMachines.Orders.Cases: unknown field, expected TestCases'],
    [config({}, { Orders: {} }), 'StateMachines.Orders.TestCases: expected an object, but it is missing'],
    [config({}, machine('Charged')), 'StateMachines.Orders.TestCases.Happy: expected an object, got "Charged"'],
    [
      config({}, machine({ 'Charge card': 7 })),
      'StateMachines.Orders.TestCases.Happy["Charge card"]: expected the name of a mocked response (a string), got 7',
    ],
    [config({}), 'StateMachines.Orders.TestCases.Happy.Charge: there is no mocked response "Charged" in MockedResponses'],
    [config({ Charged: {} }), 'MockedResponses.Charged: expected at least the answer to call "0"'],
    [config({ Charged: { first: { Return: 1 } } }), 'MockedResponses.Charged.first: expected the number of a call'],
    [config({ Charged: { '-1': { Return: 1 } } }), 'MockedResponses.Charged["-1"]: expected the number of a call'],
    [config({ Charged: { '0-': { Return: 1 } } }), 'MockedResponses.Charged["0-"]: expected the number of a call'],
    [
      config({ Charged: { '2-1': { Return: 1 } } }),
      'MockedResponses.Charged["2-1"]: expected a range that begins with its smaller number',
    ],
    [
      config({ Charged: { '0-2': { Return: 1 }, '2': { Return: 2 } } }),
      'MockedResponses.Charged["2"]: overlaps "0-2": a call has one answer',
    ],
    [config({ Charged: { '0': { Return: 1 }, '00': { Return: 2 } } }), 'MockedResponses.Charged["00"]: overlaps "0"'],
    [
      config({ Charged: { '0': 'done' } }),
      'MockedResponses.Charged["0"]: expected an object with the field Return or the field Throw, got "done"',
    ],
    [
      config({ Charged: { '0': {} } }),
      'MockedResponses.Charged["0"]: expected an object with the field Return or the field Throw, got neither',
    ],
    [
      config({ Charged: { '0': { Return: 1, Throw: {} } } }),
      'MockedResponses.Charged["0"]: expected an object with the field Return or the field Throw, got both',
    ],
    [
      config({ Charged: { '0': { Returns: 1 } } }),
      'MockedResponses.Charged["0"].Returns: unknown field, expected Return or Throw',
    ],
    [
      config({ Charged: { '1-2': { Throw: 'E' } } }),
      'MockedResponses.Charged["1-2"].Throw: expected an object with the fields Error and Cause, got "E"',
    ],
    [
      config({ Charged: { '1-2': { Throw: { Error: 7 } } } }),
      'MockedResponses.Charged["1-2"].Throw.Error: expected a string or null, got 7',
    ],
    [
      config({ Charged: { '0': { Throw: { Cause: { a: 1 } } } } }),
      'MockedResponses.Charged["0"].Throw.Cause: expected a string or null, got {"a":1} (a JSON text is a string too: quote it)',
    ],
    [
      config({ Charged: { '0': { Throw: { error: 'E' } } } }),
      'MockedResponses.Charged["0"].Throw.error: unknown field, expected Error or Cause',
    ],
  ])('says where and what is expected: %s', (text, expected) => {
    expect(problem(text)).toContain(`\n- ${expected}`);
  });

  it('is told all that is wrong with it, up to ten places', () => {
    const two = problem(config({ Charged: { '0': {}, '1': {} } }));
    expect(two.match(/\n- /g)).toHaveLength(2);
    const many = problem(config({ Charged: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index, {}])) }));
    expect(many.match(/\n- /g)).toHaveLength(11);
    expect(many).toMatch(/\n- and 2 more$/);
  });
});
