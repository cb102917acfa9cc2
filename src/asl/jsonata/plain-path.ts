import type { Json } from '#json/json.ts';
import { isObject } from '#json/json.ts';
import { isBare, type JsonataNode, nodesOf } from './jsonata-node.ts';

/** `$root.key.key`: what most expressions are. */
export interface PlainPath {
  readonly root: string;
  readonly keys: readonly string[];
}

const isPlainNode = (node: JsonataNode, type: string): boolean => node.type === type && isBare(node);

/** The path that this expression is, if it is nothing else: no predicate, order, grouping, binding or `[]`. */
export const plainPath = (root: JsonataNode): PlainPath | undefined => {
  const isPath = root.type === 'path' && Object.keys(root).every((member) => member === 'type' || member === 'steps');
  const [first, ...rest] = isPath ? nodesOf(root, 'steps') : [root];
  if (first === undefined || !isPlainNode(first, 'variable') || !rest.every((step) => isPlainNode(step, 'name')))
    return undefined;
  const name = String(first['value']);
  return name === '' || name === '$' ? undefined : { root: name, keys: rest.map((step) => String(step['value'])) };
};

/** The same, of a node whose tree is looked at again and again. */
export const plainPathOf = (node: JsonataNode): PlainPath | undefined => {
  const known = found.get(node);
  if (known !== undefined) return known === NOT_PLAIN ? undefined : known;
  const path = plainPath(node);
  found.set(node, path ?? NOT_PLAIN);
  return path;
};

/** Says that a path leads through something else than objects: arrays are mapped over and flattened by the evaluator. */
export const NOT_PLAIN = Symbol('not plain');

const found = new WeakMap<JsonataNode, PlainPath | typeof NOT_PLAIN>();

/** The value at the path below `value`. */
export const followPlainPath = (path: PlainPath, value: Json | undefined): Json | undefined | typeof NOT_PLAIN => {
  let at = value;
  for (const key of path.keys) {
    if (at === undefined) return undefined;
    if (!isObject(at)) return NOT_PLAIN;
    at = Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
};
