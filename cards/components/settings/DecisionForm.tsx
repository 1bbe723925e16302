import { DateInput, Flex, Form, Select, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { AppliesTo } from "../../../src/contract/settings-parts.ts";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { dayOfText, dayText } from "../../day.ts";
import { usePress } from "../../use-press.ts";
import type { DraftParts } from "./DraftTile.tsx";
import { FormButtons } from "./FormButtons.tsx";

type Decision = {
  readonly appliesTo: AppliesTo;
  readonly effectiveDate: string | null;
  readonly approverId: string | null;
};

/** Submits or approves a draft: for which tickets, from when, and before whom it is put. */
export function DecisionForm(
  props: DraftParts & { act: "submit" | "approve"; onClose: () => void },
) {
  const { draft, act, page, backend, actions, readNow, onClose } = props;
  const words = page.words.act;
  const [decision, setDecision] = useState<Decision>({ ...draft.wish, approverId: null });
  const { isPressing, press } = usePress<SettingsActAnswer>(words, {
    actions,
    onPressed: ({ isDone }) => {
      if (isDone) onClose();
      return readNow();
    },
  });
  const send = () => {
    const { draftId, revision } = draft;
    const { approverId, ...how } = decision;
    return press((actKey) =>
      act === "approve"
        ? backend.approve({ actKey, draftId, revision, ...how })
        : backend.submit({
            ...{ actKey, draftId, revision, approverId },
            ...{ comparedWith: page.inForceVersion, ...how },
          }),
    );
  };
  return (
    <Form onSubmit={send} testId={`${act}-form`}>
      <Flex direction="column" gap="sm">
        <Text variant="microcopy">{act === "approve" ? words.approveHelp : words.submitHelp}</Text>
        <DecisionFields
          {...props}
          decision={decision}
          onChange={(changes) => setDecision((before) => ({ ...before, ...changes }))}
        />
        <FormButtons
          variant="primary"
          label={words[act]}
          cancelLabel={words.cancel}
          testId={`${act}-send`}
          {...{ isPressing, onClose }}
        />
      </Flex>
    </Form>
  );
}

function DecisionFields(
  props: DraftParts & {
    act: "submit" | "approve";
    decision: Decision;
    onChange: (changes: Partial<Decision>) => void;
  },
) {
  const { page, act, decision, onChange } = props;
  const words = page.words.act;
  const anybody = { value: "", label: words.anybody };
  return (
    <>
      <Select
        name="appliesTo"
        label={words.appliesTo}
        options={page.appliesTo.map(({ value, label }) => ({ value, label }))}
        value={decision.appliesTo}
        onChange={(value) => {
          const chosen = page.appliesTo.find((option) => option.value === value);
          if (chosen) onChange({ appliesTo: chosen.value });
        }}
        testId={`${act}-applies-to`}
      />
      <DateInput
        name="effectiveDate"
        label={words.effectiveDate}
        description={words.effectiveDateHelp}
        format="ll"
        timezone="portalTz"
        {...(decision.effectiveDate === null ? {} : { value: dayOfText(decision.effectiveDate) })}
        onChange={(value) => onChange({ effectiveDate: value ? dayText(value) : null })}
        testId={`${act}-date`}
      />
      {act === "submit" && (
        <Select
          name="approver"
          label={words.approver}
          options={[anybody, ...page.approvers]}
          value={decision.approverId ?? ""}
          onChange={(value) => onChange({ approverId: value === "" ? null : String(value) })}
          testId="submit-approver"
        />
      )}
    </>
  );
}
