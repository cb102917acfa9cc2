import type { ComponentChildren } from 'preact';
import type { Broke, Part } from '#asl/trace/part.ts';
import { shownText } from '../model/shown-text.ts';

export interface ExpressionProps {
  readonly text: string;
  readonly part: Part;
  readonly broke?: Broke | undefined;
  readonly chosen?: Part | undefined;
  readonly choose?: (part: Part) => void;
}

/** An expression as it is written: its parts can be pointed at, what broke is marked, and what is chosen in the tree. */
export function Expression({ text, part, broke, chosen, choose }: ExpressionProps) {
  const plain = (from: number, to: number): ComponentChildren => {
    if (broke?.from === undefined || broke.from >= to || (broke.to ?? broke.from + 1) <= from) return text.slice(from, to);
    const [start, end] = [Math.max(from, broke.from), Math.min(to, broke.to ?? broke.from + 1)];
    return (
      <>
        {text.slice(from, start)}
        <mark class="broke">{text.slice(start, end)}</mark>
        {text.slice(end, to)}
      </>
    );
  };

  const pieces = (whole: Part, from: number, to: number): ComponentChildren[] => {
    const shown: ComponentChildren[] = [];
    let at = from;
    for (const inner of whole.parts.toSorted((one, other) => (one.from ?? 0) - (other.from ?? 0))) {
      const { from: start, to: end } = inner;
      if (start === undefined || end === undefined || start < at || end > to || end <= start) continue;
      shown.push(plain(at, start), piece(inner, start, end));
      at = end;
    }
    return [...shown, plain(at, to)];
  };

  const piece = (inner: Part, from: number, to: number): ComponentChildren => (
    // biome-ignore lint/a11y/noStaticElementInteractions: the tree beside it has the same parts, and the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree beside it has the same parts, and the keys
    <span
      key={`${from}-${to}`}
      class={inner === chosen ? 'piece chosen' : inner.times === 0 && inner.error === undefined ? 'piece unasked' : 'piece'}
      title={inner.value ? shownText(inner.value) : undefined}
      onClick={(event) => {
        event.stopPropagation();
        choose?.(inner);
      }}
    >
      {pieces(inner, from, to)}
    </span>
  );

  const { from = 0, to = text.length } = part;
  return (
    <code class={choose ? 'expression choosable' : 'expression'}>
      {plain(0, from)}
      {piece(part, from, to)}
      {plain(to, text.length)}
    </code>
  );
}
