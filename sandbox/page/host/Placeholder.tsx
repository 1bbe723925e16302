import type { ReactNode } from "react";
import { useWords } from "../words/page-words.ts";

/** Stands in for a component that the sandbox does not draw: visible, with its content, never a crash. */
export function Placeholder({ name, children }: { name: string; children?: ReactNode }) {
  const { card } = useWords().shell;
  return (
    <div className="uie-placeholder" data-placeholder={name}>
      <span>{card.notDrawn(name)}</span>
      {children}
    </div>
  );
}
