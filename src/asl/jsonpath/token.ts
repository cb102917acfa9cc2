import type { Json } from '#json/json.ts';
import type { Run } from './run.ts';

/** Decides whether a value passes a filter. Throws PathNotFound where Jayway fails (comparing a number with text that is none). */
export interface Filter {
  readonly accepts: (item: Json, run: Run) => boolean;
  /** Work of one call, in steps. */
  readonly cost: number;
}

/** One piece of a path behind its `$`. */
export type Token =
  | { readonly kind: 'root' }
  | { readonly kind: 'property'; readonly names: readonly string[] }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'from-end'; readonly offset: number }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'scan' }
  | { readonly kind: 'filter'; readonly filter: Filter };

/** Whether the token leads to one value at most. */
export const isDefinite = (token: Token): boolean =>
  token.kind === 'root' || token.kind === 'property' || token.kind === 'index' || token.kind === 'from-end';

/** A token as Jayway prints it in its messages. */
export function tokenText(token: Token): string {
  switch (token.kind) {
    case 'root':
      return '$';
    case 'property':
      return `[${token.names.map((name) => `'${name}'`).join(', ')}]`;
    case 'index':
      return `[${token.index}]`;
    case 'from-end':
      return `[@.size()${token.offset}]`;
    case 'indexes':
      return `[${token.indexes.join(',')}]`;
    case 'slice':
      return `[${token.from ?? ''}:${token.to ?? ''}]`;
    case 'wildcard':
      return '[*]';
    case 'scan':
      return '..';
    case 'filter':
      return '[?]';
  }
}

/** The path from this token to its end, as Jayway prints it. */
export const tailText = (tokens: readonly Token[], from: number): string => tokens.slice(from).map(tokenText).join('');
