/** One measured number. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Against something in the same run. */
  readonly ratio?: { readonly to: string; readonly value: number };
  /** What it ought to reach, where there is such a thing. */
  readonly reach?: string;
}

/** A part of the benchmark: measures its figures one after the other. */
export type Part = () => Promise<Figure[]>;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds that something takes. */
export async function millis(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
