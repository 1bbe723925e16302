import {
  Accordion,
  Flex,
  Form,
  LoadingButton,
  NumberInput,
  Select,
  Text,
  TextArea,
} from "@hubspot/ui-extensions";
import type { CardOverride, OverrideRequest } from "../../src/contract/card-api.ts";
import type { Backend } from "../backend.ts";
import type { Pressed } from "../use-press.ts";
import { useWholeDraft } from "../use-whole-draft.ts";

const MAX_REASON_LENGTH = 500;

type Whole = Omit<OverrideRequest, "actKey">;
type Draft = Partial<Whole>;

/** Promises something else for one clock of this ticket; to those who may not it says who may. */
export function OverrideForm(props: Pressed & { override: CardOverride; backend: Backend }) {
  const { clocks, text, words } = props.override;
  if (clocks.length > 0) return <PromiseForm {...props} />;
  return (
    <Accordion title={words.override} size="xs">
      <Text variant="microcopy" testId="override-who-may">
        {text}
      </Text>
    </Accordion>
  );
}

/** With a reason and an end. */
function PromiseForm(props: Pressed & { override: CardOverride; backend: Backend }) {
  const { override, backend, actions, onPressed } = props;
  const { words } = override;
  const { draft, change, isTried, isPressing, submit } = useWholeDraft<Whole, Whole>(
    words,
    { actions, onPressed },
    { wholeOf, send: (whole, actKey) => backend.override({ actKey, ...whole }) },
  );
  return (
    <Accordion title={words.override} size="xs">
      <Form onSubmit={submit} testId="override-form">
        <Flex direction="column" gap="xs">
          <Text variant="microcopy">{override.text}</Text>
          <Fields override={override} draft={draft} isTried={isTried} onChange={change} />
          <Flex direction="row" justify="start">
            <LoadingButton type="submit" size="xs" loading={isPressing} testId="override-submit">
              {words.submit}
            </LoadingButton>
          </Flex>
        </Flex>
      </Form>
    </Accordion>
  );
}

function Fields(props: {
  override: CardOverride;
  draft: Draft;
  /** What is missing is marked once somebody has tried to go on without it. */
  isTried: boolean;
  onChange: (changes: Draft) => void;
}) {
  const { override, draft, isTried, onChange } = props;
  const { words } = override;
  const missing = (isThere: boolean) =>
    isTried && !isThere ? { error: true, validationMessage: words.missing } : {};
  const chooseClock = (value: unknown) => {
    const chosen = override.clocks.find((clock) => clock.value === value);
    if (chosen) onChange({ clock: chosen.value, durationMinutes: chosen.minutes });
  };
  const chooseDays = (value: unknown) => {
    const chosen = override.days.find((days) => days.value === value);
    if (chosen) onChange({ endsInDays: chosen.value });
  };
  return (
    <>
      <Select
        name="clock"
        label={words.clock}
        required={true}
        options={override.clocks.map(({ value, label }) => ({ value, label }))}
        {...(draft.clock === undefined ? {} : { value: draft.clock })}
        {...missing(draft.clock !== undefined)}
        onChange={chooseClock}
        testId="override-clock"
      />
      <NumberInput
        name="minutes"
        label={words.minutes}
        required={true}
        min={1}
        {...(draft.durationMinutes === undefined ? {} : { value: draft.durationMinutes })}
        {...missing(isMinutes(draft.durationMinutes))}
        onChange={(value) => onChange({ durationMinutes: value })}
        testId="override-minutes"
      />
      <Select
        name="days"
        label={words.endsIn}
        required={true}
        options={[...override.days]}
        {...(draft.endsInDays === undefined ? {} : { value: draft.endsInDays })}
        {...missing(draft.endsInDays !== undefined)}
        onChange={chooseDays}
        testId="override-days"
      />
      <TextArea
        name="reason"
        label={words.reason}
        required={true}
        rows={2}
        maxLength={MAX_REASON_LENGTH}
        value={draft.reason ?? ""}
        {...missing(Boolean(draft.reason?.trim()))}
        onInput={(value) => onChange({ reason: value })}
        testId="override-reason"
      />
    </>
  );
}

function isMinutes(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0;
}

/** Null while something is missing. */
function wholeOf(draft: Draft): Omit<OverrideRequest, "actKey"> | null {
  const { clock, durationMinutes, endsInDays, reason = "" } = draft;
  const isWhole = clock !== undefined && endsInDays !== undefined && reason.trim() !== "";
  return isWhole && isMinutes(durationMinutes)
    ? { clock, durationMinutes, endsInDays, reason }
    : null;
}
