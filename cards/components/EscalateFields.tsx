import { DateInput, Select, TextArea, TimeInput } from "@hubspot/ui-extensions";
import type { CardEscalateForm, EscalateRequest } from "../../src/contract/card-escalation.ts";

const MAX_TEXT_LENGTH = 1_000;

export type EscalateDraft = Partial<
  Pick<EscalateRequest, "department" | "reason" | "text" | "ask">
> & {
  /** As HubSpot's inputs tell them; months count from 0. */
  date?: { year: number; month: number; date: number } | null;
  time?: { hours: number; minutes: number } | null;
};

/** A day without a time says nothing, and a time without a day neither. */
export function isHalf({ date, time }: EscalateDraft): boolean {
  return Boolean(date) !== Boolean(time);
}

type Fields = {
  form: CardEscalateForm;
  missing: string;
  draft: EscalateDraft;
  /** What is missing is marked once somebody has tried to go on without it. */
  isTried: boolean;
  onChange: (changes: EscalateDraft) => void;
};

export function EscalateFields(props: Fields) {
  return (
    <>
      <Choices {...props} />
      <Texts {...props} />
      <Wanted {...props} />
    </>
  );
}

function Choices({ form, missing, draft, isTried, onChange }: Fields) {
  const { words } = form;
  const mark = (isThere: boolean) =>
    isTried && !isThere ? { error: true, validationMessage: missing } : {};
  const chooseReason = (value: unknown) => {
    const chosen = form.reasons.find((reason) => reason.value === value);
    if (chosen) onChange({ reason: chosen.value });
  };
  const chooseDepartment = (value: unknown) => {
    const chosen = form.departments.find((department) => department.value === value);
    if (chosen) onChange({ department: chosen.value });
  };
  return (
    <>
      <Select
        name="department"
        label={words.department}
        required={true}
        options={[...form.departments]}
        {...(draft.department === undefined ? {} : { value: draft.department })}
        {...mark(draft.department !== undefined)}
        onChange={chooseDepartment}
        testId="escalate-department"
      />
      <Select
        name="reason"
        label={words.reason}
        required={true}
        options={[...form.reasons]}
        {...(draft.reason === undefined ? {} : { value: draft.reason })}
        {...mark(draft.reason !== undefined)}
        onChange={chooseReason}
        testId="escalate-reason"
      />
    </>
  );
}

function Texts({ form, missing, draft, isTried, onChange }: Fields) {
  const { words } = form;
  const isAskMissing = isTried && !draft.ask?.trim();
  return (
    <>
      <TextArea
        name="ask"
        label={words.ask}
        required={true}
        rows={2}
        maxLength={MAX_TEXT_LENGTH}
        value={draft.ask ?? ""}
        {...(isAskMissing ? { error: true, validationMessage: missing } : {})}
        onInput={(value) => onChange({ ask: value })}
        testId="escalate-ask"
      />
      <TextArea
        name="text"
        label={words.text}
        rows={2}
        maxLength={MAX_TEXT_LENGTH}
        value={draft.text ?? ""}
        onInput={(value) => onChange({ text: value })}
        testId="escalate-text"
      />
    </>
  );
}

function Wanted({ form, draft, isTried, onChange }: Fields) {
  const { words } = form;
  const half = isTried && isHalf(draft) ? { error: true, validationMessage: words.wantedHalf } : {};
  return (
    <>
      <DateInput
        name="wanted-date"
        label={words.wantedDate}
        format="YYYY-MM-DD"
        timezone="portalTz"
        {...(draft.date ? { value: draft.date } : {})}
        {...half}
        onChange={(value) => onChange({ date: value ?? null })}
        testId="escalate-date"
      />
      <TimeInput
        name="wanted-time"
        label={words.wantedTime}
        timezone="portalTz"
        {...(draft.time ? { value: draft.time } : {})}
        {...half}
        onChange={(value) => onChange({ time: value ?? null })}
        testId="escalate-time"
      />
    </>
  );
}
