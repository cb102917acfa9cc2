import type { Member } from './input-table.ts';

/** The text of a value as Java's toString() gives it, which is how AWS shows values in its messages. */
export function javaText(member: Member, value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (member.type === 'list' && Array.isArray(value))
    return `[${value.map((element) => javaText(member.member, element)).join(', ')}]`;
  if (member.type === 'structure' && typeof value === 'object') {
    const values = new Map<string, unknown>(Object.entries(value));
    const members = Object.entries(member.members).map(([name, inner]) => `${name}=${javaText(inner, values.get(name))}`);
    return `${member.shape}(${members.join(', ')})`;
  }
  if (member.type === 'float' && typeof value === 'number') return floatText(value);
  return String(value);
}

/** Java writes a Float with a fraction always: `101.0`. */
function floatText(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
