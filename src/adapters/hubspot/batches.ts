export function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** One process may have so many calls of one reader waiting for their turn. */
const AT_ONCE = 8;

/** Works on some items at a time, in order; the first failure ends it. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const some of chunksOf(items, AT_ONCE)) {
    results.push(...(await Promise.all(some.map(work))));
  }
  return results;
}
