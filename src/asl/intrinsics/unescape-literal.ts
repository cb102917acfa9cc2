const ESCAPED = /\\(.?)/gsu;
const ESCAPABLE = new Set(["'", '{', '}', '\\']);

/** The value of a string literal: `\'`, `\{`, `\}` and `\\` stand for the second character; `undefined` if another is escaped. */
export function unescapeLiteral(raw: string): string | undefined {
  if (!raw.includes('\\')) return raw;
  let valid = true;
  const value = raw.replace(ESCAPED, (_, character: string) => {
    valid &&= ESCAPABLE.has(character);
    return character;
  });
  return valid ? value : undefined;
}
