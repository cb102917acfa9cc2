import { deserialize } from './deserialize.ts';
import { SfnError } from './errors.ts';
import type { InputOf, InputTable, ListMember, Member, NumberMember, StringMember } from './input-table.ts';
import { javaText } from './java-text.ts';

/**
 * Checks a parsed body by an action's table and returns the input with types.
 * Throws SerializationException for a wrong JSON type, else ValidationException with every broken constraint in one message.
 *
 * AWS: members that the model does not know are ignored.
 */
export function checkInput<T extends InputTable>(table: T, body: unknown): InputOf<T> {
  const input: object = deserialize(table, body);
  const violations: string[] = [];
  if (satisfies(table, input, violations)) return input;
  const errors = violations.length === 1 ? 'error' : 'errors';
  throw new SfnError('ValidationException', `${violations.length} validation ${errors} detected: ${violations.join('; ')}`);
}

function satisfies<T extends InputTable>(table: T, input: object, violations: string[]): input is InputOf<T> {
  checkMembers(table, input, '', violations);
  return violations.length === 0;
}

/** AWS: the order among several violations is not recorded; here it is the order of the model, outer before inner (inferred). */
function checkMembers(table: InputTable, structure: object, prefix: string, violations: string[]): void {
  for (const name in table) {
    const member = table[name];
    if (member !== undefined) checkMember(member, Reflect.get(structure, name), prefix + name, violations);
  }
}

function checkMember(member: Member, value: unknown, path: string, violations: string[]): void {
  if (value === undefined) {
    if (member.required) violations.push(violation(member, value, path, NOT_NULL));
    return;
  }
  for (const rule of rulesOf(member)) if (!rule.holds(value)) violations.push(violation(member, value, path, rule.sentence));
  if (member.type === 'structure' && typeof value === 'object' && value !== null) {
    checkMembers(member.members, value, `${path}.`, violations);
  }
  if (member.type === 'list' && member.member.type === 'structure' && Array.isArray(value)) {
    const { members } = member.member;
    value.forEach((element: unknown, index) => {
      if (typeof element === 'object' && element !== null)
        checkMembers(members, element, `${path}.${index + 1}.member.`, violations);
    });
  }
}

/** AWS: a sensitive value is not shown, not even that it is null: `Value at 'output' failed to satisfy …`. */
function violation(member: Member, value: unknown, path: string, sentence: string): string {
  const shown = value === undefined ? ' null' : ` '${javaText(member, value)}'`;
  return `Value${member.type === 'string' && member.sensitive ? '' : shown} at '${path}' failed to satisfy constraint: ${sentence}`;
}

interface Rule {
  readonly sentence: string;
  readonly holds: (value: unknown) => boolean;
}

const NOT_NULL = 'Member must not be null';

const known = new WeakMap<Member, readonly Rule[]>();

/** The rules of a member of a table: made once, since tables are made once. */
function rulesOf(member: Member): readonly Rule[] {
  const rules = known.get(member) ?? makeRules(member);
  known.set(member, rules);
  return rules;
}

function makeRules(member: Member): readonly Rule[] {
  switch (member.type) {
    case 'string':
      return stringRules(member);
    case 'list':
      return listRules(member);
    case 'integer':
    case 'long':
    case 'float':
      return numberRules(member);
    default:
      return [];
  }
}

function stringRules({ min, max, maxBytes, pattern, enum: values }: StringMember): Rule[] {
  const rules = lengthRules(min, max, (value) => (typeof value === 'string' ? value.length : 0));
  if (maxBytes !== undefined) {
    const holds = (value: unknown) => typeof value === 'string' && Buffer.byteLength(value) <= maxBytes;
    rules.push({ sentence: `Member must have size less than or equal to ${maxBytes} bytes in UTF-8 encoding`, holds });
  }
  if (pattern !== undefined) {
    const whole = wholeMatch(pattern);
    const holds = (value: unknown) => typeof value === 'string' && whole.test(value);
    rules.push({ sentence: `Member must satisfy regular expression pattern: ${pattern}`, holds });
  }
  if (values !== undefined) {
    const holds = (value: unknown) => typeof value === 'string' && values.includes(value);
    rules.push({ sentence: `Member must satisfy enum value set: [${values.join(', ')}]`, holds });
  }
  return rules;
}

function numberRules({ min, max }: NumberMember): Rule[] {
  const rules: Rule[] = [];
  if (max !== undefined) {
    const holds = (value: unknown) => typeof value === 'number' && value <= max;
    rules.push({ sentence: `Member must have value less than or equal to ${max}`, holds });
  }
  if (min !== undefined) {
    const holds = (value: unknown) => typeof value === 'number' && value >= min;
    rules.push({ sentence: `Member must have value greater than or equal to ${min}`, holds });
  }
  return rules;
}

/** AWS: what an element breaks is said of the list, with every constraint that its elements have; a null element counts as well. */
function listRules({ min, max, member }: ListMember): Rule[] {
  const elementRules = [
    ...(member.type === 'structure' ? [] : rulesOf(member)),
    { sentence: NOT_NULL, holds: (value: unknown) => value !== undefined },
  ];
  const holds = (value: unknown) =>
    Array.isArray(value) && value.every((element) => elementRules.every((rule) => rule.holds(element)));
  const sentence = `Member must satisfy constraint: [${elementRules.map((rule) => rule.sentence).join(', ')}]`;
  return [...lengthRules(min, max, (value) => (Array.isArray(value) ? value.length : 0)), { sentence, holds }];
}

function lengthRules(min: number | undefined, max: number | undefined, lengthOf: (value: unknown) => number): Rule[] {
  const rules: Rule[] = [];
  if (max !== undefined) {
    rules.push({ sentence: `Member must have length less than or equal to ${max}`, holds: (value) => lengthOf(value) <= max });
  }
  if (min !== undefined) {
    rules.push({ sentence: `Member must have length greater than or equal to ${min}`, holds: (value) => lengthOf(value) >= min });
  }
  return rules;
}

/** Java's matches() wants the whole text, and has a class for ASCII that JavaScript lacks. */
const wholeMatch = (pattern: string): RegExp => new RegExp(`^(?:${pattern.replaceAll('\\p{ASCII}', '[\\x00-\\x7F]')})$`);
