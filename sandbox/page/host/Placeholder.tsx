import type { ReactNode } from "react";

/** Stands in for a component that the sandbox does not draw: visible, with its content, never a crash. */
export function Placeholder({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <div className="uie-placeholder" data-placeholder={name}>
      <span>{name} is not drawn in the sandbox</span>
      {children}
    </div>
  );
}
