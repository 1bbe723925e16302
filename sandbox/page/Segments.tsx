import type { ReactNode } from "react";

/** A few choices in a row, of which one holds. */
export function Segments<T extends string>(props: {
  label: string;
  options: readonly { readonly value: T; readonly label: ReactNode }[];
  value: T;
  onChange: (value: T) => void;
  className?: string;
}) {
  const { label, options, value, onChange, className = "" } = props;
  return (
    <fieldset className={`segments ${className}`}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="button small"
          aria-pressed={value === option.value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
