const LOOK_MS = 500;

export type PluginWatch = {
  onChange(heard: () => void): () => void;
  notify(): void;
  stop(): void;
};

/** Tells the page when the ledger has moved; a change is a different answer of `read`. */
export function watchPlugin(read: () => Promise<unknown>): PluginWatch {
  const listeners = new Set<() => void>();
  let last = "";
  const notify = (): void => {
    for (const heard of listeners) heard();
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  const look = async (): Promise<void> => {
    if (listeners.size === 0) return;
    const now = JSON.stringify(await read());
    if (now === last) return;
    last = now;
    notify();
  };
  return {
    onChange: (heard) => {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    notify,
    stop: () => clearInterval(timer),
  };
}
