import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** Which part of a drawing is seen: moved by `x` and `y` pixels, then this many times as large. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Zoom {
  readonly view: View;
  readonly frame: RefObject<SVGSVGElement | null>;
  readonly by: (factor: number) => void;
  readonly showAll: () => void;
  /** Moves the view so that a place is seen. */
  readonly show: (x: number, y: number) => void;
  /** What the frame listens to. */
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
  };
}

const [LEAST, MOST] = [0.08, 3];

/** What is smaller than this cannot be read. */
const READABLE = 0.8;

/** Zooming with the wheel and Ctrl, moving by dragging, and fitting a drawing of this size into its frame, at first and whenever asked. */
export function useZoom(width: number, height: number): Zoom {
  const frame = useRef<SVGSVGElement>(null);
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 });
  const drag = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);

  const around = useCallback((factor: number, centre?: { readonly x: number; readonly y: number }) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return;
    const { x: atX, y: atY } = centre ?? { x: box.width / 2, y: box.height / 2 };
    setView(({ x, y, scale }) => {
      const next = Math.min(MOST, Math.max(LEAST, scale * factor));
      return { scale: next, x: atX - ((atX - x) * next) / scale, y: atY - ((atY - y) * next) / scale };
    });
  }, []);

  const showAll = useCallback(() => {
    const box = frame.current?.getBoundingClientRect();
    if (!box || width === 0 || box.width === 0) return;
    const scale = Math.max(LEAST, Math.min(1, box.width / width, box.height / height));
    // What is much too high for its frame is read from its beginning.
    const readable = Math.max(scale, Math.min(READABLE, box.width / width));
    const y = readable > scale ? 0 : (box.height - height * readable) / 2;
    setView({ scale: readable, x: (box.width - width * readable) / 2, y });
  }, [width, height]);

  useEffect(showAll, [showAll]);

  useEffect(() => {
    const place = frame.current;
    if (!place) return;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = place.getBoundingClientRect();
      around(Math.exp(-event.deltaY / 300), { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    // Preact's listeners cannot keep the browser from zooming the page: they are passive.
    place.addEventListener('wheel', wheel, { passive: false });
    return () => place.removeEventListener('wheel', wheel);
  }, [around]);

  const show = useCallback(
    (x: number, y: number) => {
      const box = frame.current?.getBoundingClientRect();
      if (!box) return;
      setView((before) => {
        const [atX, atY] = [before.x + x * before.scale, before.y + y * before.scale];
        const isSeen = atX > 40 && atX < box.width - 40 && atY > 30 && atY < box.height - 30;
        if (isSeen) return before;
        // As far as the drawing fills the frame.
        const least = Math.min(0, box.height - height * before.scale);
        const centred = before.y + box.height / 2 - atY;
        return { ...before, x: before.x + box.width / 2 - atX, y: Math.min(Math.max(0, before.y), Math.max(least, centred)) };
      });
    },
    [height],
  );

  return {
    view,
    frame,
    by: around,
    showAll,
    show,
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0) return;
        drag.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove(event) {
        const from = drag.current;
        if (from === undefined || event.buttons === 0) return;
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
        if (Math.abs(dx) + Math.abs(dy) < 3) return;
        frame.current?.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY };
        setView((before) => ({ ...before, x: before.x + dx, y: before.y + dy }));
      },
      onPointerUp() {
        drag.current = undefined;
      },
    },
  };
}
