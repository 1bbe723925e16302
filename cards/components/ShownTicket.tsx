import { Alert, Flex, Link, Text } from "@hubspot/ui-extensions";
import type { Backend } from "../backend.ts";
import type { Answer } from "../reader.ts";
import { useServerNow } from "../use-server-now.ts";
import type { CardActions } from "../use-ticket-card.ts";
import { ClockTile } from "./ClockTile.tsx";
import { ComplaintSection } from "./ComplaintSection.tsx";
import { ConnectSlack } from "./ConnectSlack.tsx";
import { EscalationSection } from "./EscalationSection.tsx";
import { LogSection } from "./LogSection.tsx";
import { OverrideForm } from "./OverrideForm.tsx";
import { PauseControl } from "./PauseControl.tsx";
import { RatingLink } from "./RatingLink.tsx";
import { SectionTitle } from "./SectionTitle.tsx";
import { TierStatus } from "./TierStatus.tsx";

/** What is said of the ticket as a whole. */
function Top({ card }: { card: Answer["card"] }) {
  return (
    <>
      {card.observeNotice !== null && <Alert title={card.observeNotice} variant="info" />}
      <Text format={{ fontWeight: "demibold" }} testId="headline">
        {card.headline}
      </Text>
      {card.mergedInto !== null && (
        <Link href={card.mergedInto.url} testId="merged-into">
          {card.mergedInto.label}
        </Link>
      )}
      {card.counted !== null && card.counted.text !== null && (
        <Text variant="microcopy" testId="counted">
          {card.counted.text}
        </Text>
      )}
    </>
  );
}

/** A tracked ticket. */
export function ShownTicket(props: {
  answer: Answer;
  backend: Backend;
  actions: Pick<CardActions, "addAlert" | "copyTextToClipboard">;
  readNow: () => Promise<void>;
}) {
  const { answer, backend, actions, readNow } = props;
  const now = useServerNow(answer);
  const { card } = answer;
  return (
    <Flex direction="column" gap="sm">
      <Top card={card} />
      {card.tier !== null && <TierStatus tier={card.tier} words={card.words} />}
      <Flex direction="column" gap="sm">
        <SectionTitle>{card.words.clocks}</SectionTitle>
        {card.clocks.map((clock) => (
          <ClockTile
            key={`${clock.kind}-${clock.cycle}`}
            clock={clock}
            card={card}
            now={now}
            readTrace={backend.readTrace}
          />
        ))}
        {card.logs !== null && (
          <LogSection logs={card.logs} backend={backend} actions={actions} onPressed={readNow} />
        )}
        {card.pause !== null && (
          <PauseControl
            pause={card.pause}
            backend={backend}
            actions={actions}
            onPressed={readNow}
          />
        )}
        {card.override !== null && (
          <OverrideForm
            override={card.override}
            backend={backend}
            actions={actions}
            onPressed={readNow}
          />
        )}
      </Flex>
      {card.escalation !== null && (
        <Flex direction="column" gap="xs">
          <SectionTitle>{card.words.escalation}</SectionTitle>
          <EscalationSection
            escalation={card.escalation}
            backend={backend}
            actions={actions}
            onPressed={readNow}
          />
        </Flex>
      )}
      {card.complaint !== null && (
        <ComplaintSection
          asOf={card.serverNow}
          summary={card.complaint}
          backend={backend}
          actions={actions}
          onPressed={readNow}
        />
      )}
      {card.rating !== null && <RatingLink rating={card.rating} actions={actions} />}
      {card.nextVisit !== null && (
        <Flex direction="column" gap="xs">
          <SectionTitle>{card.words.nextVisit}</SectionTitle>
          <Text testId="next-visit">{card.nextVisit}</Text>
        </Flex>
      )}
      {card.connect !== null && (
        <ConnectSlack connect={card.connect} backend={backend} actions={actions} />
      )}
    </Flex>
  );
}
