import type { ExtensionEvent } from "@hubspot/ui-extensions";

type DomEvent = { readonly type: string; readonly bubbles: boolean; readonly timeStamp: number };

/** The only shape of event that a card sees: plain data, because a DOM event cannot cross to the worker. */
export function extensionEvent(event: DomEvent): ExtensionEvent {
  return {
    type: event.type,
    bubbles: event.bubbles,
    timeStamp: event.timeStamp,
    id: crypto.randomUUID(),
  };
}
