/**
 * Compiles a pattern of `StringMatches`: `*` stands for any number of any characters, `\*` for a star, `\\` for a backslash.
 * Any other backslash stands for itself (inferred). The test takes no longer than the text times the pattern.
 */
export function compileStringPattern(pattern: string): (text: string) => boolean {
  const pieces = [''];
  for (const [token] of pattern.matchAll(/\\[*\\]|./gsu)) {
    if (token === '*') pieces.push('');
    else pieces.push((pieces.pop() ?? '') + (token.length === 2 && token.startsWith('\\') ? token.slice(1) : token));
  }
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return (text) => text === first;
  const middle = pieces.slice(1, -1);
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= end;
  };
}
