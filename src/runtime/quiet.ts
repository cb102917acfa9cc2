/** Something that can be under way, and be waited for. */
export interface Quiet {
  readonly isQuiet: () => boolean;
  /** Resolves when nothing of it is under way. */
  readonly quiet: () => Promise<void>;
}

/** Resolves those who wait until nothing is under way; `ended` is to be called whenever something has ended. */
export function createQuiet(isQuiet: () => boolean): Quiet & { readonly ended: () => void } {
  const waiting: (() => void)[] = [];
  return {
    isQuiet,
    quiet: () => (isQuiet() ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    ended() {
      if (waiting.length > 0 && isQuiet()) for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

/** Several of them as one: quiet when all are at the same time, as what ends in one may set another going. */
export function quietTogether(parts: readonly Quiet[]): Quiet {
  const isQuiet = () => parts.every((part) => part.isQuiet());
  return {
    isQuiet,
    async quiet() {
      while (!isQuiet()) await Promise.all(parts.map((part) => part.quiet()));
    },
  };
}
