import type { DateInputProps, TimeInputProps } from "@hubspot/ui-extensions";
import { useId } from "react";
import { useMirror } from "../mirror.ts";
import { Field } from "./field.tsx";

/** The card hears of whole days and times only; what is half typed stays in the field. */
export function DateInput(props: DateInputProps) {
  const id = useId();
  const given = props.value ?? props.defaultValue;
  const [text, setText] = useMirror(given && dateText(given), "");
  return (
    <Field field={props} inputId={id}>
      <input
        id={id}
        type="date"
        name={props.name}
        value={text}
        readOnly={props.readOnly}
        required={props.required}
        min={props.min && dateText(props.min)}
        max={props.max && dateText(props.max)}
        data-test-id={props.testId}
        onChange={(event) => {
          setText(event.target.value);
          const [year, month, date] = event.target.value.split("-").map(Number);
          if (year && month && date) props.onChange?.({ year, month: month - 1, date });
        }}
      />
    </Field>
  );
}

export function TimeInput(props: TimeInputProps) {
  const id = useId();
  const given = props.value ?? props.defaultValue;
  const [text, setText] = useMirror(given ? timeText(given) : undefined, "");
  return (
    <Field field={props} inputId={id}>
      <input
        id={id}
        type="time"
        name={props.name}
        value={text}
        readOnly={props.readOnly}
        required={props.required}
        data-test-id={props.testId}
        onChange={(event) => {
          setText(event.target.value);
          const [hours, minutes] = event.target.value.split(":").map(Number);
          if (hours !== undefined && minutes !== undefined) props.onChange?.({ hours, minutes });
        }}
      />
    </Field>
  );
}

/** Months count from 0 in HubSpot's kit and from 1 in a page's input. */
function dateText({ year, month, date }: { year: number; month: number; date: number }): string {
  return `${year}-${twoDigits(month + 1)}-${twoDigits(date)}`;
}

function timeText({ hours, minutes }: { hours: number; minutes: number }): string {
  return `${twoDigits(hours)}:${twoDigits(minutes)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
