import { type JsonNumber, numberOf } from '#json/number.ts';
import { ExpressionSyntaxError } from '../expression-syntax-error.ts';

/** Where a piece stands in the text: its offset, and that behind it. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** An argument of a call as it is written, or the call itself. A string still has its backslashes. */
export type Argument = Stretch & ArgumentKind;

type ArgumentKind =
  | { readonly kind: 'literal'; readonly value: null | boolean | JsonNumber }
  | { readonly kind: 'string'; readonly raw: string }
  | { readonly kind: 'reference'; readonly text: string }
  | { readonly kind: 'call'; readonly call: Call };

/** A call of an intrinsic function as it is written. */
export interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
}

/** AWS: at most ten intrinsic functions in one field — Developer Guide, "Intrinsic functions". */
const MAX_CALLS = 10;

const NAME = /[A-Za-z0-9._]+/y;
const SPACE = /\s*/y;
const STRING = /'((?:[^'\\]|\\.)*)'/sy;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Parses `States.Name(argument, …)`. White space is allowed around arguments, not before the parenthesis. */
export function parseCall(text: string): Argument & { readonly kind: 'call' } {
  let at = 0;
  let calls = 0;

  const fail = (): never => {
    throw new ExpressionSyntaxError(`'${text}' is not a valid intrinsic function call (at character ${at + 1})`);
  };
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found ?? undefined;
  };
  const skip = (character: string): boolean => {
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };

  function call(): Call {
    calls += 1;
    if (calls > MAX_CALLS) throw new ExpressionSyntaxError(`'${text}' has more than ${MAX_CALLS} intrinsic functions`);
    const name = match(NAME)?.[0] ?? fail();
    if (!skip('(')) fail();
    const args: Argument[] = [];
    match(SPACE);
    if (skip(')')) return { name, args };
    for (;;) {
      match(SPACE);
      args.push(argument());
      match(SPACE);
      if (skip(')')) return { name, args };
      if (!skip(',')) fail();
    }
  }

  function argument(): Argument {
    const from = at;
    return { ...kindOfArgument(), from, to: at };
  }

  function kindOfArgument(): ArgumentKind {
    if (text.startsWith('States.', at)) return { kind: 'call', call: call() };
    if (text[at] === '$') return { kind: 'reference', text: reference() };
    const string = match(STRING)?.[1];
    if (string !== undefined) return { kind: 'string', raw: string };
    const word = match(WORD)?.[0] ?? fail();
    if (word === 'null') return { kind: 'literal', value: null };
    return { kind: 'literal', value: word === 'true' || word === 'false' ? word === 'true' : numberOf(word) };
  }

  /** A path ends at the comma or parenthesis that is not inside its own brackets and quotes. */
  function reference(): string {
    const start = at;
    let depth = 0;
    let quote: string | undefined;
    for (; at < text.length; at += 1) {
      const character = text[at] ?? '';
      if (quote !== undefined) {
        if (character === quote) quote = undefined;
      } else if (depth > 0 && (character === "'" || character === '"')) quote = character;
      else if (character === '[' || character === '(') depth += 1;
      else if (depth > 0 && (character === ']' || character === ')')) depth -= 1;
      else if (depth === 0 && (character === ',' || character === ')')) break;
    }
    return text.slice(start, at).trimEnd();
  }

  const result = { kind: 'call' as const, call: call(), from: 0, to: at };
  match(SPACE);
  return at === text.length ? result : fail();
}
