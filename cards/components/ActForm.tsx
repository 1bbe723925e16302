import { Accordion, Flex, Form, LoadingButton } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { CardActAnswer } from "../../src/contract/card-api.ts";
import type {
  CardActForm,
  CardComplaint,
  ComplaintActRequest,
} from "../../src/contract/card-complaint.ts";
import { type Pressed, usePress } from "../use-press.ts";
import { ActField } from "./ActField.tsx";

type Values = Record<string, string>;

type Shown = Pressed & {
  id: string;
  form: CardActForm;
  words: Pick<CardComplaint["words"], "missing" | "failed">;
  tell: (told: Omit<ComplaintActRequest, "act">) => Promise<CardActAnswer>;
};

/** Something that may be done, as the server describes it: a button, or a folded form. */
export function ActForm(props: Shown) {
  // A new form after each press that was done: an input may keep what its value was.
  const [round, setRound] = useState(0);
  const onPressed: Shown["onPressed"] = (answer) => {
    if (answer.isDone) setRound((before) => before + 1);
    return props.onPressed(answer);
  };
  return <OneRound key={round} {...props} onPressed={onPressed} />;
}

function OneRound({ id, form, words, tell, ...pressed }: Shown) {
  const [values, setValues] = useState<Values>(() => initialOf(form));
  const [isTried, setTried] = useState(false);
  const { isPressing, press } = usePress(words, pressed);
  const isMissing = (name: string) =>
    form.fields.some((field) => field.name === name && field.isRequired) && !values[name]?.trim();
  const submit = () => {
    const isWhole = form.fields.every(({ name }) => !isMissing(name));
    setTried(!isWhole);
    if (!isWhole) return;
    return press((actKey) => tell({ actKey, values: filledIn(values) }));
  };
  if (form.title === null) {
    return (
      <Flex direction="row" justify="start">
        <LoadingButton size="xs" loading={isPressing} testId={id} onClick={submit}>
          {form.submit}
        </LoadingButton>
      </Flex>
    );
  }
  return (
    <Accordion title={form.title} size="xs">
      <Form onSubmit={submit} testId={id}>
        <Flex direction="column" gap="xs">
          {form.fields.map((field) => (
            <ActField
              key={field.name}
              id={`${id}-${field.name}`}
              field={field}
              value={values[field.name] ?? ""}
              problem={isTried && isMissing(field.name) ? words.missing : null}
              onChange={(value) => setValues((known) => ({ ...known, [field.name]: value }))}
            />
          ))}
          <Flex direction="row" justify="start">
            <LoadingButton type="submit" size="xs" loading={isPressing} testId={`${id}-submit`}>
              {form.submit}
            </LoadingButton>
          </Flex>
        </Flex>
      </Form>
    </Accordion>
  );
}

function initialOf(form: CardActForm): Values {
  return Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial]));
}

/** What is empty is left out: the server has its own word for that. */
function filledIn(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
}
