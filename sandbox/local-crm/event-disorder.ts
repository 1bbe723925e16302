import type { Random } from "./random.ts";

/** Repeats a share of the items, each copy somewhere after its original. */
export function withDuplicates<Item>(
  items: readonly Item[],
  share: number,
  random: Random,
): readonly Item[] {
  if (share <= 0) return items;
  const placed = items.map((item, index) => ({ item, place: index }));
  const copies = placed
    .filter(() => random() < share)
    .map(({ item, place }) => ({ item, place: place + random() * (items.length - place) }));
  return [...placed, ...copies].sort((a, b) => a.place - b.place).map(({ item }) => item);
}

/** The same items in an order that the random source alone decides. */
export function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
