import type {
  CurrencyInputProps,
  FormProps,
  InputProps,
  NumberInputProps,
  SearchInputProps,
  StepperInputProps,
  TextAreaProps,
} from "@hubspot/ui-extensions";
import { type ChangeEvent, type FocusEvent, type FormEvent, useId, useRef } from "react";
import { extensionEvent } from "../events.ts";
import { useMirror } from "../mirror.ts";
import { runHandler, useReactions } from "../overlay.tsx";
import { Field } from "./field.tsx";

export function Form({ children, onSubmit, autoComplete = "on", testId }: FormProps) {
  const reactions = useReactions();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const targetValue = valuesOf(event.currentTarget);
    runHandler(onSubmit?.({ ...extensionEvent(event), targetValue }, reactions));
  };
  return (
    // What is missing says the card: in the reader's language, and not in the browser's.
    <form
      className="uie-form"
      autoComplete={autoComplete}
      data-test-id={testId}
      noValidate={true}
      onSubmit={submit}
    >
      {children}
    </form>
  );
}

export function Input({ type = "text", ...props }: InputProps) {
  const id = useId();
  return (
    <Field field={props} inputId={id}>
      <input id={id} type={type} {...useTextInput(props)} />
    </Field>
  );
}

export function SearchInput({ clearable, ...props }: SearchInputProps) {
  const id = useId();
  return (
    <Field field={props} inputId={id}>
      <input id={id} type={clearable === false ? "text" : "search"} {...useTextInput(props)} />
    </Field>
  );
}

export function TextArea({ rows = 3, cols, maxLength, resize = "both", ...props }: TextAreaProps) {
  const id = useId();
  const input = useTextInput(props);
  return (
    <Field field={props} inputId={id}>
      <textarea
        id={id}
        rows={rows}
        cols={cols}
        maxLength={maxLength}
        style={{ resize }}
        {...input}
      />
    </Field>
  );
}

export function NumberInput(props: NumberInputProps) {
  const id = useId();
  const input = useNumberInput(props);
  return (
    <Field field={props} inputId={id}>
      <div className="uie-number">
        <input id={id} style={{ textAlign: props.textAlign }} {...input.attributes} />
        {props.formatStyle === "percentage" && <span>%</span>}
      </div>
    </Field>
  );
}

export function CurrencyInput({ currency = "USD", ...props }: CurrencyInputProps) {
  const id = useId();
  const input = useNumberInput(props);
  return (
    <Field field={props} inputId={id}>
      <div className="uie-number">
        <span>{currency}</span>
        <input id={id} style={{ textAlign: "right" }} {...input.attributes} />
      </div>
    </Field>
  );
}

export function StepperInput({ stepSize = 1, ...props }: StepperInputProps) {
  const id = useId();
  const input = useNumberInput(props);
  const step = (by: number) => input.commit(Number(input.attributes.value || 0) + by);
  return (
    <Field field={props} inputId={id}>
      <div className="uie-number">
        <button type="button" aria-label="Less" onClick={() => step(-stepSize)}>
          −
        </button>
        <input id={id} {...input.attributes} />
        <button type="button" aria-label="More" onClick={() => step(stepSize)}>
          +
        </button>
      </div>
    </Field>
  );
}

/** HubSpot tells `onInput` every key and `onChange` only what was committed by leaving the field. */
function useTextInput(props: InputProps) {
  const [value, setValue] = useMirror(props.value, props.defaultValue ?? "");
  const committed = useRef(value);
  return {
    name: props.name,
    value,
    readOnly: props.readOnly,
    required: props.required,
    placeholder: props.placeholder,
    "data-test-id": props.testId,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setValue(event.target.value);
      props.onInput?.(event.target.value);
    },
    onFocus: () => props.onFocus?.(value),
    onBlur: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const left = event.target.value;
      if (left !== committed.current) props.onChange?.(left);
      committed.current = left;
      props.onBlur?.(left);
    },
  };
}

function useNumberInput(props: NumberInputProps) {
  const [value, setValue] = useMirror(
    numberText(props.value),
    numberText(props.defaultValue) ?? "",
  );
  const commit = (next: number) => {
    const { min = -Infinity, max = Infinity } = props;
    const allowed = Math.min(max, Math.max(min, next));
    setValue(String(allowed));
    props.onChange?.(allowed);
  };
  const attributes = {
    type: "number",
    name: props.name,
    value,
    min: props.min,
    max: props.max,
    readOnly: props.readOnly,
    required: props.required,
    placeholder: props.placeholder,
    "data-test-id": props.testId,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      setValue(event.target.value);
      props.onInput?.(Number(event.target.value));
    },
    onFocus: () => props.onFocus?.(Number(value)),
    onBlur: () => {
      if (value !== "") commit(Number(value));
      props.onBlur?.(Number(value));
    },
  };
  return { attributes, commit };
}

function numberText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function valuesOf(form: HTMLFormElement): Record<string, string | number> {
  const numbers = new Set(
    [...form.elements]
      .filter((element) => element instanceof HTMLInputElement)
      .filter((input) => input.type === "number")
      .map((input) => input.name),
  );
  const entries = [...new FormData(form)].map(([name, value]) => {
    const text = typeof value === "string" ? value : value.name;
    return [name, numbers.has(name) && text !== "" ? Number(text) : text] as const;
  });
  return Object.fromEntries(entries);
}
