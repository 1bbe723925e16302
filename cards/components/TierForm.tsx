import {
  Accordion,
  Alert,
  Flex,
  Form,
  LoadingButton,
  Select,
  Text,
  TextArea,
} from "@hubspot/ui-extensions";
import type { CustomerOverride, TierOverrideRequest } from "../../src/contract/customer-card.ts";
import type { CustomerBackend } from "../customer-backend.ts";
import { type Pressed, usePress } from "../use-press.ts";
import { useWholeDraft } from "../use-whole-draft.ts";

const MAX_REASON_LENGTH = 500;

type Whole = Omit<TierOverrideRequest, "actKey">;
type Draft = Partial<Whole>;
type Shown = Pressed & { override: CustomerOverride; backend: CustomerBackend };

/** A tier that was set by hand: by whom, why, until when. Nothing while the points decide. */
export function HeldTier(props: Shown) {
  const { isHeld, mayEnd, text, words } = props.override;
  if (!isHeld) return null;
  return (
    <Alert title={words.held} variant="info">
      <Flex direction="column" gap="xs" align="start">
        <Text testId="override-held">{text}</Text>
        {mayEnd && <EndButton {...props} />}
      </Flex>
    </Alert>
  );
}

/** Sets the tier by hand, for those who may; to others it says who may. */
export function TierForm(props: Shown) {
  const { words, tiers, whoMay } = props.override;
  if (tiers.length === 0) {
    if (whoMay === null) return null;
    return (
      <Accordion title={words.title} size="xs" testId="tier-override">
        <Text variant="microcopy" testId="tier-who-may">
          {whoMay}
        </Text>
      </Accordion>
    );
  }
  return (
    <Accordion title={words.title} size="xs" testId="tier-override">
      <SetForm {...props} />
    </Accordion>
  );
}

function EndButton({ override, backend, ...rest }: Shown) {
  const { isPressing, press } = usePress(override.words, rest);
  return (
    <LoadingButton
      size="xs"
      loading={isPressing}
      testId="tier-end"
      onClick={() => press((actKey) => backend.endTier({ actKey }))}
    >
      {override.words.end}
    </LoadingButton>
  );
}

function SetForm({ override, backend, actions, onPressed }: Shown) {
  const { words, isHeld, text } = override;
  const { draft, change, isTried, isPressing, submit } = useWholeDraft<Whole, Whole>(
    words,
    { actions, onPressed },
    { wholeOf, send: (whole, actKey) => backend.setTier({ actKey, ...whole }) },
  );
  return (
    <Form onSubmit={submit} testId="tier-form">
      <Flex direction="column" gap="xs">
        {!isHeld && <Text variant="microcopy">{text}</Text>}
        <Fields override={override} draft={draft} isTried={isTried} onChange={change} />
        <Flex direction="row" justify="start">
          <LoadingButton type="submit" size="xs" loading={isPressing} testId="tier-submit">
            {words.submit}
          </LoadingButton>
        </Flex>
      </Flex>
    </Form>
  );
}

function Fields(props: {
  override: CustomerOverride;
  draft: Draft;
  /** What is missing is marked once somebody has tried to go on without it. */
  isTried: boolean;
  onChange: (changes: Draft) => void;
}) {
  const { override, draft, isTried, onChange } = props;
  const { words, tiers, days } = override;
  const missing = (isThere: boolean) =>
    isTried && !isThere ? { error: true, validationMessage: words.missing } : {};
  return (
    <>
      <Select
        name="tier"
        label={words.tier}
        required={true}
        options={[...tiers]}
        {...(draft.tier === undefined ? {} : { value: draft.tier })}
        {...missing(draft.tier !== undefined)}
        onChange={(value) => onChange({ tier: String(value) })}
        testId="tier-choice"
      />
      <TextArea
        name="reason"
        label={words.reason}
        required={true}
        rows={2}
        maxLength={MAX_REASON_LENGTH}
        value={draft.reason ?? ""}
        {...missing((draft.reason ?? "").trim() !== "")}
        onInput={(reason) => onChange({ reason })}
        testId="tier-reason"
      />
      <Select
        name="days"
        label={words.endsIn}
        required={true}
        options={[...days]}
        {...(draft.endsInDays === undefined ? {} : { value: draft.endsInDays })}
        {...missing(draft.endsInDays !== undefined)}
        onChange={(value) => onChange({ endsInDays: Number(value) })}
        testId="tier-days"
      />
    </>
  );
}

function wholeOf({ tier, reason = "", endsInDays }: Draft) {
  if (tier === undefined || reason.trim() === "" || endsInDays === undefined) return null;
  return { tier, reason, endsInDays };
}
