import type { Terminal } from '../terminal.ts';

/** Writes a value as JSON. */
export const printJson = ({ out }: Pick<Terminal, 'out'>, value: unknown): void =>
  out(`${JSON.stringify(value, undefined, 2)}\n`);

/** Writes rows as columns; the last one may be of any length. */
export function printRows({ out }: Pick<Terminal, 'out'>, rows: readonly (readonly string[])[]): void {
  const widths: number[] = [];
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  for (const row of rows)
    out(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
}
