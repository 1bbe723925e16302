/** Which modals and panels of one card are open, by the id that the card gave them. */
export type OverlayManager = {
  open(id: string): void;
  close(id: string): void;
  isOpen(id: string): boolean;
  subscribe(listener: () => void): () => void;
  /** `onClose` runs when the card or the user closes `id`, wherever it was opened from. */
  whenClosed(id: string, onClose: () => void): () => void;
};

export function createOverlayManager(): OverlayManager {
  const openIds = new Set<string>();
  const listeners = new Set<() => void>();
  const closers = new Map<string, Set<() => void>>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    open: (id) => {
      openIds.add(id);
      tell();
    },
    close: (id) => {
      openIds.delete(id);
      for (const onClose of closers.get(id) ?? []) onClose();
      tell();
    },
    isOpen: (id) => openIds.has(id),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenClosed: (id, onClose) => {
      const ofId = closers.get(id) ?? new Set();
      closers.set(id, ofId.add(onClose));
      return () => ofId.delete(onClose);
    },
  };
}
