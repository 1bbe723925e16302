import { useContext, useId } from "react";
import type { InputBlock } from "./blocks.ts";
import { FieldControl } from "./inputs.tsx";
import { SurfaceContext } from "./surface.ts";

/** A field of a form with its label, its hint, and what is wrong with it. */
export function InputBlockView({ block }: { block: InputBlock }) {
  const { form, onUse, valueAt } = useContext(SurfaceContext);
  const id = useId();
  const { element, block_id: blockId = "" } = block;
  const place = { blockId, actionId: element.action_id };
  const error = form?.errors[blockId];
  const isChoice = element.type === "radio_buttons" || element.type === "checkboxes";
  const hintId = `${id}hint`;
  const errorId = `${id}error`;
  const described = [error !== undefined && errorId, block.hint !== undefined && hintId];
  const label = (
    <>
      {block.label.text}
      {block.optional === true && <span className="soft"> (optional)</span>}
    </>
  );
  return (
    <div
      className={error === undefined ? "block-input" : "block-input invalid"}
      data-block={blockId}
    >
      {isChoice ? <span className="label">{label}</span> : <label htmlFor={id}>{label}</label>}
      <FieldControl
        element={element}
        id={id}
        name={isChoice ? block.label.text : undefined}
        value={valueAt(place)}
        describedBy={described.filter(Boolean).join(" ") || undefined}
        isInvalid={error !== undefined}
        isRequired={block.optional !== true}
        onChange={(chosen) => {
          form?.onDraft(place, chosen);
          if (block.dispatch_action === true && element.type !== "plain_text_input") {
            void onUse({ ...place, chosen });
          }
        }}
      />
      {error !== undefined && (
        <p id={errorId} className="field-error">
          {error}
        </p>
      )}
      {block.hint !== undefined && (
        <p id={hintId} className="soft hint">
          {block.hint.text}
        </p>
      )}
    </div>
  );
}
