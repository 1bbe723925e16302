import { type ElementValue, elementsOf, initialValueOf } from "./elements.ts";
import type { LocalBlock } from "./message-store.ts";

/** What people have chosen and not yet sent, by the view or message in which they did. */

const SURFACES_LIMIT = 1000;

export type StateValues = Readonly<Record<string, Readonly<Record<string, ElementValue>>>>;
export type Selections = ReturnType<typeof createSelections>;

export function createSelections(changed: () => void) {
  const surfaces = new Map<string, Map<string, ElementValue>>();
  return {
    note(surface: string, place: Place, value: ElementValue): void {
      const held = surfaces.get(surface) ?? new Map<string, ElementValue>();
      surfaces.delete(surface);
      surfaces.set(surface, held.set(keyOf(place), value));
      const [oldest] = surfaces.keys();
      if (surfaces.size > SURFACES_LIMIT && oldest !== undefined) surfaces.delete(oldest);
      changed();
    },
    forget: (surface: string) => void surfaces.delete(surface),
    /** What interactions carry as `state.values`: a choice outlives an edit that keeps its ids. */
    valuesOf(surface: string, blocks: readonly LocalBlock[]): StateValues {
      const held = surfaces.get(surface);
      const values: Record<string, Record<string, ElementValue>> = {};
      for (const { blockId, actionId, element } of elementsOf(blocks)) {
        const initial = initialValueOf(element);
        if (initial === null) continue;
        const chosen = held?.get(keyOf({ blockId, actionId, type: element.type }));
        const block = { ...values[blockId] };
        block[actionId] = { type: element.type, ...(chosen ?? initial) };
        values[blockId] = block;
      }
      return values;
    },
  };
}

type Place = { readonly blockId: string; readonly actionId: string; readonly type: string };

const keyOf = ({ blockId, actionId, type }: Place) => JSON.stringify([blockId, actionId, type]);
