/** Does work, not too much of it at a time: what is too much waits in line. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A gate for so many at a time. */
export function createGate(most: number): Gate {
  const line: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside >= most) await new Promise<void>((resolve) => line.push(resolve));
    else inside++;
    try {
      return await work();
    } finally {
      // Whoever is next takes this place.
      const next = line.shift();
      if (next) next();
      else inside--;
    }
  };
}
