import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from '../terminal.ts';

/** How often a picture is drawn anew at most. */
const FRAME_MILLIS = 80;

/** A picture that is drawn over itself while it changes. */
export interface LivePicture {
  /** Has it drawn soon: what is drawn is asked for then. Nothing happens where lines cannot be drawn anew. */
  readonly draw: (picture: () => string) => void;
  /** Takes the picture away. */
  readonly clear: () => void;
}

export function createLivePicture({ out, size }: Pick<Terminal, 'out' | 'size'>): LivePicture {
  let drawn = 0;
  let latest: (() => string) | undefined;
  let timer: NodeJS.Timeout | undefined;

  const erase = () => {
    if (drawn > 0) out(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };

  const show = () => {
    timer = undefined;
    const fits = size();
    if (fits === undefined || latest === undefined) return;
    const lines = latest()
      .split('\n')
      .slice(-Math.max(1, fits.rows - 1));
    erase();
    out(lines.map((line) => `${cut(line, fits.columns)}\n`).join(''));
    drawn = lines.length;
  };

  return {
    draw(picture) {
      if (size() === undefined) return;
      latest = picture;
      timer ??= setTimeout(show, FRAME_MILLIS);
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      erase();
    },
  };
}

/** A line that is longer than the terminal is wide would take two of it. */
function cut(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length < columns ? line : `${plain.slice(0, columns - 2)}…`;
}
