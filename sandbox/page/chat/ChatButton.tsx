import { useContext, useState } from "react";
import type { ButtonElement } from "./elements.ts";
import { SurfaceContext } from "./surface.ts";
import { useConfirm } from "./use-confirm.tsx";

/** A plain button; one with a confirmation asks first. */
export function ChatButton(props: { button: ButtonElement; blockId: string | undefined }) {
  const { button, blockId } = props;
  const { onUse } = useContext(SurfaceContext);
  const [isBusy, setBusy] = useState(false);
  const { ask, dialog } = useConfirm(button.confirm);
  const press = async () => {
    setBusy(true);
    await onUse({ actionId: button.action_id, blockId, url: button.url });
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        className={`chat-button ${button.style ?? ""}`}
        // Not disabled: the focus would be lost, and a form could not give it back.
        aria-disabled={isBusy}
        aria-busy={isBusy}
        aria-label={button.accessibility_label}
        onClick={() => {
          if (!isBusy) ask(() => void press());
        }}
      >
        {button.text.text}
      </button>
      {dialog}
    </>
  );
}
