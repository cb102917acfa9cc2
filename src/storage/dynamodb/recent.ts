/** Remembers the values that were used last. */
export interface Recent<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  clear(): void;
}

/** Remembers so many values; one more makes it forget the one that was not used for the longest time. */
export function createRecent<Value>(most: number): Recent<Value> {
  const values = new Map<string, Value>();
  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) {
        values.delete(key);
        values.set(key, value);
      }
      return value;
    },
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      const oldest = values.size > most ? values.keys().next().value : undefined;
      if (oldest !== undefined) values.delete(oldest);
    },
    delete: (key) => values.delete(key),
    clear: () => values.clear(),
  };
}
