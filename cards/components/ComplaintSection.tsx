import { Alert, Button, Flex, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CardComplaint, CardComplaintSummary } from "../../src/contract/card-complaint.ts";
import type { Backend } from "../backend.ts";
import type { Pressed } from "../use-press.ts";
import { ActForm } from "./ActForm.tsx";
import { ActForms } from "./ActForms.tsx";
import { ActionTile } from "./ActionTile.tsx";
import { StateTag } from "./Coloured.tsx";
import { SectionTitle } from "./SectionTitle.tsx";

type Reading =
  | { readonly state: "loading" | "failed" }
  | { readonly state: "shown"; readonly complaint: CardComplaint };

type Shown = Pressed & {
  summary: CardComplaintSummary;
  /** When the card was answered: whoever went on meanwhile is seen with the next answer. */
  asOf: number;
  backend: Backend;
};

/** Where a ticket is a complaint all of it is shown at once; elsewhere when somebody asks for it. */
export function ComplaintSection(props: Shown) {
  const { summary } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <Flex direction="column" gap="xs" testId="complaint">
      <Flex direction="row" justify="between" align="center" gap="xs" wrap={true}>
        <SectionTitle>{summary.title}</SectionTitle>
        {summary.stateLabel === null ? (
          <Button
            variant="transparent"
            size="xs"
            testId="complaint-open"
            onClick={() => setOpen(!isOpen)}
          >
            {summary.words.open}
          </Button>
        ) : (
          <StateTag variant={summary.variant}>{summary.stateLabel}</StateTag>
        )}
      </Flex>
      {(isOpen || summary.stateLabel !== null) && <Details {...props} />}
    </Flex>
  );
}

function Details({ summary, asOf, backend, actions, onPressed }: Shown) {
  const { readComplaint } = backend;
  const [reading, setReading] = useState<Reading>({ state: "loading" });
  const asked = useRef(0);
  const load = useCallback(() => {
    asked.current += 1;
    const turn = asked.current;
    readComplaint().then(
      (complaint) => {
        // An answer to an earlier question may come last.
        if (turn === asked.current) setReading({ state: "shown", complaint });
      },
      // What is shown stays: somebody may be filling in a form.
      () => setReading((last) => (last.state === "shown" ? last : { state: "failed" })),
    );
  }, [readComplaint]);
  const isAskedOf = useRef<number | null>(null);
  useEffect(() => {
    if (isAskedOf.current === asOf) return;
    isAskedOf.current = asOf;
    load();
  }, [load, asOf]);
  const pressed: Pressed = {
    actions,
    onPressed: (answer) => {
      load();
      return onPressed(answer);
    },
  };
  switch (reading.state) {
    case "loading":
      return <LoadingSpinner label={summary.words.loading} size="xs" />;
    case "failed":
      return (
        <Alert title={summary.words.failed} variant="warning">
          <Button size="xs" onClick={load} testId="complaint-retry">
            {summary.words.retry}
          </Button>
        </Alert>
      );
    case "shown":
      return <Everything complaint={reading.complaint} backend={backend} {...pressed} />;
  }
}

function Everything(props: Pressed & { complaint: CardComplaint; backend: Backend }) {
  const { complaint, backend, ...pressed } = props;
  const { facts, forms, actions: correctiveActions, openAction, words } = complaint;
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="column" gap="xs">
        {facts.map((fact) => (
          <Text key={fact} variant="microcopy">
            {fact}
          </Text>
        ))}
        <ActForms
          prefix="complaint"
          forms={forms}
          words={words}
          tell={(act, told) => backend.actOnComplaint({ act, ...told })}
          {...pressed}
        />
      </Flex>
      <Flex direction="column" gap="xs">
        <SectionTitle>{words.actions}</SectionTitle>
        {correctiveActions.length === 0 && <Text variant="microcopy">{words.noActions}</Text>}
        {correctiveActions.map((one) => (
          <ActionTile key={one.actionId} one={one} words={words} backend={backend} {...pressed} />
        ))}
        {openAction !== null && (
          <ActForm
            id="action-open"
            form={openAction}
            words={words}
            tell={(told) => backend.actOnAction({ act: openAction.act, actionId: null, ...told })}
            {...pressed}
          />
        )}
      </Flex>
    </Flex>
  );
}
