import { isArray, isObject, type Json } from '#json/json.ts';
import { StatesError } from '../states-error.ts';
import { JsonPathSyntaxError } from './json-path-syntax-error.ts';
import { jsonText } from './json-text.ts';
import { member } from './member.ts';
import { tokenize } from './tokenize.ts';

/** A path to exactly one place in a document, there or not: members and indexes only. */
export interface ReferencePath {
  readonly text: string;
  /** The value at the place (ItemsPath). Throws StatesError where there is none. */
  readonly read: (root: Json) => Json;
  /** `root` with `value` at the place (ResultPath). What lies beside the way is shared, `root` is left as it was. Throws StatesError. */
  readonly write: (root: Json, value: Json) => Json;
}

type Step = string | number;

// AWS: this name is what executions end with; the documentation speaks of States.ResultPathMatchFailure. — observed by its users
const CONFLICT = 'States.ReferencePathConflict';

const refuse = (text: string): never => {
  throw new JsonPathSyntaxError(`${text} is no reference path: it has to point at one place`);
};

function referenceSteps(text: string): Step[] {
  if (!text.startsWith('$')) return refuse(text);
  return tokenize(text, () => refuse(text)).map((token): Step => {
    const [name] = token.kind === 'property' ? token.names : [];
    if (token.kind === 'property' && token.names.length === 1 && name !== undefined) return name;
    return token.kind === 'index' && token.index >= 0 ? token.index : refuse(text);
  });
}

/** Whether the text is a reference path: no wildcard, slice, filter, deep scan, list of names or indexes, negative index. */
export function isReferencePath(text: string): boolean {
  try {
    referenceSteps(text);
    return true;
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return false;
    throw error;
  }
}

/**
 * AWS: `Unable to apply ReferencePath $.a to input "x"` where the input is no object and no array, otherwise
 * `Unable to apply step "a" to input {…}` with the first step that has nowhere to go and the whole input. Nothing stands in front.
 * — both observed in AWS by its users
 */
function conflict(text: string, step: Step, root: Json): StatesError {
  const what = isObject(root) || isArray(root) ? `step "${step}"` : `ReferencePath ${text}`;
  return new StatesError(CONFLICT, `Unable to apply ${what} to input ${jsonText(root)}`);
}

/** The value that a step leads to, `undefined` where there is none. */
function follow(node: Json, step: Step): Json | undefined {
  if (typeof step === 'string') return isObject(node) ? member(node, step) : undefined;
  return isArray(node) ? node[step] : undefined;
}

/** Whether something can be put behind a step of `node`; where there is no node yet, an object will be. */
function accepts(node: Json | undefined, step: Step): boolean {
  if (typeof step === 'string') return node === undefined || isObject(node);
  // AWS replaces an element that there is; an index behind the end, or into what is no array, fails (inferred).
  return isArray(node) && step < node.length;
}

/** A copy of `node`, or a new object, with `value` behind a step that it accepts. */
function replace(node: Json | undefined, step: Step, value: Json): Json {
  if (typeof step === 'number') return isArray(node) ? node.with(step, value) : value;
  return isObject(node) ? { ...node, [step]: value } : { [step]: value };
}

/**
 * Compiles a reference path. Members that are missing on the way are created as objects; scalars, null included, are never replaced by
 * objects on the way, only at the end of it (inferred for null).
 * @throws JsonPathSyntaxError
 */
export function compileReferencePath(text: string): ReferencePath {
  const steps = referenceSteps(text);
  return {
    text,
    read: (root) => {
      let node = root;
      for (const step of steps) {
        const next = follow(node, step);
        if (next === undefined) throw conflict(text, step, root);
        node = next;
      }
      return node;
    },
    write: (root, value) => {
      const nodes: (Json | undefined)[] = [];
      let node: Json | undefined = root;
      for (const step of steps) {
        if (!accepts(node, step)) throw conflict(text, step, root);
        nodes.push(node);
        node = node === undefined ? undefined : follow(node, step);
      }
      return steps.reduceRight<Json>((inner, step, at) => replace(nodes[at], step, inner), value);
    },
  };
}
