/** What a piece of a JSON text is, for its colour. */
export type TokenKind = 'name' | 'text' | 'number' | 'word' | 'mark';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** A line of a JSON text that is written out. */
export interface JsonLine {
  readonly indent: number;
  readonly tokens: readonly Token[];
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s,:{}[\]"]+/g;

/** A JSON text written out, with every number and every text spelled as it is there; undefined for what is no JSON text. */
export function jsonLines(text: string): readonly JsonLine[] | undefined {
  if (!isJson(text)) return undefined;
  const found = [...text.matchAll(TOKENS)].map(([token]) => token);
  const lines: JsonLine[] = [];
  let indent = 0;
  let line: Token[] = [];
  const end = () => {
    lines.push({ indent, tokens: line });
    line = [];
  };
  for (const [index, token] of found.entries()) {
    const next = found[index + 1];
    if (token === '{' || token === '[') {
      line.push({ kind: 'mark', text: token });
      if (next === '}' || next === ']') continue;
      end();
      indent++;
    } else if (token === '}' || token === ']') {
      const isEmpty = found[index - 1] === '{' || found[index - 1] === '[';
      if (!isEmpty) {
        end();
        indent--;
      }
      line.push({ kind: 'mark', text: token });
    } else if (token === ',') {
      line.push({ kind: 'mark', text: ',' });
      end();
    } else if (token === ':') line.push({ kind: 'mark', text: ': ' });
    else line.push({ kind: kindOf(token, next), text: token });
  }
  end();
  return lines;
}

function kindOf(token: string, next: string | undefined): TokenKind {
  if (token.startsWith('"')) return next === ':' ? 'name' : 'text';
  return /^[-\d]/.test(token) ? 'number' : 'word';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
