import { isArray, isObject, type Json } from '#json/json.ts';
import { elementFailure, type Failure, propertyFailure, type Trail } from './failure.ts';
import { isInherited, member, selectMembers } from './member.ts';
import type { Token } from './token.ts';

/** A step down: a member, an element, or something rarer. */
type Step = string | number | ((node: Json) => Json | undefined);

/** A path that leads to one value: the common case, and the fast one. */
export interface DefinitePath {
  /** The value, `undefined` where there is none. Builds nothing and never throws. */
  readonly find: (root: Json) => Json | undefined;
  /** Why `find` found nothing. */
  readonly explain: (root: Json) => Failure;
  /** Work of one `find`, in steps. */
  readonly cost: number;
}

function propertyStep(names: readonly string[], isLeaf: boolean, requireAll: boolean): Step {
  const [name] = names;
  if (names.length === 1 && name !== undefined) {
    return isInherited(name) ? (node) => (isObject(node) ? member(node, name) : undefined) : name;
  }
  return (node) => {
    if (!isLeaf || !isObject(node)) return undefined;
    if (requireAll && !names.every((each) => member(node, each) !== undefined)) return undefined;
    return selectMembers(node, names);
  };
}

function toStep(token: Token, isLeaf: boolean, requireAll: boolean): Step | undefined {
  if (token.kind === 'property') return propertyStep(token.names, isLeaf, requireAll);
  if (token.kind === 'index') return token.index;
  if (token.kind === 'from-end') return (node) => (isArray(node) ? node[node.length + token.offset] : undefined);
  return undefined;
}

function walk(steps: readonly Step[], root: Json): Json | undefined {
  let node: Json | undefined = root;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at];
    if (typeof step === 'string') {
      if (!isObject(node)) return undefined;
      node = node[step];
    } else if (typeof step === 'number') {
      if (!isArray(node)) return undefined;
      node = node[step];
    } else if (step !== undefined && node !== undefined) {
      node = step(node);
    }
    if (node === undefined) return undefined;
  }
  return node;
}

/** Follows the tokens to the one that leads nowhere. */
function explain(tokens: readonly Token[], root: Json): Failure {
  let node = root;
  let trail: Trail;
  for (const [at, token] of tokens.entries()) {
    const step = toStep(token, at === tokens.length - 1, false);
    const next = step === undefined ? node : walk([step], node);
    if (token.kind === 'root') trail = undefined;
    else if (token.kind === 'property') {
      if (next === undefined) return propertyFailure(tokens, at, node, trail, token.names);
      trail = { parent: trail, key: token.names[0] ?? '' };
    } else if (token.kind === 'index' || token.kind === 'from-end') {
      const index = token.kind === 'index' ? token.index : isArray(node) ? node.length + token.offset : 0;
      if (next === undefined) return elementFailure(tokens, at, node, trail, index);
      trail = { parent: trail, key: index };
    }
    if (next !== undefined) node = next;
  }
  // Only a check for several members at once gets here: one of them is missing.
  return { misfit: false, reason: () => 'Missing property in path' };
}

/** Compiles definite tokens. With `requireAll`, a selection of several members fails when one of them is missing. */
export function compileDefinite(tokens: readonly Token[], requireAll = false): DefinitePath {
  const steps = tokens.flatMap((token, at) => toStep(token, at === tokens.length - 1, requireAll) ?? []);
  return {
    find: (root) => walk(steps, root),
    explain: (root) => explain(tokens, root),
    cost: 1 + tokens.reduce((sum, token) => sum + (token.kind === 'property' ? token.names.length : 1), 0),
  };
}
