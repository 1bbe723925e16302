import { type ReactNode, useRef } from "react";
import type { Confirm } from "./elements.ts";
import { TextObjectView } from "./TextView.tsx";

/** Asks before something is done, if the app wants that; `dialog` has to be drawn somewhere. */
export function useConfirm(confirm: Confirm | undefined): {
  ask(go: () => void): void;
  readonly dialog: ReactNode;
} {
  const dialog = useRef<HTMLDialogElement>(null);
  const goes = useRef<() => void>(() => undefined);
  if (confirm === undefined) return { ask: (go) => go(), dialog: null };
  const isDanger = confirm.style === "danger";
  const ask = (go: () => void) => {
    goes.current = go;
    dialog.current?.showModal();
  };
  return {
    ask,
    dialog: (
      <dialog ref={dialog} className="dialog" aria-label={confirm.title.text}>
        <h2>{confirm.title.text}</h2>
        <p>
          <TextObjectView text={confirm.text} />
        </p>
        <div className="button-row end">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {confirm.deny.text}
          </button>
          <button
            type="button"
            className={isDanger ? "button primary danger" : "button primary"}
            onClick={() => {
              dialog.current?.close();
              goes.current();
            }}
          >
            {confirm.confirm.text}
          </button>
        </div>
      </dialog>
    ),
  };
}
