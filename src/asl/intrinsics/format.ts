import type { Json } from '#json/json.ts';
import { isArray } from '#json/json.ts';
import { isNumber } from '#json/number.ts';
import { produce } from '../budget.ts';
import type { Intrinsic } from './intrinsic.ts';
import { IntrinsicFailure } from './intrinsic-failure.ts';

const PIECE = /\\[\\'{}]|\{\}|[^\\{}]+|./gsu;

/** `States.Format(template, …)`: each `{}` of the template is replaced by the argument in its place. */
export const format: Intrinsic = ([template, ...values]) =>
  typeof template === 'string' ? fillTemplate(template)(values) : undefined;

/**
 * Takes a template apart, once; the result fills it in, or answers `undefined` if there are not as many values as `{}`, and fails where a brace
 * of the template has no partner.
 */
export function fillTemplate(template: string): (values: readonly Json[]) => string | undefined {
  const parts = [''];
  for (const [piece] of template.matchAll(PIECE)) {
    if (piece === '{' || piece === '}') return () => withoutPartner(piece);
    if (piece === '{}') parts.push('');
    else parts.push((parts.pop() ?? '') + (piece.length === 2 && piece.startsWith('\\') ? piece.slice(1) : piece));
  }
  return (values) => {
    if (values.length !== parts.length - 1) return undefined;
    return parts.reduce((text, part, index) => {
      const filled = javaText(values[index - 1] ?? null);
      produce(filled.length);
      return text + filled + part;
    });
  };
}

/**
 * AWS: `matching '}' not found for '{'` — recorded in a public corpus for a brace that is not escaped and followed by anything but its partner;
 * for a `}` alone the failure is recorded, its words are (inferred).
 */
function withoutPartner(brace: '{' | '}'): never {
  const other = brace === '{' ? '}' : '{';
  throw new IntrinsicFailure(`Invalid template in States.Format: matching '${other}' not found for '${brace}'.`);
}

/** AWS: a value is shown as Java's toString does, an object as `{Arg1=1, Arg2=[]}` — intrinsic_functions, generic.test_format_2--7. */
function javaText(value: Json): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value === 'boolean' || isNumber(value)) return String(value);
  if (isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}=${javaText(member)}`)
    .join(', ')}}`;
}
