import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A column: its title, and what it shows of a row. */
export interface Column {
  readonly title: ComponentChildren;
  /** Where the title says too little. */
  readonly label?: string;
  readonly cell: (index: number) => ComponentChildren;
  readonly kind?: string | ((index: number) => string);
  readonly hint?: (index: number) => string;
}

export interface VirtualRowsProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly count: number;
  readonly rowHeight: number;
  readonly rowClass?: (index: number) => string;
  /** Which row is chosen; -1 for none. */
  readonly selected: number;
  readonly select: (index: number) => void;
}

/** How many rows are made beyond those that are seen, on either side. */
const BEYOND = 12;

/** A table of any number of rows, of which only those are made that are seen. Arrow keys go through it. */
export function VirtualRows({ label, columns, count, rowHeight, rowClass, selected, select }: VirtualRowsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 400 });
  const look = () => {
    const place = frame.current;
    if (place) setSeen({ top: place.scrollTop, height: place.clientHeight });
  };
  useLayoutEffect(look, []);
  useEffect(() => {
    const place = frame.current;
    if (!place || selected < 0) return;
    const [top, bottom] = [selected * rowHeight, (selected + 2) * rowHeight];
    if (top < place.scrollTop) place.scrollTop = top;
    else if (bottom > place.scrollTop + place.clientHeight) place.scrollTop = bottom - place.clientHeight;
  }, [selected, rowHeight]);

  const first = Math.max(0, Math.floor(seen.top / rowHeight) - BEYOND);
  const last = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + BEYOND);
  const idOf = (index: number) => `${label.replace(/\W/g, '-')}-${index}`;
  const key = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(seen.height / rowHeight) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -count,
      End: count,
    };
    const step = steps[event.key];
    if (step === undefined || count === 0) return;
    event.preventDefault();
    select(Math.min(count - 1, Math.max(0, (selected < 0 ? -1 : selected) + step)));
  };

  return (
    <div
      class="virtual"
      ref={frame}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      tabIndex={0}
      aria-activedescendant={selected >= first && selected < last ? idOf(selected) : undefined}
      onScroll={look}
      onKeyDown={key}
    >
      <div class="virtual-head" role="row" aria-rowindex={1} tabIndex={-1}>
        {columns.map(({ title, label: said, kind }, column) => (
          <span key={column} role="columnheader" aria-label={said} class={typeof kind === 'string' ? kind : ''}>
            {title}
          </span>
        ))}
      </div>
      <div class="virtual-body" role="rowgroup" style={{ height: `${count * rowHeight}px` }}>
        {Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
          const index = first + offset;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the keys
            <div
              key={index}
              id={idOf(index)}
              class={`virtual-row ${index === selected ? 'selected' : ''} ${rowClass?.(index) ?? ''}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === selected}
              tabIndex={-1}
              style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
              onClick={() => select(index)}
            >
              {columns.map(({ cell, kind = '', hint }, column) => (
                <span key={column} role="gridcell" class={typeof kind === 'string' ? kind : kind(index)} title={hint?.(index)}>
                  {cell(index)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
