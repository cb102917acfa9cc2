import type { Shown } from './shown.ts';

/** What a part of an expression is. */
export type PartKind =
  | 'path'
  | 'step'
  | 'variable'
  | 'literal'
  | 'operator'
  | 'call'
  | 'argument'
  | 'function'
  | 'object'
  | 'array'
  | 'block'
  | 'condition'
  | 'bind'
  | 'filter'
  | 'sort'
  | 'group'
  | 'apply'
  | 'transform'
  | 'regex'
  | 'parent'
  | 'wildcard'
  | 'rule';

/** A sub-expression and what it came to. Parts nest as in the text; those of a path are its steps: what the path has come to behind each. */
export interface Part {
  readonly kind: PartKind;
  /** The piece of the text; of a choice rule its operator. */
  readonly text: string;
  /** Where the piece begins, and behind it, in UTF-16 code units of the text; a choice rule has none. */
  readonly from?: number;
  readonly to?: number;
  /** Where it begins, both from 1. */
  readonly line?: number;
  readonly column?: number;
  /** Of a choice rule: where it stands, as in diagnostics. */
  readonly location?: string;
  /** How often it was evaluated to its end; 0 where it was not come to, or broke at once. */
  readonly times: number;
  /** The last value. */
  readonly value?: Shown;
  /** The first few, where there are several. */
  readonly values?: readonly Shown[];
  /** It broke, or something in it did: in AWS's words. */
  readonly error?: string;
  /** A sentence, where there is something to say. */
  readonly says?: string;
  readonly parts: readonly Part[];
  /** How many parts have been left out, where there are very many. */
  readonly more?: number;
}

/** What broke: the sentence goes behind "Output, char 49: ", without a capital and a full stop. */
export interface Broke {
  readonly says: string;
  /** JSONata's code: T2002. */
  readonly code?: string;
  /** The token that could not be applied. */
  readonly token?: string;
  /** The value that it could not be applied to. */
  readonly value?: Shown;
  /** Of a choice rule: where the path stands, as in diagnostics. */
  readonly location?: string;
  /** Where the token stands, as in Part; `char` counts from 1. */
  readonly from?: number;
  readonly to?: number;
  readonly char?: number;
  readonly line?: number;
  readonly column?: number;
}

/** How an expression was evaluated. */
export interface Trace {
  readonly part: Part;
  readonly broke?: Broke;
}

/** Where an offset stands in a text: line and column from 1. */
export function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - start + 1 };
}
