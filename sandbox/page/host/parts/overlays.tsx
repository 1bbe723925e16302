import type {
  ModalBodyProps,
  ModalFooterProps,
  ModalProps,
  PanelBodyProps,
  PanelFooterProps,
  PanelProps,
  PanelSectionProps,
  TooltipProps,
} from "@hubspot/ui-extensions";
import { type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { classNames, shortSize } from "../look.ts";
import { ManagerContext, TriggerContext } from "../overlay.tsx";

const TOOLTIP_DISTANCE_PX = 6;

export function Tooltip({ children, placement = "top" }: TooltipProps) {
  const anchor = useContext(TriggerContext)?.anchor ?? null;
  if (anchor === null) return null;
  return createPortal(
    <div
      role="tooltip"
      className={`uie-tooltip uie-tooltip-${placement}`}
      style={tooltipPosition(anchor, placement)}
    >
      {children}
    </div>,
    document.body,
  );
}

export function Modal(props: ModalProps) {
  return <Overlay kind="modal" {...props} />;
}

export function Panel(props: PanelProps) {
  return <Overlay kind="panel" {...props} />;
}

export function ModalBody({ children, testId }: ModalBodyProps) {
  return (
    <div className="uie-modal-body" data-test-id={testId}>
      {children}
    </div>
  );
}

export function ModalFooter({ children, testId }: ModalFooterProps) {
  return (
    <footer className="uie-modal-foot" data-test-id={testId}>
      {children}
    </footer>
  );
}

export function PanelBody({ children, testId }: PanelBodyProps) {
  return (
    <div className="uie-panel-body" data-test-id={testId}>
      {children}
    </div>
  );
}

export function PanelSection({ children, flush = false, testId }: PanelSectionProps) {
  return (
    <section className={classNames("uie-panel-section", flush && "flush")} data-test-id={testId}>
      {children}
    </section>
  );
}

export function PanelFooter({ children, testId }: PanelFooterProps) {
  return (
    <footer className="uie-panel-foot" data-test-id={testId}>
      {children}
    </footer>
  );
}

function Overlay(
  props: { kind: "modal" | "panel" } & (
    | ModalProps
    | (Omit<PanelProps, "variant"> & { variant?: PanelProps["variant"] })
  ),
) {
  const { kind, id, title, width, variant = "default", onOpen, onClose, children } = props;
  const { isShown, close } = useShown(id);
  useOpenAndClose(isShown, { onOpen, onClose });
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isShown) dialog.current?.focus();
  }, [isShown]);
  if (!isShown) return null;
  return createPortal(
    <div className={`uie-overlay uie-overlay-${kind}`}>
      <div
        ref={dialog}
        role="dialog"
        aria-modal="true"
        aria-label={props["aria-label"] ?? title}
        tabIndex={-1}
        className={`uie-${kind} uie-width-${shortSize(width, "sm")} uie-${kind}-${variant}`}
        onKeyDown={(event) => event.key === "Escape" && close()}
      >
        <OverlayHead title={title} onClose={close} />
        {children}
      </div>
    </div>,
    document.body,
  );
}

function OverlayHead({ title, onClose }: { title: ReactNode; onClose: () => void }) {
  return (
    <header className="uie-overlay-head">
      <h3>{title}</h3>
      <button type="button" className="uie-plain" aria-label="Close" onClick={onClose}>
        ✕
      </button>
    </header>
  );
}

/** Open through the element it hangs on, or by id through `reactions` and `actions.closeOverlay`. */
function useShown(id: string): { isShown: boolean; close: () => void } {
  const manager = useContext(ManagerContext);
  const trigger = useContext(TriggerContext);
  const readOpen = () => manager.isOpen(id);
  const isOpenById = useSyncExternalStore(manager.subscribe, readOpen, readOpen);
  useEffect(
    () => (trigger === null ? undefined : manager.whenClosed(id, () => trigger.close())),
    [manager, trigger, id],
  );
  return {
    isShown: isOpenById || trigger?.isOpen === true,
    close: () => manager.close(id),
  };
}

function useOpenAndClose(
  isShown: boolean,
  handlers: { onOpen: (() => void) | undefined; onClose: (() => void) | undefined },
) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (!isShown) return;
    latest.current.onOpen?.();
    return () => latest.current.onClose?.();
  }, [isShown]);
}

function tooltipPosition(anchor: DOMRect, placement: NonNullable<TooltipProps["placement"]>) {
  const middleX = anchor.left + anchor.width / 2;
  const middleY = anchor.top + anchor.height / 2;
  switch (placement) {
    case "top":
      return { left: middleX, top: anchor.top - TOOLTIP_DISTANCE_PX };
    case "bottom":
      return { left: middleX, top: anchor.bottom + TOOLTIP_DISTANCE_PX };
    case "left":
      return { left: anchor.left - TOOLTIP_DISTANCE_PX, top: middleY };
    case "right":
      return { left: anchor.right + TOOLTIP_DISTANCE_PX, top: middleY };
  }
}
