import { describe, expect, expectTypeOf, it } from 'vitest';
import { checkInput } from '#api/constraints.ts';
import { SfnError } from '#api/errors.ts';
import type { InputOf, InputTable } from '#api/input-table.ts';

const table = {
  name: { type: 'string', required: true, min: 2, max: 5, pattern: '^[a-z]+$' },
  color: { type: 'string', enum: ['RED', 'BLUE'] },
  secret: { type: 'string', required: true, max: 3, sensitive: true },
  payload: { type: 'string', maxBytes: 4, sensitive: true },
  count: { type: 'integer', min: 0, max: 10 },
  share: { type: 'float', min: 0, max: 100 },
  flag: { type: 'boolean' },
  keys: { type: 'list', max: 2, member: { type: 'string', min: 1, max: 3 } },
  routes: {
    type: 'list',
    min: 1,
    max: 2,
    member: {
      type: 'structure',
      shape: 'Route',
      members: { to: { type: 'string', required: true }, weight: { type: 'integer', required: true, max: 100 } },
    },
  },
  settings: { type: 'structure', shape: 'Settings', members: { level: { type: 'string', required: true, enum: ['LOW'] } } },
} as const satisfies InputTable;

const valid = { name: 'abc', secret: 's' };

function errorOf(body: unknown): { code: string; message: string } {
  try {
    checkInput(table, body);
  } catch (error) {
    if (error instanceof SfnError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('the input was accepted');
}

function sentence(members: object): string {
  const { code, message } = errorOf({ ...valid, ...members });
  expect(code).toBe('ValidationException');
  const opening = '1 validation error detected: ';
  expect(message.startsWith(opening)).toBe(true);
  return message.slice(opening.length);
}

describe('a checked input', () => {
  it('keeps what the table names, without nulls and without what nobody knows', () => {
    const body = { ...valid, color: 'RED', flag: false, count: null, banana: 1, settings: { level: 'LOW', other: [] } };
    expect(checkInput(table, body)).toEqual({ ...valid, color: 'RED', flag: false, settings: { level: 'LOW' } });
  });

  it('is not fooled by names that every object has', () => {
    const body: unknown = JSON.parse('{"name": "abc", "secret": "s", "__proto__": 1, "constructor": 2, "toString": 3}');
    expect(checkInput(table, body)).toEqual(valid);
  });

  it('has the type that the table describes', () => {
    const input = checkInput(table, { ...valid, color: 'BLUE' });
    expectTypeOf(input.name).toEqualTypeOf<string>();
    expectTypeOf(input.color).toEqualTypeOf<'RED' | 'BLUE' | undefined>();
    expectTypeOf<Required<InputOf<typeof table>>['routes'][number]>().toEqualTypeOf<{
      readonly to: string;
      readonly weight: number;
    }>();
    expect(input.color).toBe('BLUE');
  });

  it('may be empty where nothing is required', () => {
    expect(checkInput({ count: table.count }, {})).toEqual({});
    expect(checkInput({ count: table.count }, null)).toEqual({});
    expect(checkInput({ count: table.count }, { count: undefined })).toEqual({});
  });
});

describe('a broken constraint', () => {
  it.each([
    [{ name: null }, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    [
      { name: 'abcdef' },
      "Value 'abcdef' at 'name' failed to satisfy constraint: Member must have length less than or equal to 5",
    ],
    [{ name: 'a' }, "Value 'a' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 2"],
    [
      { name: 'ab1' },
      "Value 'ab1' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]+$",
    ],
    [{ color: 'red' }, "Value 'red' at 'color' failed to satisfy constraint: Member must satisfy enum value set: [RED, BLUE]"],
    [{ secret: null }, "Value at 'secret' failed to satisfy constraint: Member must not be null"],
    [{ secret: 'long' }, "Value at 'secret' failed to satisfy constraint: Member must have length less than or equal to 3"],
    [
      { payload: 'äöü' },
      "Value at 'payload' failed to satisfy constraint: Member must have size less than or equal to 4 bytes in UTF-8 encoding",
    ],
    [{ count: 11 }, "Value '11' at 'count' failed to satisfy constraint: Member must have value less than or equal to 10"],
    [{ count: -1 }, "Value '-1' at 'count' failed to satisfy constraint: Member must have value greater than or equal to 0"],
    [
      { count: 1e300 },
      "Value '2147483647' at 'count' failed to satisfy constraint: Member must have value less than or equal to 10",
    ],
    [{ share: 101 }, "Value '101.0' at 'share' failed to satisfy constraint: Member must have value less than or equal to 100"],
    [
      { keys: ['a', 'b', 'c'] },
      "Value '[a, b, c]' at 'keys' failed to satisfy constraint: Member must have length less than or equal to 2",
    ],
    [
      { keys: ['a', ''] },
      "Value '[a, ]' at 'keys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 3, Member must have length greater than or equal to 1, Member must not be null]",
    ],
    [{ routes: [] }, "Value '[]' at 'routes' failed to satisfy constraint: Member must have length greater than or equal to 1"],
    [
      { routes: [null] },
      "Value '[null]' at 'routes' failed to satisfy constraint: Member must satisfy constraint: [Member must not be null]",
    ],
    [
      { routes: [1, 2, 3].map((weight) => ({ to: 'x', weight })) },
      "Value '[Route(to=x, weight=1), Route(to=x, weight=2), Route(to=x, weight=3)]' at 'routes' failed to satisfy constraint: Member must have length less than or equal to 2",
    ],
    [
      {
        routes: [
          { to: 'x', weight: 1 },
          { to: 'y', weight: 101 },
        ],
      },
      "Value '101' at 'routes.2.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
    ],
    [{ routes: [{ weight: 1 }] }, "Value null at 'routes.1.member.to' failed to satisfy constraint: Member must not be null"],
    [{ settings: {} }, "Value null at 'settings.level' failed to satisfy constraint: Member must not be null"],
    [
      { settings: { level: 'x' } },
      "Value 'x' at 'settings.level' failed to satisfy constraint: Member must satisfy enum value set: [LOW]",
    ],
  ])('of %j is told in words', (members, expected) => {
    expect(sentence(members)).toBe(expected);
  });

  it('is told together with all the others, in the order of the table', () => {
    expect(errorOf({ secret: 'long', name: '1', count: 99 })).toEqual({
      code: 'ValidationException',
      message:
        "4 validation errors detected: Value '1' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 2; " +
        "Value '1' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]+$; " +
        "Value at 'secret' failed to satisfy constraint: Member must have length less than or equal to 3; " +
        "Value '99' at 'count' failed to satisfy constraint: Member must have value less than or equal to 10",
    });
  });

  it('waits until every value has its type', () => {
    expect(errorOf({ name: 'much too long', count: 'x' }).code).toBe('SerializationException');
  });
});

describe('a value of another JSON type', () => {
  it.each([
    [{ count: '1' }, 'STRING_VALUE can not be converted to an Integer'],
    [{ count: true }, 'TRUE_VALUE can not be converted to an Integer'],
    [{ share: false }, 'FALSE_VALUE can not be converted to a Float'],
    [{ name: 1 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ flag: 0 }, 'NUMBER_VALUE can not be converted to a Boolean'],
    [{ flag: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
    [{ name: [] }, 'Start of list found where not expected'],
    [{ name: {} }, 'Start of structure or map found where not expected.'],
    [{ keys: 'a' }, 'Expected list or null'],
    [{ keys: {} }, 'Start of structure or map found where not expected.'],
    [{ keys: ['a', 1] }, 'NUMBER_VALUE can not be converted to a String'],
    [{ settings: 'a' }, 'Expected null'],
    [{ settings: [] }, 'Start of list found where not expected'],
    [{ routes: ['a'] }, 'Expected null'],
    [{ routes: [{ weight: '1' }] }, 'STRING_VALUE can not be converted to an Integer'],
    [[], 'Start of list found where not expected'],
    ['text', 'Expected null'],
  ])('is a SerializationException: %j', (body, message) => {
    expect(errorOf(body)).toEqual({ code: 'SerializationException', message });
  });

  it('is judged in the order of the text', () => {
    expect(errorOf({ flag: 1, name: 1 }).message).toBe('NUMBER_VALUE can not be converted to a Boolean');
    expect(errorOf({ name: 1, flag: 1 }).message).toBe('NUMBER_VALUE can not be converted to a String');
  });

  it('is no fraction: that is cut off', () => {
    expect(checkInput(table, { ...valid, count: 9.9, share: 9.9 })).toMatchObject({ count: 9, share: 9.9 });
  });
});
