import type { ReactNode } from "react";
import { classNames } from "../look.ts";

export type FieldProps = {
  readonly label?: string | undefined;
  readonly required?: boolean | undefined;
  readonly description?: string | undefined;
  readonly tooltip?: string | undefined;
  readonly error?: boolean | undefined;
  readonly validationMessage?: string | undefined;
};

/** Label, hint and message around an input; `inputId` ties the label to it. */
export function Field(props: { field: FieldProps; inputId: string; children: ReactNode }) {
  const { field, inputId, children } = props;
  return (
    <div className={classNames("uie-field", field.error && "error")}>
      {field.label !== undefined && (
        <label htmlFor={inputId}>
          {field.label}
          {field.required === true && <b aria-hidden="true"> *</b>}
          {field.tooltip !== undefined && (
            <span className="uie-hint" title={field.tooltip}>
              ⓘ
            </span>
          )}
        </label>
      )}
      {field.description !== undefined && <small>{field.description}</small>}
      {children}
      {field.validationMessage !== undefined && (
        <small className={field.error === true ? "bad" : "good"}>{field.validationMessage}</small>
      )}
    </div>
  );
}
