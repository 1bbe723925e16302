import { Accordion, Flex, Form, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type {
  CardEscalateForm,
  CardEscalation,
  EscalateRequest,
} from "../../src/contract/card-escalation.ts";
import type { Backend } from "../backend.ts";
import { type Pressed, usePress } from "../use-press.ts";
import { type EscalateDraft, EscalateFields, isHalf } from "./EscalateFields.tsx";

/** Calls a department to this ticket, with a reason, what is wrong, and what it is to do. */
export function EscalateForm(
  props: Pressed & { form: CardEscalateForm; words: CardEscalation["words"]; backend: Backend },
) {
  const { form, words, backend, actions, onPressed } = props;
  const [draft, setDraft] = useState<EscalateDraft>({});
  const [isTried, setTried] = useState(false);
  // A new form after each escalation, folded and empty: an input may keep what its value was.
  const [round, setRound] = useState(0);
  const { isPressing, press } = usePress(words, {
    actions,
    onPressed: (answer) => {
      if (answer.isDone) {
        setDraft({});
        setRound((before) => before + 1);
      }
      return onPressed(answer);
    },
  });
  const submit = () => {
    const whole = wholeOf(draft);
    setTried(whole === null);
    if (whole === null) return;
    return press((actKey) => backend.escalate({ actKey, ...whole }));
  };
  return (
    <Accordion key={round} title={form.words.title} size="xs">
      <Form onSubmit={submit} testId="escalate-form">
        <Flex direction="column" gap="xs">
          <Text variant="microcopy">{form.text}</Text>
          <EscalateFields
            form={form}
            missing={words.missing}
            draft={draft}
            isTried={isTried}
            onChange={(changes) => setDraft((known) => ({ ...known, ...changes }))}
          />
          <Flex direction="row" justify="start">
            <LoadingButton type="submit" size="xs" loading={isPressing} testId="escalate-submit">
              {form.words.submit}
            </LoadingButton>
          </Flex>
        </Flex>
      </Form>
    </Accordion>
  );
}

/** Null while something is missing. */
function wholeOf(draft: EscalateDraft): Omit<EscalateRequest, "actKey"> | null {
  const { department, reason, text = "", ask = "", date, time } = draft;
  if (department === undefined || reason === undefined) return null;
  if (ask.trim() === "" || isHalf(draft)) return null;
  const wanted =
    date && time
      ? {
          date: `${date.year}-${twoDigits(date.month + 1)}-${twoDigits(date.date)}`,
          time: `${twoDigits(time.hours)}:${twoDigits(time.minutes)}`,
        }
      : null;
  return { department, reason, text, ask, wanted };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
