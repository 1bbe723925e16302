import {
  Accordion,
  Flex,
  Form,
  LoadingButton,
  Select,
  Text,
  TextArea,
  Tile,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import type { CardPause, PauseRequest } from "../../src/contract/card-api.ts";
import type { Backend } from "../backend.ts";
import { type Pressed, usePress } from "../use-press.ts";

const MAX_NOTE_LENGTH = 500;

type Pressing = Pressed & { pause: CardPause; backend: Backend };

/** Pauses the ticket by hand, with a reason; or lets its clocks run again. */
export function PauseControl(props: Pressing) {
  return props.pause.state === "paused" ? <Resume {...props} /> : <PauseForm {...props} />;
}

function Resume({ pause, backend, ...rest }: Pressing) {
  const { isPressing, press } = usePress(pause.words, rest);
  return (
    <Tile compact={true} testId="pause">
      <Flex direction="column" gap="xs" align="start">
        <Text variant="microcopy" testId="pause-text">
          {pause.text}
        </Text>
        <LoadingButton
          size="xs"
          loading={isPressing}
          testId="resume"
          onClick={() => press((actKey) => backend.resume({ actKey }))}
        >
          {pause.words.resume}
        </LoadingButton>
      </Flex>
    </Tile>
  );
}

function PauseForm({ pause, backend, ...rest }: Pressing) {
  const { isPressing, press } = usePress(pause.words, rest);
  const [reason, setReason] = useState<PauseRequest["reason"] | null>(null);
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { words } = pause;
  const choose = (value: unknown) => {
    const chosen = pause.reasons.find((one) => one.value === value);
    setReason(chosen?.value ?? null);
    setMissing(false);
  };
  const submit = () => {
    if (reason === null) return setMissing(true);
    return press((actKey) => backend.pause({ actKey, reason, note }));
  };
  return (
    <Accordion title={words.pause} size="xs">
      <Form onSubmit={submit} testId="pause-form">
        <Flex direction="column" gap="xs">
          <Text variant="microcopy">{pause.text}</Text>
          <Select
            name="reason"
            label={words.reason}
            required={true}
            options={[...pause.reasons]}
            {...(reason === null ? {} : { value: reason })}
            error={isMissing}
            {...(isMissing ? { validationMessage: words.reasonMissing } : {})}
            onChange={choose}
            testId="pause-reason"
          />
          <TextArea
            name="note"
            label={words.note}
            rows={2}
            maxLength={MAX_NOTE_LENGTH}
            value={note}
            onInput={setNote}
            testId="pause-note"
          />
          <Flex direction="row" justify="start">
            <LoadingButton type="submit" size="xs" loading={isPressing} testId="pause-submit">
              {words.pause}
            </LoadingButton>
          </Flex>
        </Flex>
      </Form>
    </Accordion>
  );
}
