/** The EXPRESS children that run in this process, by Map Run: nothing else knows them. */
export interface ExpressChildren {
  readonly add: (mapRunArn: string, childArn: string) => void;
  readonly remove: (mapRunArn: string, childArn: string) => void;
  readonly of: (mapRunArn: string) => Iterable<string>;
}

/** None runs yet. */
export function createExpressChildren(): ExpressChildren {
  const running = new Map<string, Set<string>>();
  return {
    add(mapRunArn, childArn) {
      const children = running.get(mapRunArn) ?? new Set();
      running.set(mapRunArn, children.add(childArn));
    },
    remove(mapRunArn, childArn) {
      const children = running.get(mapRunArn);
      children?.delete(childArn);
      if (children?.size === 0) running.delete(mapRunArn);
    },
    of: (mapRunArn) => running.get(mapRunArn) ?? [],
  };
}
