import { Accordion, Flex, Form, LoadingButton, TextArea } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { CardActAnswer } from "../../src/contract/card-api.ts";
import type { CardEscalation, CaseTextRequest } from "../../src/contract/card-escalation.ts";
import { type Pressed, usePress } from "../use-press.ts";

const MAX_TEXT_LENGTH = 1_000;

/** One text that goes with an act on a case: an answer, or a reason. */
export function CaseTextForm(
  props: Pressed & {
    id: string;
    words: CardEscalation["words"]["answer"];
    missing: string;
    failed: string;
    isOpen: boolean;
    tell: (told: Omit<CaseTextRequest, "caseId">) => Promise<CardActAnswer>;
  },
) {
  const { id, words, missing, failed, isOpen, tell, actions, onPressed } = props;
  const [text, setText] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { isPressing, press } = usePress(
    { failed },
    {
      actions,
      onPressed: (answer) => {
        if (answer.isDone) setText("");
        return onPressed(answer);
      },
    },
  );
  const submit = () => {
    setMissing(text.trim() === "");
    if (text.trim() === "") return;
    return press((actKey) => tell({ actKey, text }));
  };
  return (
    <Accordion title={words.title} size="xs" defaultOpen={isOpen}>
      <Form onSubmit={submit} testId={id}>
        <Flex direction="column" gap="xs">
          <TextArea
            name="text"
            label={words.text}
            required={true}
            rows={2}
            maxLength={MAX_TEXT_LENGTH}
            value={text}
            {...(isMissing ? { error: true, validationMessage: missing } : {})}
            onInput={setText}
            testId={`${id}-text`}
          />
          <Flex direction="row" justify="start">
            <LoadingButton type="submit" size="xs" loading={isPressing} testId={`${id}-submit`}>
              {words.submit}
            </LoadingButton>
          </Flex>
        </Flex>
      </Form>
    </Accordion>
  );
}
