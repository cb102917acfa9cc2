import { SfnError } from './errors.ts';
import type { InputTable, Member, NumberMember } from './input-table.ts';

/**
 * Reads a parsed body by a table: only what the table names is kept, `null` is left out, numbers become what Java makes of them.
 * A value of another JSON type throws SerializationException; AWS reads the text from its beginning, so the first one decides.
 *
 * AWS: the sentences are those of its JSON protocol in Java, measured with other services; none is recorded for Step Functions (inferred).
 */
export function deserialize(table: InputTable, body: unknown): Readonly<Record<string, unknown>> {
  if (body === null || body === undefined) return {};
  if (typeof body !== 'object') throw serializationError('Expected null');
  if (Array.isArray(body)) throw serializationError(LIST_NOT_EXPECTED);
  const found: Record<string, unknown> = {};
  for (const [name, json] of Object.entries(body)) {
    const member = Object.hasOwn(table, name) ? table[name] : undefined;
    if (member !== undefined && json !== null && json !== undefined) found[name] = read(member, json);
  }
  return found;
}

function read(member: Member, json: unknown): unknown {
  switch (member.type) {
    case 'structure':
      return deserialize(member.members, json);
    case 'list':
      if (Array.isArray(json)) return json.map((element) => (element === null ? undefined : read(member.member, element)));
      throw serializationError(isObject(json) ? STRUCTURE_NOT_EXPECTED : 'Expected list or null');
    case 'string':
      if (typeof json === 'string') return json;
      throw scalarError(json, 'a String');
    case 'boolean':
      if (typeof json === 'boolean') return json;
      throw scalarError(json, 'a Boolean');
    default:
      if (typeof json === 'number') return toJavaNumber(member, json);
      throw scalarError(json, JAVA_TYPE[member.type]);
  }
}

const LIST_NOT_EXPECTED = 'Start of list found where not expected';
const STRUCTURE_NOT_EXPECTED = 'Start of structure or map found where not expected.';
const JAVA_TYPE = { integer: 'an Integer', long: 'a Long', float: 'a Float' } as const;
const JAVA_RANGE = { integer: 2 ** 31, long: 2 ** 63 } as const;

/** AWS: a fraction is cut off where a whole number belongs; a number beyond the type's range ends at its border (inferred). */
function toJavaNumber(member: NumberMember, json: number): number {
  if (member.type === 'float') return json;
  const border = JAVA_RANGE[member.type];
  return Math.trunc(Math.min(Math.max(json, -border), border - 1));
}

function scalarError(json: unknown, wanted: string): SfnError {
  if (Array.isArray(json)) return serializationError(LIST_NOT_EXPECTED);
  if (isObject(json)) return serializationError(STRUCTURE_NOT_EXPECTED);
  return serializationError(`${tokenOf(json)} can not be converted to ${wanted}`);
}

/** The name of a JSON token in AWS's parser. */
function tokenOf(json: unknown): string {
  if (typeof json === 'boolean') return json ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof json === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}

function isObject(json: unknown): boolean {
  return typeof json === 'object' && json !== null;
}

function serializationError(message: string): SfnError {
  return new SfnError('SerializationException', message);
}
