import type { ExtensionEvent, Reactions, ReactionsHandler } from "@hubspot/ui-extensions";
import {
  createContext,
  type FocusEvent,
  type MouseEvent,
  type ReactNode,
  useContext,
  useMemo,
  useState,
} from "react";
import { extensionEvent } from "./events.ts";
import { createOverlayManager, type OverlayManager } from "./overlay-manager.ts";

/** What an overlay knows of the element it hangs on. */
export type OverlayTrigger = {
  readonly isOpen: boolean;
  readonly anchor: DOMRect | null;
  close(): void;
};

export const ManagerContext = createContext<OverlayManager>(createOverlayManager());
export const TriggerContext = createContext<OverlayTrigger | null>(null);

/** `reactions`, the second argument of every click handler of a card. */
export function useReactions(): Reactions {
  const manager = useContext(ManagerContext);
  return useMemo(
    () => ({
      openPanel: (id) => manager.open(id),
      closePanel: (id) => manager.close(id),
      openModal: (id) => manager.open(id),
      closeModal: (id) => manager.close(id),
    }),
    [manager],
  );
}

/**
 * For every component with `onClick` and `overlay`. One prop serves two purposes: a Modal or Panel opens
 * on click, a Tooltip shows while pointer or focus is on the element. The host cannot look into the
 * fragment, so it mounts it and lets the content decide.
 */
export function useOverlay(
  onClick: ReactionsHandler<ExtensionEvent> | undefined,
  overlay: ReactNode,
) {
  const [isOpen, setOpen] = useState(false);
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  const reactions = useReactions();
  const trigger = useMemo<OverlayTrigger>(
    () => ({ isOpen, anchor, close: () => setOpen(false) }),
    [isOpen, anchor],
  );
  const hasOverlay = overlay !== undefined && overlay !== null;

  const click = (event: MouseEvent) => {
    if (hasOverlay) setOpen(true);
    runHandler(onClick?.(extensionEvent(event), reactions));
  };
  const enter = (event: MouseEvent | FocusEvent) =>
    setAnchor(event.currentTarget.getBoundingClientRect());
  const leave = () => setAnchor(null);
  const hover = hasOverlay
    ? { onMouseEnter: enter, onMouseLeave: leave, onFocus: enter, onBlur: leave }
    : {};
  const element = hasOverlay ? (
    <TriggerContext.Provider value={trigger}>{overlay}</TriggerContext.Provider>
  ) : null;
  return { click, hover, element };
}

/** A handler that throws is reported by its worker; here its refusal only must not go unhandled. */
export function runHandler(running: void | Promise<void>): void {
  Promise.resolve(running).catch((error: unknown) => console.warn("card handler failed:", error));
}
