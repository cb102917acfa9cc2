import { NOT_PLAIN } from './double.ts';
import { isArray, isObject } from './json.ts';
import { isNumber, type JsonNumber } from './number.ts';

/** The compact JSON text of a value, with every number in AWS's spelling. What has no JSON text, a function for one, has none here. */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!hasSpecialNumbers(error)) throw error;
    return writeSpecial(value, spellingOf) ?? 'null';
  }
}

/** Whether JSON.stringify has refused a value for a number in it. */
export const hasSpecialNumbers = (error: unknown): boolean =>
  error === NOT_PLAIN || (error instanceof TypeError && error.message.includes('BigInt'));

/** AWS: what is no number comes out in quotes, as Jackson writes it: `["Infinity"]` — measured by others in JSONata. */
function spellingOf(value: JsonNumber): string {
  const text = String(value);
  return /\d$/.test(text) ? text : `"${text}"`;
}

/** As JSON.stringify, with the numbers spelled by the caller, and indented by two where it is `pretty`. */
export function writeSpecial(
  value: unknown,
  spell: (value: JsonNumber) => string,
  pretty = false,
  margin = '\n',
): string | undefined {
  if (isNumber(value)) return spell(value);
  const inner = pretty ? `${margin}  ` : '';
  const around = (open: string, parts: readonly string[], close: string) =>
    parts.length === 0 ? open + close : `${open}${inner}${parts.join(`,${inner}`)}${pretty ? margin : ''}${close}`;
  if (isArray(value))
    return around(
      '[',
      value.map((item) => writeSpecial(item, spell, pretty, inner) ?? 'null'),
      ']',
    );
  if (!isObject(value) || value instanceof Date) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([key, member]) => {
    const text = writeSpecial(member, spell, pretty, inner);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${pretty ? ' ' : ''}${text}`];
  });
  return around('{', members, '}');
}
