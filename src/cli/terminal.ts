import { text } from 'node:stream/consumers';
import picocolors from 'picocolors';

/** What a command reads from and writes to. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What was asked for: standard output. */
  readonly out: (text: string) => void;
  /** Whatever else there is to say: standard error. */
  readonly err: (text: string) => void;
  /** Colours for `out`; they leave texts as they are where it is no terminal, or NO_COLOR is set. */
  readonly paint: Paint;
  /** How big `out` is where lines on it can be drawn anew; `undefined` where it is a file or a pipe. */
  readonly size: () => TerminalSize | undefined;
  /** Everything on standard input. */
  readonly input: () => Promise<string>;
}

/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** Colours. */
export type Paint = Readonly<Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', (text: string) => string>>;

/** The colours of a terminal, or none. */
export const paintOf = (hasColours: boolean): Paint => picocolors.createColors(hasColours);

/** The terminal that a process has. */
export function terminalOf({ env, stdin, stdout, stderr }: NodeJS.Process): Terminal {
  // Whoever reads the output may have seen enough (`| head`).
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const moves = stdout.isTTY && env['TERM'] !== 'dumb';
  return {
    env,
    out: (written) => stdout.write(written),
    err: (written) => stderr.write(written),
    paint: paintOf(moves && (env['NO_COLOR'] ?? '') === ''),
    size: () => (moves ? { columns: stdout.columns, rows: stdout.rows } : undefined),
    input: () => text(stdin),
  };
}
