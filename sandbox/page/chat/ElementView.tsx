import { useContext, useId, useState } from "react";
import { useWords } from "../words/page-words.ts";
import { ChatButton } from "./ChatButton.tsx";
import type { Chosen, FieldElement, Overflow, UsableElement } from "./elements.ts";
import { FieldControl } from "./inputs.tsx";
import { Menu } from "./Menu.tsx";
import { SurfaceContext } from "./surface.ts";
import { useConfirm } from "./use-confirm.tsx";

/** An element whose use the app hears of at once. */
export function ElementView(props: {
  element: UsableElement;
  blockId: string | undefined;
  /** What stands beside it: a field without a hint of its own is named after it. */
  beside?: string | undefined;
}) {
  const { element, blockId } = props;
  switch (element.type) {
    case "button":
      return <ChatButton button={element} blockId={blockId} />;
    case "overflow":
      return <OverflowMenu element={element} blockId={blockId} />;
    default:
      return <EagerField element={element} blockId={blockId} beside={props.beside} />;
  }
}

function OverflowMenu({ element, blockId }: { element: Overflow; blockId: string | undefined }) {
  const { chat } = useWords();
  const { onUse } = useContext(SurfaceContext);
  const { ask, dialog } = useConfirm(element.confirm);
  const [isBusy, setBusy] = useState(false);
  const choose = async (chosen: string, url: string | undefined) => {
    setBusy(true);
    await onUse({ actionId: element.action_id, blockId, chosen, url });
    setBusy(false);
  };
  const items = element.options.map(({ value, text, url }) => ({
    key: value,
    label: text.text,
    onChoose: () => ask(() => void choose(value, url)),
  }));
  return (
    <>
      <Menu label={chat.more} items={items} isBusy={isBusy} className="bordered" />
      {dialog}
    </>
  );
}

/** What was chosen is shown at once, and until something else is known of it. */
function EagerField(props: {
  element: FieldElement;
  blockId: string | undefined;
  beside: string | undefined;
}) {
  const { element, blockId } = props;
  const { onUse, valueAt, keepsChoices } = useContext(SurfaceContext);
  const { ask, dialog } = useConfirm(element.confirm);
  const [isBusy, setBusy] = useState(false);
  const [picked, setPicked] = useState<{ readonly chosen: Chosen; readonly over: string } | null>(
    null,
  );
  const id = useId();
  const actionId = element.action_id;
  const held = valueAt({ blockId: blockId ?? "", actionId });
  const over = JSON.stringify(held);
  const choose = async (chosen: Chosen) => {
    setPicked({ chosen, over });
    setBusy(true);
    const isHeard = await onUse({ actionId, blockId, chosen });
    setBusy(false);
    if (!isHeard || !keepsChoices) setPicked(null);
  };
  return (
    <span className="eager-field" aria-busy={isBusy}>
      <FieldControl
        element={element}
        id={id}
        name={element.placeholder?.text ?? props.beside ?? "Choose"}
        value={picked?.over === over ? picked.chosen : held}
        onChange={(chosen) => {
          // A message holds no choice: picking "nothing" there means that nothing was picked.
          if (chosen !== null || held !== null) ask(() => void choose(chosen));
        }}
      />
      {dialog}
    </span>
  );
}
