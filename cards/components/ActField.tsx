import { DateInput, Select, TextArea } from "@hubspot/ui-extensions";
import type { CardFormField } from "../../src/contract/card-complaint.ts";

const MAX_TEXT_LENGTH = 2_000;

/** One field of a form that the server describes. */
export function ActField(props: {
  id: string;
  field: CardFormField;
  value: string;
  /** Null while nothing is wrong. */
  problem: string | null;
  onChange: (value: string) => void;
}) {
  const { id, field, value, problem, onChange } = props;
  const { name, label, isRequired } = field;
  const mark = problem === null ? {} : { error: true, validationMessage: problem };
  const every = { name, label, required: isRequired, testId: id, ...mark };
  switch (field.kind) {
    case "text":
      return (
        <TextArea
          {...every}
          rows={2}
          maxLength={MAX_TEXT_LENGTH}
          value={value}
          onInput={onChange}
        />
      );
    case "choice":
      return (
        <Select
          {...every}
          options={[...field.options]}
          {...(value === "" ? {} : { value })}
          onChange={(chosen) => onChange(String(chosen ?? ""))}
        />
      );
    case "date":
      return (
        <DateInput
          {...every}
          format="YYYY-MM-DD"
          {...dayIn(value)}
          onChange={(day) => onChange(day == null ? "" : textOf(day))}
        />
      );
  }
}

type Day = { year: number; month: number; date: number };

/** Months count from 0 there. */
function dayIn(text: string): { value?: Day } {
  const [year, month, date] = text.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return {};
  return { value: { year, month: month - 1, date } };
}

function textOf({ year, month, date }: Day): string {
  return `${year}-${twoDigits(month + 1)}-${twoDigits(date)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
