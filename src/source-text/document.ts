import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { offsetInScalar } from './offset-in-scalar.ts';

/** A place in a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file as it is written, JSON or YAML: every JSON text is YAML. */
export interface SourceDocument {
  readonly root: Node | null;
  /** Where an alias leads. */
  readonly aliased: (node: Node) => Node | undefined;
  readonly positionOf: (node: Node | null | undefined) => Position;
  /** Where a location of a diagnostic, `/States/Name/Field[0]`, is written, or the deepest part of it that there is. */
  readonly locate: (location: string) => Position;
  /** Where the character of that offset stands in the text that is the value there. */
  readonly locateIn: (location: string, offset: number) => Position;
  /** Why it is neither JSON nor YAML. */
  readonly problem?: { readonly message: string; readonly position: Position };
}

const START: Position = { line: 1, column: 1 };

/** Reads a text with the positions of everything in it. */
export function readDocument(text: string): SourceDocument {
  const lines = new LineCounter();
  const document: Document.Parsed = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const at = (offset: number | undefined): Position => {
    if (offset === undefined) return START;
    const { line, col } = lines.linePos(offset);
    return line === 0 ? START : { line, column: col };
  };
  const [error] = document.errors;
  return {
    root: document.contents,
    aliased: (node) => (isAlias(node) ? node.resolve(document) : undefined),
    positionOf: (node) => at(node?.range?.[0]),
    locate: (location) => at(placeOf(document.contents, location).offset),
    locateIn(location, offset) {
      const place = placeOf(document.contents, location);
      return at(isScalar(place.node) ? offsetInScalar(text, place.node, offset) : place.offset);
    },
    ...(error && { problem: { message: error.message, position: at(error.pos[0]) } }),
  };
}

/** Names of states may hold the characters that separate them: of several members that fit, the longest is meant. */
function placeOf(root: Node | null, location: string): { readonly offset: number | undefined; readonly node: unknown } {
  let node: unknown = root;
  let offset = root?.range?.[0];
  for (let rest = location; rest !== '' && rest !== '/'; ) {
    const index = /^\[(\d+)\]/.exec(rest);
    if (index && isSeq(node)) {
      node = node.items[Number(index[1])];
      rest = rest.slice(index[0].length);
      offset = startOf(node) ?? offset;
      continue;
    }
    const member = memberAt(node, rest.slice(1));
    if (member === undefined) return { offset, node: undefined };
    offset = startOf(member.key) ?? offset;
    node = member.value;
    rest = rest.slice(1 + member.name.length);
  }
  return { offset, node };
}

function memberAt(node: unknown, rest: string): { name: string; key: unknown; value: unknown } | undefined {
  if (!isMap(node)) return undefined;
  const fits = node.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : undefined;
    const isNext = name !== undefined && rest.startsWith(name) && /^($|\/|\[)/.test(rest.slice(name.length));
    return isNext ? [{ name, key, value }] : [];
  });
  return fits.sort((one, other) => other.name.length - one.name.length)[0];
}

const startOf = (node: unknown): number | undefined =>
  isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
