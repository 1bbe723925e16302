import type {
  CheckboxProps,
  MultiSelectProps,
  RadioButtonProps,
  SelectProps,
  ToggleGroupProps,
  ToggleProps,
} from "@hubspot/ui-extensions";
import { useId } from "react";
import { classNames, shortSize } from "../look.ts";
import { useMirror } from "../mirror.ts";
import { Field } from "./field.tsx";

type Value = string | number | boolean;
const NOTHING_CHOSEN = -1;

export function Select(props: SelectProps) {
  const id = useId();
  const [value, setValue] = useMirror<Value | null>(props.value, null);
  const chosen = props.options.findIndex((option) => option.value === value);
  return (
    <Field field={props} inputId={id}>
      <select
        id={id}
        data-test-id={props.testId}
        className={props.variant === "transparent" ? "transparent" : ""}
        value={chosen}
        disabled={props.readOnly}
        onChange={(event) => {
          const option = props.options[Number(event.target.value)];
          if (option === undefined) return;
          setValue(option.value);
          props.onChange?.(option.value);
        }}
      >
        {chosen === NOTHING_CHOSEN && (
          <option value={NOTHING_CHOSEN}>{props.placeholder ?? "Select"}</option>
        )}
        {props.options.map((option, index) => (
          <option key={option.label} value={index}>
            {option.label}
          </option>
        ))}
      </select>
      <input type="hidden" name={props.name} value={String(value ?? "")} />
    </Field>
  );
}

export function MultiSelect(props: MultiSelectProps) {
  const id = useId();
  const [values, setValues] = useMirror<readonly Value[]>(props.value, []);
  const toggle = (value: Value) => {
    const next = values.includes(value)
      ? values.filter((other) => other !== value)
      : [...values, value];
    setValues(next);
    props.onChange?.([...next]);
  };
  return (
    <Field field={props} inputId={id}>
      <div id={id} className="uie-choices" data-test-id={props.testId}>
        {props.options.map((option) => (
          <label key={option.label} className="uie-check">
            <input
              type="checkbox"
              checked={values.includes(option.value)}
              disabled={props.readOnly}
              onChange={() => toggle(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </Field>
  );
}

export function Checkbox(props: CheckboxProps) {
  return <CheckMark kind="checkbox" {...props} />;
}

export function RadioButton(props: RadioButtonProps) {
  return <CheckMark kind="radio" {...props} />;
}

function CheckMark({ kind, ...props }: CheckboxProps & { kind: "checkbox" | "radio" }) {
  const [isChecked, setChecked] = useMirror(props.checked, props.initialIsChecked ?? false);
  return (
    <label className={classNames("uie-check", props.inline && "inline")}>
      <input
        type={kind}
        name={props.name}
        value={props.value}
        checked={isChecked}
        disabled={props.readOnly ?? props.readonly}
        aria-label={props["aria-label"]}
        data-test-id={props.testId}
        onChange={(event) => {
          setChecked(event.target.checked);
          props.onChange?.(event.target.checked, props.value ?? "");
        }}
      />
      {props.children}
      {props.description !== undefined && <small>{props.description}</small>}
    </label>
  );
}

export function ToggleGroup(props: ToggleGroupProps) {
  const id = useId();
  const isOne = props.toggleType === "radioButtonList";
  const given = typeof props.value === "string" ? [props.value] : props.value;
  const [values, setValues] = useMirror<readonly string[]>(given, []);
  const choose = (value: string, isOn: boolean) => {
    const others = isOne ? [] : values.filter((other) => other !== value);
    const next = isOn ? [...others, value] : others;
    setValues(next);
    if (props.toggleType === "radioButtonList") props.onChange?.(value);
    else props.onChange?.(next);
  };
  return (
    <Field field={props} inputId={id}>
      <div id={id} className={classNames("uie-choices", props.inline && "inline")}>
        {props.options.map((option) => (
          <label key={option.value} className="uie-check">
            <input
              type={isOne ? "radio" : "checkbox"}
              name={props.name}
              value={option.value}
              checked={values.includes(option.value)}
              disabled={option.readOnly ?? option.readonly}
              onChange={(event) => choose(option.value, event.target.checked)}
            />
            {option.label}
            {option.description !== undefined && <small>{option.description}</small>}
          </label>
        ))}
      </div>
    </Field>
  );
}

export function Toggle(props: ToggleProps) {
  const { label, labelDisplay = "inline", textChecked = "ON", textUnchecked = "OFF" } = props;
  const [isOn, setOn] = useMirror(props.checked, props.initialIsChecked ?? false);
  const size = shortSize(props.size, "md");
  return (
    <div className={classNames("uie-toggle", labelDisplay === "top" && "top")}>
      {labelDisplay !== "hidden" && <span>{label}</span>}
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-label={label}
        className={`uie-switch uie-switch-${size}`}
        disabled={props.readOnly ?? props.readonly}
        data-test-id={props.testId}
        onClick={() => {
          setOn(!isOn);
          props.onChange?.(!isOn);
        }}
      >
        {size === "md" && <em>{isOn ? textChecked : textUnchecked}</em>}
        <i />
      </button>
    </div>
  );
}
