import { Accordion, Alert, Flex, List, LoadingButton, Text, Tile } from "@hubspot/ui-extensions";
import type { CustomerVisit } from "../../../src/contract/customer-visits.ts";
import { usePress } from "../../use-press.ts";
import { StateTag } from "../Coloured.tsx";
import { DraftText } from "../DraftText.tsx";
import { SectionTitle } from "../SectionTitle.tsx";
import { ChangeVisit } from "./ChangeVisit.tsx";
import { OutcomeForm } from "./OutcomeForm.tsx";
import { ReasonForm } from "./ReasonForm.tsx";
import type { VisitsShown } from "./VisitsSection.tsx";

export type VisitShown = VisitsShown & { visit: CustomerVisit };

/** One visit: when, by whom, why, what to ask, and what can be done about it. */
export function VisitTile(props: VisitShown) {
  const { visit, visits } = props;
  const { words } = visits;
  const { asks, notice } = visit;
  return (
    <Tile compact={true} testId={`visit-${visit.visitId}`}>
      <Flex direction="column" gap="xs">
        <Text format={{ fontWeight: "demibold" }}>{visit.title}</Text>
        <StateTag variant={visit.colour.variant}>{visit.colour.label}</StateTag>
        <Text testId="visit-when">{visit.when}</Text>
        <Text variant="microcopy">{visit.window}</Text>
        {visit.isAssigned ? (
          <Text variant="microcopy">{visit.owner}</Text>
        ) : (
          <StateTag variant="warning">{visit.owner}</StateTag>
        )}
        {visit.why.map((line) => (
          <Text key={line} variant="microcopy">
            {line}
          </Text>
        ))}
        {notice !== null && (
          <Alert title={notice.title} variant="warning">
            {notice.text}
          </Alert>
        )}
        {visit.script.length > 0 && <Script title={words.script} questions={visit.script} />}
        {visit.letter !== null && <Letter {...props} letter={visit.letter} />}
        {asks === "deleted" && <AgainButton {...props} />}
        {visit.isHeld && <LiftForm {...props} />}
        <Accordion
          title={words.record}
          size="xs"
          defaultOpen={asks === "outcome"}
          testId={`outcome-${visit.visitId}`}
        >
          <OutcomeForm {...props} />
        </Accordion>
        {asks !== "outcome" && (
          <Accordion title={words.change} size="xs" defaultOpen={asks === "deleted"}>
            <ChangeVisit {...props} />
          </Accordion>
        )}
      </Flex>
    </Tile>
  );
}

function Script({ title, questions }: { title: string; questions: readonly string[] }) {
  return (
    <>
      <SectionTitle>{title}</SectionTitle>
      <List variant="unordered-styled">
        {questions.map((question) => (
          <Text key={question} variant="microcopy">
            {question}
          </Text>
        ))}
      </List>
    </>
  );
}

/** What a person sends in their own mail. */
function Letter({ letter, visit, visits, backend, ...rest }: VisitShown & { letter: string }) {
  const { words } = visits;
  const { actions } = rest;
  const { isPressing, press } = usePress(words, rest);
  const { visitId, attempt } = visit;
  const tell = (actKey: string) =>
    backend.recordOutcome({ actKey, visitId, attempt, isReached: true });
  return (
    <>
      <SectionTitle>{words.letter}</SectionTitle>
      <DraftText text={letter} words={words} actions={actions} testId={`letter-${visitId}`} />
      <Flex direction="row" gap="xs" wrap={true}>
        <LoadingButton size="xs" loading={isPressing} onClick={() => press(tell)}>
          {words.sent}
        </LoadingButton>
      </Flex>
    </>
  );
}

/** A person may have a visit made that waits for something. */
function LiftForm(props: VisitShown) {
  const { visits, backend, visit } = props;
  const { words } = visits;
  const { visitId } = visit;
  return (
    <Accordion title={words.lift} size="xs">
      <ReasonForm
        {...props}
        id={`lift-${visitId}`}
        label={words.liftReason}
        action={words.lift}
        send={(reason, actKey) => backend.liftVisit({ actKey, visitId, reason })}
      />
    </Accordion>
  );
}

function AgainButton({ visit, visits, backend, ...rest }: VisitShown) {
  const { words } = visits;
  const { isPressing, press } = usePress(words, rest);
  const { visitId } = visit;
  return (
    <Flex direction="row" justify="start">
      <LoadingButton
        size="xs"
        loading={isPressing}
        testId={`again-${visitId}`}
        onClick={() => press((actKey) => backend.planAgain({ actKey, visitId }))}
      >
        {words.again}
      </LoadingButton>
    </Flex>
  );
}
