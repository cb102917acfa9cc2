import * as client from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionTable } from '#api/action-table.ts';
import { checkInput } from '#api/constraints.ts';
import { SfnError } from '#api/errors.ts';
import type { InputTable, Member } from '#api/input-table.ts';

/** One member of an input, at any depth, and the body that is valid but for the value there. */
interface Site {
  readonly path: string;
  readonly member: Member;
  readonly bodyWith: (value: unknown) => unknown;
}

function* sitesOf(table: InputTable, prefix = '', wrap = (structure: object): unknown => structure): Generator<Site> {
  for (const [name, member] of Object.entries(table)) {
    const path = prefix + name;
    const bodyWith = (value: unknown) => wrap({ ...validStructure(table), [name]: value });
    yield { path, member, bodyWith };
    if (member.type === 'structure') yield* sitesOf(member.members, `${path}.`, bodyWith);
    if (member.type === 'list' && member.member.type === 'structure') {
      yield* sitesOf(member.member.members, `${path}.1.member.`, (element) => bodyWith([element]));
    }
  }
}

function validStructure(table: InputTable): object {
  return Object.fromEntries(
    Object.entries(table)
      .filter(([, member]) => member.required)
      .map(([name, member]) => [name, validValue(member)]),
  );
}

function validValue(member: Member): unknown {
  if (member.type === 'string') return member.enum?.[0] ?? 'a'.repeat(Math.max(member.min ?? 0, 1));
  if (member.type === 'list') return Array.from({ length: member.min ?? 0 }, () => validValue(member.member));
  if (member.type === 'structure') return validStructure(member.members);
  return member.type === 'boolean' ? true : (member.min ?? 0);
}

function* breaks(member: Member): Generator<{ value: unknown; sentence: string }> {
  if (member.required) yield { value: null, sentence: 'Member must not be null' };
  if (member.type === 'string' && !member.enum) {
    const { min = 0, max, maxBytes, pattern } = member;
    if (max !== undefined) yield { value: 'a'.repeat(max + 1), sentence: `Member must have length less than or equal to ${max}` };
    if (min > 0 && !pattern)
      yield { value: 'a'.repeat(min - 1), sentence: `Member must have length greater than or equal to ${min}` };
    if (maxBytes !== undefined) {
      yield {
        value: 'é'.repeat(maxBytes / 2 + 1),
        sentence: `Member must have size less than or equal to ${maxBytes} bytes in UTF-8 encoding`,
      };
    }
    if (pattern) yield { value: 'é', sentence: `Member must satisfy regular expression pattern: ${pattern}` };
  }
  if (member.type === 'string' && member.enum) {
    yield { value: 'a', sentence: `Member must satisfy enum value set: [${member.enum.join(', ')}]` };
  }
  if (member.type === 'integer' || member.type === 'long' || member.type === 'float') {
    const { min, max } = member;
    if (max !== undefined) yield { value: max + 1, sentence: `Member must have value less than or equal to ${max}` };
    if (min !== undefined) yield { value: min - 1, sentence: `Member must have value greater than or equal to ${min}` };
  }
  if (member.type === 'list' && member.max !== undefined) {
    const value = Array.from({ length: member.max + 1 }, () => validValue(member.member));
    yield { value, sentence: `Member must have length less than or equal to ${member.max}` };
  }
  if (member.type === 'list' && member.min !== undefined) {
    yield { value: [], sentence: `Member must have length greater than or equal to ${member.min}` };
  }
}

function errorOf(table: InputTable, body: unknown): SfnError | undefined {
  try {
    checkInput(table, body);
    return undefined;
  } catch (error) {
    if (error instanceof SfnError) return error;
    throw error;
  }
}

const tables: [string, InputTable][] = Object.entries(actionTable).map(([action, { input }]) => [action, input]);

describe('the action table', () => {
  it('has the operations of the SDK and no others', () => {
    const commands = Object.keys(client).flatMap((name) =>
      /^[A-Z]\w+Command$/.test(name) ? [name.slice(0, -'Command'.length)] : [],
    );
    expect(Object.keys(actionTable).sort()).toEqual(commands.sort());
    expect(commands).toHaveLength(37);
  });
});

describe.each(tables)('the input of %s', (_action, table) => {
  it('is accepted with its required members only', () => {
    expect(errorOf(table, validStructure(table))).toBeUndefined();
  });

  it('is accepted with every member', () => {
    for (const { member, bodyWith } of sitesOf(table)) expect(errorOf(table, bodyWith(validValue(member)))).toBeUndefined();
  });

  it('has one sentence for every constraint that is broken', () => {
    for (const { path, member, bodyWith } of sitesOf(table)) {
      for (const { value, sentence } of breaks(member)) {
        const error = errorOf(table, bodyWith(value));
        expect(error?.code).toBe('ValidationException');
        expect(error?.message).toMatch(/^1 validation error detected: Value/);
        expect(
          error?.message.endsWith(` at '${path}' failed to satisfy constraint: ${sentence}`),
          `${path}: ${error?.message}`,
        ).toBe(true);
      }
    }
  });

  it('never fails but with an error of the API', () => {
    const name = fc.oneof(
      fc.constantFrom('none', ...[...sitesOf(table)].map(({ path }) => path.replace(/.*\./, ''))),
      fc.string(),
    );
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(name, fc.oneof(fc.jsonValue(), fc.dictionary(name, fc.jsonValue()))));
    fc.assert(
      fc.property(body, (json) => {
        const code = errorOf(table, json)?.code;
        expect([undefined, 'SerializationException', 'ValidationException']).toContain(code);
      }),
      { numRuns: 50 },
    );
  });
});
