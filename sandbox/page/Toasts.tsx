import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { useWords } from "./words/page-words.ts";

export type ToastKind = "info" | "success" | "warning" | "danger";
type Toast = { readonly id: number; readonly kind: ToastKind; readonly text: string };

const SHOWN_FOR_MS = 6_000;
const SHOWN_LIMIT = 4;

const ToastContext = createContext<(kind: ToastKind, text: string) => void>(() => undefined);

/** Says something in passing, in a corner and to screen readers. */
export function useToast() {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const { dismiss: dismissLabel } = useWords().shell;
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);
  const dismiss = useCallback(
    (id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)),
    [],
  );
  const say = useCallback(
    (kind: ToastKind, text: string) => {
      lastId.current += 1;
      const id = lastId.current;
      setToasts((before) => [...before, { id, kind, text }].slice(-SHOWN_LIMIT));
      setTimeout(() => dismiss(id), SHOWN_FOR_MS);
    },
    [dismiss],
  );
  return (
    <ToastContext.Provider value={say}>
      {children}
      <div className="toasts" role="status">
        {toasts.map((toast) => (
          <div key={toast.id} className={`toast ${toast.kind}`}>
            <span>{toast.text}</span>
            <button
              type="button"
              className="uie-plain"
              aria-label={dismissLabel}
              onClick={() => dismiss(toast.id)}
            >
              ✕
            </button>
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}

/** Runs something that may be refused and says so. */
export function useAttempt(): (work: () => Promise<unknown>) => Promise<boolean> {
  const say = useToast();
  return async (work) => {
    try {
      await work();
      return true;
    } catch (error) {
      say("danger", error instanceof Error ? error.message : String(error));
      return false;
    }
  };
}
