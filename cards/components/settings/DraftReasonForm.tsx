import { Flex, Form, TextArea } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { usePress } from "../../use-press.ts";
import type { DraftParts } from "./DraftTile.tsx";
import { FormButtons } from "./FormButtons.tsx";

const MAX_REASON_LENGTH = 1_000;

/** Refuses or withdraws a draft, with a reason that its authors read. */
export function DraftReasonForm(
  props: DraftParts & { act: "refuse" | "withdraw"; onClose: () => void },
) {
  const { draft, act, page, backend, actions, readNow, onClose } = props;
  const words = page.words.act;
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const { isPressing, press } = usePress<SettingsActAnswer>(words, {
    actions,
    onPressed: ({ isDone }) => {
      if (isDone) onClose();
      return readNow();
    },
  });
  const isMissing = reason.trim() === "";
  const submit = () => {
    setTried(isMissing);
    if (isMissing) return;
    const { draftId, revision } = draft;
    return press((actKey) => backend[act]({ actKey, draftId, revision, reason }));
  };
  return (
    <Form onSubmit={submit} testId={`${act}-form`}>
      <Flex direction="column" gap="xs">
        <TextArea
          name="reason"
          label={words.reason}
          required={true}
          rows={2}
          maxLength={MAX_REASON_LENGTH}
          value={reason}
          {...(isTried && isMissing ? { error: true, validationMessage: words.missing } : {})}
          onInput={setReason}
          testId={`${act}-reason`}
        />
        <FormButtons
          variant="destructive"
          label={words[act]}
          cancelLabel={words.cancel}
          testId={`${act}-send`}
          {...{ isPressing, onClose }}
        />
      </Flex>
    </Form>
  );
}
