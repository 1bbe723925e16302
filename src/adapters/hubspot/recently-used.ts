/**
 * A map of bounded size that forgets what was used longest ago. `mayForget` keeps values that are at
 * work: then the map grows beyond its limit until they are done.
 */
export type RecentlyUsed<Value> = {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
};

export function createRecentlyUsed<Value>(
  limit: number,
  mayForget: (value: Value) => boolean = () => true,
): RecentlyUsed<Value> {
  const values = new Map<string, Value>();

  function forgetOldest(): void {
    for (const [key, value] of values) {
      if (values.size <= limit) return;
      if (mayForget(value)) values.delete(key);
    }
  }

  return {
    get(key) {
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      forgetOldest();
    },
    delete(key) {
      values.delete(key);
    },
  };
}
