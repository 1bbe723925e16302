import { type Chosen, chosenValueOf, elementsOf } from "./elements.ts";
import type { Selections } from "./selections.ts";
import type { LocalView } from "./views.ts";

/** By `block_id` and `action_id`; what is not named keeps what it holds. */
export type FilledIn = Readonly<Record<string, Readonly<Record<string, Chosen>>>>;

/** What somebody has filled in is kept with the view, whether the form is sent or only used. */
export function fillIn(selections: Selections, view: LocalView, values: FilledIn): void {
  const elements = elementsOf(view.content.blocks);
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, chosen] of Object.entries(actions)) {
      const placed = elements.find((one) => one.blockId === blockId && one.actionId === actionId);
      if (placed === undefined) throw new Error(`There is no input ${blockId} ${actionId}`);
      const { element } = placed;
      const place = { blockId, actionId, type: element.type };
      selections.note(view.viewId, place, chosenValueOf(element, chosen));
    }
  }
}
