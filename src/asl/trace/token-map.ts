import type { Token } from './recorder.ts';

/** A stretch of a text. */
export type Span = Token;

/** The tokens of an expression: nodes of the tree know only where their own token ends. */
export interface TokenMap {
  /** The token that ends there. */
  readonly endingAt: (end: unknown) => Span | undefined;
  /** The bracket that closes the one that ends there. */
  readonly closing: (end: unknown) => Span | undefined;
  /** The first token from there on, and the one after that. */
  readonly from: (offset: number) => readonly [Span | undefined, Span | undefined];
  /** The token in front of this one. */
  readonly before: (span: Span) => Span | undefined;
  readonly textOf: (span: Span | undefined) => string;
}

const OPENING = '([{';
const CLOSING = ')]}';

/** Finds tokens by where they stand. */
export function tokenMap(text: string, tokens: readonly Span[]): TokenMap {
  const indexes = new Map(tokens.map((token, index) => [token.to, index]));
  const closings = new Map<number, Span>();
  const open: Span[] = [];
  const textOf = (span: Span | undefined) => (span ? text.slice(span.from, span.to) : '');
  for (const token of tokens) {
    const bracket = textOf(token);
    if (bracket.length === 1 && OPENING.includes(bracket)) open.push(token);
    if (bracket.length === 1 && CLOSING.includes(bracket)) {
      const opened = open.pop();
      if (opened) closings.set(opened.to, token);
    }
  }
  const indexOf = (end: unknown) => (typeof end === 'number' ? indexes.get(end) : undefined);
  const at = (index: number | undefined) => (index === undefined ? undefined : tokens[index]);
  return {
    endingAt: (end) => at(indexOf(end)),
    closing: (end) => (typeof end === 'number' ? closings.get(end) : undefined),
    from(offset) {
      const index = firstFrom(tokens, offset);
      return [tokens[index], tokens[index + 1]];
    },
    before: (span) => at((indexOf(span.to) ?? 0) - 1),
    textOf,
  };
}

/** The index of the first token that begins there or later. */
function firstFrom(tokens: readonly Span[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The stretch from the first of these to the last; those that nobody knows are passed over. */
export function around(...spans: readonly (Span | undefined)[]): Span | undefined {
  let whole: Span | undefined;
  for (const span of spans) {
    if (span === undefined) continue;
    whole = whole ? { from: Math.min(whole.from, span.from), to: Math.max(whole.to, span.to) } : span;
  }
  return whole;
}
