import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";

export type MenuItem = { readonly key: string; readonly label: string; onChoose(): void };

const ROOM_BELOW_PX = 220;
const GAP_PX = 4;

/** A button with a list of things to do; arrows move, Escape closes, focus returns. */
export function Menu(props: {
  label: string;
  items: readonly MenuItem[];
  isBusy?: boolean;
  className?: string;
}) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`menu-button ${props.className ?? ""}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={props.label}
        title={props.label}
        aria-disabled={props.isBusy}
        aria-busy={props.isBusy}
        onClick={() => setOpen((before) => !before && props.isBusy !== true)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen && button.current !== null && (
        <MenuList label={props.label} items={props.items} anchor={button.current} onClose={close} />
      )}
    </>
  );
}

/** Stands above everything else, or in the dialog that it belongs to: outside of it nothing can be used. */
function MenuList(props: {
  label: string;
  items: readonly MenuItem[];
  anchor: HTMLElement;
  onClose: () => void;
}) {
  const { anchor, onClose } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("button")?.focus();
    const leave = (event: Event) => {
      const { target } = event;
      const isInside = target instanceof Node && list.current?.contains(target);
      if (isInside !== true && !(target instanceof Node && anchor.contains(target))) onClose();
    };
    addEventListener("pointerdown", leave);
    addEventListener("scroll", leave, { capture: true });
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("scroll", leave, { capture: true });
    };
  }, [anchor, onClose]);
  return createPortal(
    <div
      ref={list}
      role="menu"
      aria-label={props.label}
      className="menu"
      style={placeBy(anchor.getBoundingClientRect())}
      onKeyDown={(event) => moveFocus(event, onClose)}
    >
      {props.items.map(({ key, label, onChoose }) => (
        <button
          key={key}
          type="button"
          role="menuitem"
          onClick={() => {
            onClose();
            onChoose();
          }}
        >
          {label}
        </button>
      ))}
    </div>,
    anchor.closest("dialog") ?? document.body,
  );
}

function placeBy({ right, bottom, top }: DOMRect) {
  const fromRight = innerWidth - right;
  return innerHeight - bottom > ROOM_BELOW_PX
    ? { right: fromRight, top: bottom + GAP_PX }
    : { right: fromRight, bottom: innerHeight - top + GAP_PX };
}

function moveFocus(event: KeyboardEvent<HTMLElement>, onClose: () => void): void {
  const { key, currentTarget } = event;
  const buttons = [...currentTarget.querySelectorAll("button")];
  const { activeElement } = document;
  const present = activeElement instanceof HTMLButtonElement ? buttons.indexOf(activeElement) : -1;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: (present + 1) % buttons.length,
    ArrowUp: (present - 1 + buttons.length) % buttons.length,
    Home: 0,
    End: buttons.length - 1,
  };
  const next = steps[key];
  if (next !== undefined) {
    event.preventDefault();
    buttons[next]?.focus();
  } else if (key === "Escape" || key === "Tab") {
    // A modal around the menu stays open.
    event.preventDefault();
    event.stopPropagation();
    onClose();
  }
}
