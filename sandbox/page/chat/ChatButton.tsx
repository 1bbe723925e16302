import { useRef, useState } from "react";
import type { ButtonElement } from "./blocks.ts";
import { TextObjectView } from "./TextView.tsx";

/** Resolves when the plugin has answered. */
export type PressButton = (button: ButtonElement) => Promise<void>;

/** A plain button; one with a confirmation asks first. */
export function ChatButton({ button, onPress }: { button: ButtonElement; onPress: PressButton }) {
  const [isBusy, setBusy] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const { confirm } = button;
  const press = async () => {
    dialog.current?.close();
    setBusy(true);
    await onPress(button);
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        className={`chat-button ${button.style ?? ""}`}
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => (confirm === undefined ? press() : dialog.current?.showModal())}
      >
        {button.text.text}
      </button>
      {confirm !== undefined && (
        <dialog ref={dialog} className="dialog" aria-label={confirm.title.text}>
          <h2>{confirm.title.text}</h2>
          <p>
            <TextObjectView text={confirm.text} />
          </p>
          <div className="button-row end">
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              {confirm.deny.text}
            </button>
            <button type="button" className="button primary" onClick={press}>
              {confirm.confirm.text}
            </button>
          </div>
        </dialog>
      )}
    </>
  );
}
