import { createContext } from "react";
import type { Chosen, Use } from "./elements.ts";

export type FieldPlace = { readonly blockId: string; readonly actionId: string };

/** Where blocks stand (a message, a modal or the Home tab), and what using them does there. */
export type Surface = {
  /** Resolves when the app has answered: whether it did. */
  onUse(use: Use): Promise<boolean>;
  /** Whether what was chosen stays to be seen; in a message it does not. */
  readonly keepsChoices: boolean;
  valueAt(place: FieldPlace): Chosen;
  /** Null where there is nothing to fill in and send. */
  readonly form: Form | null;
};

export type Form = {
  /** By `block_id`. */
  readonly errors: Readonly<Record<string, string>>;
  onDraft(place: FieldPlace, chosen: Chosen): void;
};

export const SurfaceContext = createContext<Surface>({
  onUse: async () => false,
  keepsChoices: false,
  valueAt: () => null,
  form: null,
});
