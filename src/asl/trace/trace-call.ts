import type { Json } from '#json/json.ts';
import type { Expression } from '../expression.ts';
import { compileCall, type Watch } from '../intrinsics/compile-call.ts';
import { type Argument, parseCall } from '../intrinsics/parse-call.ts';
import type { Scope } from '../scope.ts';
import { intrinsicFault } from './intrinsic-fault.ts';
import { type Broke, type Part, placeIn, type Trace } from './part.ts';
import { shownOf } from './shown.ts';
import { tracePath } from './trace-path.ts';
import { asPart } from './words.ts';

/** What the pieces of a call came to, by where they begin and end. */
interface Heard {
  readonly values: Map<string, Json>;
  /** The innermost piece that threw, and what. */
  broken: { readonly piece: Argument; readonly error: Error } | undefined;
  readonly failed: Set<string>;
}

const keyOf = ({ from, to }: Argument): string => `${from}-${to}`;

/** Compiles a call of an intrinsic function to be traced: it gives and throws what it would, and `told` hears how. Throws ExpressionSyntaxError. */
export function traceCall(text: string, told: (trace: Trace) => void): Expression {
  let heard: Heard = { values: new Map(), broken: undefined, failed: new Set() };
  const watch: Watch = (piece, evaluate) => (scope) => {
    try {
      const value = evaluate(scope);
      heard.values.set(keyOf(piece), value);
      return value;
    } catch (error) {
      if (error instanceof Error) heard.broken ??= { piece, error };
      heard.failed.add(keyOf(piece));
      throw error;
    }
  };
  const call = parseCall(text);
  const compiled = compileCall(text, watch);
  return {
    ...compiled,
    evaluate(scope) {
      heard = { values: new Map(), broken: undefined, failed: new Set() };
      try {
        return compiled.evaluate(scope);
      } finally {
        told(traceOf(text, call, heard, scope));
      }
    },
  };
}

function traceOf(text: string, call: Argument, heard: Heard, scope: Scope): Trace {
  const { broken } = heard;
  const pathTraces = new Map<string, Trace>();
  const partOf = (piece: Argument): Part => {
    const value = heard.values.get(keyOf(piece));
    const path = piece.kind === 'reference' ? pathTrace(piece, scope) : undefined;
    if (path) pathTraces.set(keyOf(piece), path);
    const inner =
      piece.kind === 'call' ? piece.call.args.map(partOf) : (path?.part.parts.map((part) => moved(part, text, piece.from)) ?? []);
    const end = piece.kind === 'reference' ? piece.from + piece.text.length : piece.to;
    return {
      kind: piece.kind === 'call' ? 'call' : piece.kind === 'reference' ? 'path' : 'literal',
      text: text.slice(piece.from, end),
      from: piece.from,
      to: end,
      ...placeIn(text, piece.from),
      times: Number(value !== undefined),
      ...(value === undefined ? {} : { value: shownOf(value) }),
      ...(heard.failed.has(keyOf(piece)) && broken ? { error: broken.error.message } : {}),
      parts: inner,
    };
  };
  const part = partOf(call);
  return broken
    ? { part, broke: brokeOf(text, broken.piece, broken.error, heard, pathTraces.get(keyOf(broken.piece))) }
    : { part };
}

/** How far a path in the arguments has come. */
function pathTrace({ text }: Argument & { kind: 'reference' }, scope: Scope): Trace | undefined {
  let trace: Trace | undefined;
  try {
    tracePath(text, (told) => {
      trace = told;
    }).evaluate(scope);
  } catch {
    // What it throws is in the trace.
  }
  return trace;
}

const moved = (part: Part, text: string, shift: number): Part => {
  const from = (part.from ?? 0) + shift;
  return {
    ...part,
    from,
    to: (part.to ?? 0) + shift,
    ...placeIn(text, from),
    parts: part.parts.map((inner) => moved(inner, text, shift)),
  };
};

function brokeOf(text: string, piece: Argument, error: Error, { values }: Heard, path: Trace | undefined): Broke {
  if (path?.broke) {
    const from = (path.broke.from ?? 0) + piece.from;
    return { ...path.broke, from, to: (path.broke.to ?? 0) + piece.from, char: from + 1, ...placeIn(text, from) };
  }
  if (piece.kind !== 'call') return { says: asPart(error.message), ...stretch(text, piece) };
  const { name, args } = piece.call;
  const given = args.map((argument) => values.get(keyOf(argument)) ?? null);
  const { says, argument } = intrinsicFault(
    name,
    given,
    asPart(error.message.replace(/^.*evaluating the intrinsic function: .*?\)\. /s, '')),
  );
  const culprit = argument === undefined ? undefined : args[argument];
  return {
    says,
    ...stretch(text, culprit ?? { from: piece.from, to: piece.from + name.length }),
    ...(argument === undefined ? {} : { value: shownOf(given[argument]) }),
  };
}

function stretch(text: string, { from, to }: { readonly from: number; readonly to: number }) {
  const token = text.slice(from, to).trimEnd();
  return { token, from, to: from + token.length, char: from + 1, ...placeIn(text, from) };
}
