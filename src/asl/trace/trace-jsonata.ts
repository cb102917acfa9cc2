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
import { type TokenMap, tokenMap } from './token-map.ts';
import jsonata from './traced-jsonata.ts';

/** How many parts of one expression are told of. */
const MAX_PARTS = 2_000;

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

/** Writes the parts of a trace, as many as are told of. */
function createPartWriter(
  { kept, failed }: Recording,
  tokens: TokenMap,
  place: (span: { readonly from: number; readonly to: number }) => Pick<Part, 'from' | 'to' | 'line' | 'column'>,
  problem: Error | undefined,
) {
  let left = MAX_PARTS;
  const partOf = ({ kind, node, of, key, span, pieces }: Piece): Part => {
    left -= 1;
    const shown = pieces.slice(0, Math.max(0, left));
    const occurrences = kept[of].get(key);
    const hasFailed = failed.has(node) && problem !== undefined;
    return {
      kind,
      text: tokens.textOf(span),
      ...(span ? place(span) : {}),
      times: occurrences?.times ?? 0,
      ...(occurrences ? { value: lastShown(occurrences) } : {}),
      ...(occurrences && occurrences.times > 1 ? { values: occurrences.first } : {}),
      ...(hasFailed ? { error: problem.message } : {}),
      parts: shown.map(partOf),
      ...(shown.length < pieces.length ? { more: pieces.length - shown.length } : {}),
    };
  };
  return partOf;
}
