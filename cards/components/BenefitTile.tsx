import { Accordion, Flex, Form, LoadingButton, Text, TextArea, Tile } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { CustomerBenefit, CustomerCard } from "../../src/contract/customer-card.ts";
import type { CustomerBackend } from "../customer-backend.ts";
import { type Pressed, usePress } from "../use-press.ts";
import { ShareBar } from "./Coloured.tsx";

const MAX_NOTE_LENGTH = 500;

type Shown = Pressed & {
  benefit: CustomerBenefit;
  words: CustomerCard["words"];
  backend: CustomerBackend;
};

/** What is left of a benefit, until when, who used it, and a way to use it. */
export function BenefitTile(props: Shown) {
  const { benefit } = props;
  return (
    <Tile compact={true} testId={`benefit-${benefit.grantId}`}>
      <Flex direction="column" gap="xs">
        <Text format={{ fontWeight: "demibold" }}>{benefit.label}</Text>
        {benefit.text !== "" && <Text variant="microcopy">{benefit.text}</Text>}
        <ShareBar
          percent={benefit.leftPercent}
          text={benefit.leftText}
          aria-label={benefit.label}
          variant={benefit.variant}
        />
        <Text variant="microcopy">{benefit.validText}</Text>
        {benefit.uses.map((use) => (
          <Text key={use} variant="microcopy" format={{ italic: true }}>
            {use}
          </Text>
        ))}
        <UseForm {...props} />
      </Flex>
    </Tile>
  );
}

function UseForm({ benefit, words, backend, actions, onPressed }: Shown) {
  const { grantId } = benefit;
  const [note, setNote] = useState("");
  const { isPressing, press } = usePress(
    { failed: words.useFailed },
    {
      actions,
      onPressed: (answer) => {
        if (answer.isDone) setNote("");
        return onPressed(answer);
      },
    },
  );
  const submit = () => press((actKey) => backend.takeBenefit({ actKey, grantId, note }));
  return (
    <Accordion title={words.use} size="xs" testId={`use-${grantId}`}>
      <Form onSubmit={submit} testId={`use-form-${grantId}`}>
        <Flex direction="column" gap="xs">
          <TextArea
            name="note"
            label={words.note}
            rows={2}
            maxLength={MAX_NOTE_LENGTH}
            value={note}
            onInput={setNote}
            testId={`use-note-${grantId}`}
          />
          <Flex direction="row" justify="start">
            <LoadingButton
              type="submit"
              size="xs"
              loading={isPressing}
              testId={`use-submit-${grantId}`}
            >
              {words.useSubmit}
            </LoadingButton>
          </Flex>
        </Flex>
      </Form>
    </Accordion>
  );
}
