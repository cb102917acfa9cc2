import { isObject } from '../json.ts';

/** What a client package knows of a value that it sends or gets. */
export type Shape =
  | { readonly kind: 'structure'; readonly members: ReadonlyMap<string, () => Shape> }
  | { readonly kind: 'list'; readonly item: () => Shape }
  | { readonly kind: 'map'; readonly value: () => Shape }
  | { readonly kind: 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' | 'stream' | 'document' | 'events' };

// The schemas of the SDK are arrays that begin with one of these; https://smithy.io calls them static schemas.
const SIMPLE = 0;
const LIST = 1;
const MAP = 2;
const STRUCTURES: readonly unknown[] = [-3, 3, 4];
const OPERATION = 9;
const LIST_OF = 64;
const MAP_OF = 128;
const SENTINELS: ReadonlyMap<unknown, Exclude<Shape['kind'], 'structure' | 'list' | 'map'>> = new Map([
  [0, 'string'],
  [1, 'number'],
  [2, 'boolean'],
  [4, 'timestamp'],
  [5, 'timestamp'],
  [6, 'timestamp'],
  [7, 'timestamp'],
  [15, 'document'],
  [17, 'number'],
  [19, 'number'],
  [21, 'blob'],
  [42, 'stream'],
]);
const NOTHING: Shape = { kind: 'structure', members: new Map() };

/** The input and the output of a command of the SDK, given its `schema`; undefined where the package is too old to bring schemas. */
export function operationShapes(schema: unknown): { readonly input: Shape; readonly output: Shape } | undefined {
  if (!Array.isArray(schema) || schema[0] !== OPERATION) return undefined;
  return { input: readShape(schema[4]), output: readShape(schema[5]) };
}

/** Members may be wrapped: `[shape, traits]`, and named before they are defined: `() => shape`. */
function readShape(reference: unknown, isStream = false): Shape {
  const schema: unknown = typeof reference === 'function' ? reference() : reference;
  if (schema === 'unit') return NOTHING;
  if (typeof schema === 'number') return readSentinel(schema, isStream);
  if (!Array.isArray(schema)) throw new Error(`A schema of the SDK has a part that is not known: ${String(schema)}`);
  if (schema.length === 2) return readShape(schema[0], isStream || isStreaming(schema[1]));
  const [kind, , , traits, first, second] = schema;
  if (kind === SIMPLE) return readShape(first, isStream || isStreaming(traits));
  if (kind === LIST) return { kind: 'list', item: once(() => readShape(first)) };
  if (kind === MAP) return { kind: 'map', value: once(() => readShape(second)) };
  if (!STRUCTURES.includes(kind) || !Array.isArray(first) || !Array.isArray(second))
    throw new Error(`A schema of the SDK has a kind that is not known: ${kind}`);
  if (isStream || isStreaming(traits)) return { kind: 'events' };
  const shapes: readonly unknown[] = second;
  return {
    kind: 'structure',
    members: new Map(first.map((name, index) => [String(name), once(() => readShape(shapes[index]))])),
  };
}

function readSentinel(sentinel: number, isStream: boolean): Shape {
  if (sentinel >= MAP_OF) return { kind: 'map', value: () => readSentinel(sentinel - MAP_OF, false) };
  if (sentinel >= LIST_OF) return { kind: 'list', item: () => readSentinel(sentinel - LIST_OF, false) };
  const kind = SENTINELS.get(sentinel);
  if (kind === undefined) throw new Error(`A schema of the SDK has a sentinel that is not known: ${sentinel}`);
  return { kind: kind === 'blob' && isStream ? 'stream' : kind };
}

const isStreaming = (traits: unknown): boolean => isObject(traits) && traits['streaming'] !== undefined;

/** Shapes may contain themselves: each is read when it is first asked for. */
function once(read: () => Shape): () => Shape {
  let shape: Shape | undefined;
  return () => {
    shape ??= read();
    return shape;
  };
}
