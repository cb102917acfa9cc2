/** How many results lie in one chunk: a new one copies this many and not all. */
const RESULTS_CHUNK = 128;

/** Results in chunks, with one more. */
export function withResult<Result>(
  results: readonly (readonly (Result | null)[])[],
  index: number,
  result: Result | null,
): (readonly (Result | null)[])[] {
  const chunk = Math.floor(index / RESULTS_CHUNK);
  const grown = [...results];
  while (grown.length <= chunk) grown.push([]);
  const changed = [...(grown[chunk] ?? [])];
  while (changed.length <= index % RESULTS_CHUNK) changed.push(null);
  changed[index % RESULTS_CHUNK] = result;
  grown[chunk] = changed;
  return grown;
}

/** The result of that index, null when there is none yet. */
export const resultAt = <Result>(results: readonly (readonly (Result | null)[])[], index: number): Result | null =>
  results[Math.floor(index / RESULTS_CHUNK)]?.[index % RESULTS_CHUNK] ?? null;

/** The first `count` results, each changed, in chunks; null where there is none. */
export function everyResult<Result>(
  results: readonly (readonly (Result | null)[])[],
  count: number,
  change: (result: Result | null, index: number) => Result | null,
): (readonly (Result | null)[])[] {
  return Array.from({ length: Math.ceil(count / RESULTS_CHUNK) }, (_, chunk) => {
    const first = chunk * RESULTS_CHUNK;
    return Array.from({ length: Math.min(RESULTS_CHUNK, count - first) }, (_, place) =>
      change(results[chunk]?.[place] ?? null, first + place),
    );
  });
}
