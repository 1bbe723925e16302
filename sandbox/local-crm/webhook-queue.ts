import { type Random, randomBelow } from "./random.ts";

/** How far from the front an event may be taken when deliveries are disordered. */
const DISORDER_WINDOW = 1_000;
/** Emptied places at the front are given back beyond this number. */
const COMPACT_AT = 10_000;

/** Waiting events, first in, first out, or disordered within a window. */
export type EventQueue<Item> = {
  size(): number;
  push(items: readonly Item[]): void;
  /** Takes up to `count` items; a random source given makes them come from anywhere in the window. */
  take(count: number, random: Random | null): readonly Item[];
};

export function createEventQueue<Item>(): EventQueue<Item> {
  let items: Item[] = [];
  let first = 0;
  const takeOne = (random: Random | null): Item | undefined => {
    const waiting = items.length - first;
    const distance = random === null ? 0 : randomBelow(random, Math.min(waiting, DISORDER_WINDOW));
    const taken = items[first + distance];
    const front = items[first];
    if (distance > 0 && front !== undefined) items[first + distance] = front;
    first += 1;
    return taken;
  };
  return {
    size: () => items.length - first,
    push: (added) => {
      for (const item of added) items.push(item);
    },
    take: (count, random) => {
      const taken: Item[] = [];
      while (taken.length < count && items.length > first) {
        const item = takeOne(random);
        if (item !== undefined) taken.push(item);
      }
      if (first > COMPACT_AT || first === items.length) {
        items = items.slice(first);
        first = 0;
      }
      return taken;
    },
  };
}
