import { useMemo, useRef, useState } from 'preact/hooks';
import type { Part } from '#asl/trace/part.ts';
import { shownText } from '../../model/shown-text.ts';
import { type TraceRow, traceRows } from '../../model/trace-rows.ts';
import { Icon } from '../../parts/icon.tsx';

/** What the parts of an expression have come to, as a tree: arrow keys go through it, open and close. */
export function TraceTree({
  part,
  label,
  chosen,
  choose,
}: {
  readonly part: Part;
  readonly label: string;
  readonly chosen: Part | undefined;
  readonly choose: (part: Part) => void;
}) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => traceRows(part, turned), [part, turned]);
  const tree = useRef<HTMLDivElement>(null);
  const current = Math.max(
    0,
    rows.findIndex((row) => row.part === chosen),
  );

  const goTo = (index: number) => {
    const row = rows[index];
    if (!row) return;
    choose(row.part);
    tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[index]?.focus();
  };
  const turn = ({ id }: TraceRow) => {
    const next = new Set(turned);
    if (!next.delete(id)) next.add(id);
    setTurned(next);
  };
  const key = (event: KeyboardEvent) => {
    const row = rows[current];
    if (!row) return;
    const outer = rows.findLastIndex(({ level }, index) => index < current && level < row.level);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(current + 1),
      ArrowUp: () => goTo(current - 1),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      ArrowRight: () => (row.hasParts && !row.isOpen ? turn(row) : row.isOpen && goTo(current + 1)),
      ArrowLeft: () => (row.isOpen ? turn(row) : outer >= 0 && goTo(outer)),
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move) return;
    event.preventDefault();
    move();
  };

  return (
    <div class="trace" ref={tree} role="tree" aria-label={label} tabIndex={-1} onKeyDown={key}>
      {rows.map((row, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
        <div
          key={row.id}
          class={`trace-row ${row.part === chosen ? 'selected' : ''} ${row.part.error === undefined ? '' : 'failed'}`}
          role="treeitem"
          aria-level={row.level}
          aria-selected={row.part === chosen}
          aria-expanded={row.hasParts ? row.isOpen : undefined}
          tabIndex={index === current ? 0 : -1}
          style={{ paddingLeft: `${8 + (row.level - 1) * 16}px` }}
          onClick={() => choose(row.part)}
        >
          <span
            class="trace-fold"
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation();
              if (row.hasParts) turn(row);
            }}
          >
            {row.hasParts && <Icon name={row.isOpen ? 'unfold' : 'fold'} />}
          </span>
          <RowText part={row.part} />
        </div>
      ))}
    </div>
  );
}

function RowText({ part: { kind, text, value, values, times, error, says, more } }: { readonly part: Part }) {
  return (
    <>
      <code class="trace-text">{text === '' ? kind : text.replace(/\s+/g, ' ')}</code>
      <span class="trace-value">
        {times > 1 && <span class="faint number">×{times} </span>}
        {error !== undefined && value === undefined ? (
          <span class="outcome failed">
            <Icon name="cross" /> broke
          </span>
        ) : times === 0 ? (
          <span class="faint">not come to</span>
        ) : (
          <code>{values && times > 1 ? values.map(shownText).join(', ') : value ? shownText(value) : ''}</code>
        )}
      </span>
      {says !== undefined && <span class="trace-says">{says}</span>}
      {more !== undefined && <span class="trace-says faint">{more} parts more are not shown</span>}
    </>
  );
}
