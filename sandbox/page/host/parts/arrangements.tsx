import type {
  CenterProps,
  ExpandableTextProps,
  GridItemProps,
  GridProps,
  MediaObjectProps,
  SettingsViewProps,
  Stack2Props,
} from "@hubspot/ui-extensions/experimental";
import { useState } from "react";
import { useWords } from "../../words/page-words.ts";
import { extensionEvent } from "../events.ts";
import { gapPx, placeOf } from "../look.ts";
import { runHandler, useReactions } from "../overlay.tsx";

/** What HubSpot marks as experimental: other ways of arranging things. */

const GRID_COLUMNS = 12;
const COLLAPSED_HEIGHT_PX = 100;

export function Stack2({ align, gap, children, testId }: Stack2Props) {
  return (
    <div
      className="uie-flex"
      data-test-id={testId}
      style={{ flexDirection: "column", alignItems: placeOf(align), gap: gapPx(gap) }}
    >
      {children}
    </div>
  );
}

export function Center({ maxContentSize, gutter, children, testId }: CenterProps) {
  return (
    <div
      data-test-id={testId}
      style={{ maxWidth: maxContentSize, margin: "0 auto", padding: `0 ${gapPx(gutter)}px` }}
    >
      {children}
    </div>
  );
}

export function Grid({ justify, align, gap, size, children, testId }: GridProps) {
  return (
    <div
      data-test-id={testId}
      style={{
        display: "grid",
        gridTemplateColumns: `repeat(${size ?? GRID_COLUMNS}, minmax(0, 1fr))`,
        justifyContent: placeOf(justify),
        alignItems: placeOf(align),
        gap: gapPx(gap),
      }}
    >
      {children}
    </div>
  );
}

export function GridItem({ size = 1, offset = 0, children, testId }: GridItemProps) {
  const column = offset === 0 ? `span ${size}` : `${offset + 1} / span ${size}`;
  return (
    <div data-test-id={testId} style={{ gridColumn: column }}>
      {children}
    </div>
  );
}

export function MediaObject(props: MediaObjectProps) {
  const { align, spacing, itemLeft, itemRight, children, testId } = props;
  return (
    <div
      className="uie-flex"
      data-test-id={testId}
      style={{ alignItems: placeOf(align), gap: gapPx(spacing === "none" ? "flush" : spacing) }}
    >
      {itemLeft}
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      {itemRight}
    </div>
  );
}

export function ExpandableText(props: ExpandableTextProps) {
  const { maxHeight = COLLAPSED_HEIGHT_PX, children, testId } = props;
  const { card } = useWords().shell;
  const [isOpen, setOpen] = useState(props.expanded ?? false);
  const style = isOpen ? {} : { maxHeight, overflow: "hidden" };
  return (
    <div data-test-id={testId}>
      <div style={style}>{children}</div>
      <button
        type="button"
        className="uie-plain uie-link"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? (props.collapseButtonText ?? card.less) : (props.expandButtonText ?? card.more)}
      </button>
    </div>
  );
}

export function SettingsView(props: SettingsViewProps) {
  const { saveBarVisible = false, numberOfSettingsChanged = 0, children, testId } = props;
  const reactions = useReactions();
  const { card } = useWords().shell;
  return (
    <div data-test-id={testId}>
      {children}
      {saveBarVisible && (
        <div className="uie-save-bar">
          <span>{card.unsaved(numberOfSettingsChanged)}</span>
          <button
            type="button"
            className="uie-button uie-button-primary uie-button-sm"
            onClick={(event) => runHandler(props.onSave?.(extensionEvent(event), reactions))}
          >
            {card.save}
          </button>
          <button
            type="button"
            className="uie-button uie-button-secondary uie-button-sm"
            onClick={(event) => runHandler(props.onCancel?.(extensionEvent(event), reactions))}
          >
            {card.cancel}
          </button>
        </div>
      )}
    </div>
  );
}
