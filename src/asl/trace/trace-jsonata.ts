import type { Json } from '#json/json.ts';
import {
  describeParsed,
  evaluateParsed,
  type JsonataBindings,
  type JsonataExpression,
  parseJsonata,
} from '../jsonata/compile-jsonata.ts';
import { brokeOfJsonata } from './jsonata-broke.ts';
import { jsonataTree, type Piece } from './jsonata-tree.ts';
import { type Part, placeIn, type Trace } from './part.ts';
import { beginRecording, lastShown, type Recording, tokensRead } from './recorder.ts';
import type { Shown } from './shown.ts';
import { type TokenMap, tokenMap } from './token-map.ts';
import jsonata from './traced-jsonata.ts';

/** How many parts of one expression are told of, and how much of their values all in all, in UTF-16 code units. */
const MAX_PARTS = 2_000;
const MAX_CHARS = 200_000;

/** How much of its text a part quotes: where it stands says the rest. */
const MAX_TEXT = 400;

/**
 * Compiles an expression as it is written, `{% … %}`, to be traced: it gives and throws what it would give and throw, and `told` hears
 * how. Offsets are those of the text as it is written. Throws JsonataSyntaxError.
 */
export function traceJsonata(written: string, told: (trace: Trace) => void): JsonataExpression {
  const inner = written.slice(2, -2);
  const text = inner.trim();
  const shift = 2 + inner.length - inner.trimStart().length;
  const { parsed, tokens } = tokensRead(() => parseJsonata(text, jsonata));
  const map = tokenMap(text, tokens);
  const tree = jsonataTree(parsed.root, map);
  const evaluate = evaluateParsed(parsed);
  const place = (span: { readonly from: number; readonly to: number }) => ({
    from: span.from + shift,
    to: span.to + shift,
    ...placeIn(written, span.from + shift),
  });

  return {
    ...describeParsed(parsed),
    evaluate(bindings: JsonataBindings): Json | undefined {
      const { recording, end } = beginRecording();
      let problem: Error | undefined;
      let value: Json | undefined;
      try {
        value = evaluate(bindings);
        return value;
      } catch (error) {
        problem = error instanceof Error ? error : new Error(String(error));
        throw error;
      } finally {
        end();
        const broke =
          problem || value === undefined ? brokeOfJsonata({ tree, tokens: map, recording, bindings }, place, problem) : undefined;
        told({ part: createPartWriter(recording, map, place, problem)(tree), ...(broke ? { broke } : {}) });
      }
    },
  };
}

/** Writes the parts of a trace, as many as are told of, with as much of their values as is kept. */
function createPartWriter(
  { kept, failed }: Recording,
  tokens: TokenMap,
  place: (span: { readonly from: number; readonly to: number }) => Pick<Part, 'from' | 'to' | 'line' | 'column'>,
  problem: Error | undefined,
) {
  let partsLeft = MAX_PARTS;
  let charsLeft = MAX_CHARS;

  function bounded(shown: Shown): Shown {
    if (shown.json === undefined) return shown;
    charsLeft -= shown.json.length;
    return charsLeft > 0 ? shown : { type: shown.type, cut: true };
  }

  function partOf({ kind, node, of, key, span, pieces }: Piece): Part {
    partsLeft -= 1;
    const occurrences = kept[of].get(key);
    const text = tokens.textOf(span);
    const parts: Part[] = [];
    for (const piece of pieces) if (partsLeft > 0) parts.push(partOf(piece));
    return {
      kind,
      text: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text,
      ...(span ? place(span) : {}),
      times: occurrences?.times ?? 0,
      ...(occurrences ? { value: bounded(lastShown(occurrences)) } : {}),
      ...(occurrences && occurrences.times > 1 ? { values: occurrences.first.map(bounded) } : {}),
      ...(failed.has(node) && problem !== undefined ? { error: problem.message } : {}),
      parts,
      ...(parts.length < pieces.length ? { more: pieces.length - parts.length } : {}),
    };
  }
  return partOf;
}
