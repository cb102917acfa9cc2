import { isObject, type Json } from '#json/json.ts';
import { jsonText } from './json-text.ts';
import { PathNotFound } from './path-not-found.ts';
import { type Token, tailText, tokenText } from './token.ts';

/** The way from the document's root to a value: object members and array indexes. */
export type Trail = { readonly parent: Trail; readonly key: string | number } | undefined;

/** Why a token leads nowhere. The text is put together only when somebody will read it. */
export interface Failure {
  readonly misfit: boolean;
  readonly reason: () => string;
}

/** A failure as the error to throw. */
export const pathNotFound = (failure: Failure): PathNotFound => new PathNotFound(failure.reason(), failure.misfit);

const keyText = (key: string | number): string => (typeof key === 'number' ? `[${key}]` : `['${key}']`);

/** A trail as Jayway prints it: `$['a'][0]`. */
function trailText(trail: Trail): string {
  const keys: string[] = [];
  for (let rest = trail; rest; rest = rest.parent) keys.push(keyText(rest.key));
  return `$${keys.reverse().join('')}`;
}

/** A value as AWS would print it inside a message: JSON, but a string without its quotes (inferred). */
const show = (node: Json): string => (typeof node === 'string' ? node : jsonText(node));

/** Why `tokens[at]`, a property, leads nowhere from `node`. */
export function propertyFailure(
  tokens: readonly Token[],
  at: number,
  node: Json,
  trail: Trail,
  names: readonly string[],
): Failure {
  const fragment = () => tokenText({ kind: 'property', names });
  if (!isObject(node)) return { misfit: false, reason: () => `Property ${fragment()} not found in path ${trailText(trail)}` };
  if (names.length !== 1) {
    return { misfit: true, reason: () => `Multi properties can only be used as path leafs: ${trailText(trail)}${fragment()}` };
  }
  const what = at === tokens.length - 1 ? 'No results for path:' : 'Missing property in path';
  return { misfit: false, reason: () => `${what} ${trailText(trail)}${fragment()}` };
}

/** Why `tokens[at]`, which takes elements of arrays, leads nowhere from `node`; `index` is the element that an array lacks. */
export function elementFailure(tokens: readonly Token[], at: number, node: Json, trail: Trail, index: number): Failure {
  if (node === null) return { misfit: false, reason: () => `The path ${trailText(trail)} is null` };
  if (Array.isArray(node)) {
    return { misfit: false, reason: () => `Index out of bounds when evaluating path ${trailText(trail)}${keyText(index)}` };
  }
  const filter = () => tailText(tokens, at);
  return { misfit: true, reason: () => `Filter: ${filter()} can only be applied to arrays. Current context is: ${show(node)}` };
}

/** Why `tokens[at]`, a filter, can not be applied to `node`. */
export const filterFailure = (tokens: readonly Token[], at: number, node: Json): Failure => ({
  misfit: true,
  reason: () => `Filter: ${tailText(tokens, at)} can not be applied to primitives. Current context is: ${show(node)}`,
});
