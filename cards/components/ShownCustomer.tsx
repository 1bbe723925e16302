import { Accordion, Alert, Flex, List, Text } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import type { CustomerCard } from "../../src/contract/customer-card.ts";
import type { CustomerBackend } from "../customer-backend.ts";
import type { Pressed } from "../use-press.ts";
import { BenefitTile } from "./BenefitTile.tsx";
import { Concerns } from "./Concerns.tsx";
import { CustomerTierView } from "./CustomerTierView.tsx";
import { NextChangeView } from "./NextChangeView.tsx";
import { OpenTickets } from "./OpenTickets.tsx";
import { SectionTitle } from "./SectionTitle.tsx";
import { HeldTier, TierForm } from "./TierForm.tsx";
import { VisitsSection } from "./visits/VisitsSection.tsx";

/** A customer that Aftercare knows, graded or not. */
export function ShownCustomer(props: Pressed & { card: CustomerCard; backend: CustomerBackend }) {
  const { card, backend, actions, onPressed } = props;
  const { words } = card;
  const pressed = { actions, onPressed };
  return (
    <Flex direction="column" gap="sm">
      {card.observeNotice !== null && <Alert title={card.observeNotice} variant="info" />}
      <CustomerTierView card={card} />
      {card.next !== null && <NextChangeView next={card.next} words={words} />}
      {card.override !== null && (
        <HeldTier override={card.override} backend={backend} {...pressed} />
      )}
      {card.concerns.length > 0 && (
        <Section title={words.concerns}>
          <Concerns concerns={card.concerns} />
        </Section>
      )}
      <Section title={words.openTickets}>
        <OpenTickets card={card} />
      </Section>
      <Section title={words.benefits}>
        {card.benefits.length === 0 && <Text variant="microcopy">{words.noBenefits}</Text>}
        {card.benefits.map((benefit) => (
          <BenefitTile
            key={benefit.grantId}
            benefit={benefit}
            words={words}
            backend={backend}
            {...pressed}
          />
        ))}
      </Section>
      {card.nextVisit !== null && (
        <Section title={words.nextVisit}>
          <Text testId="next-visit">{card.nextVisit}</Text>
        </Section>
      )}
      {card.scores.length > 0 && (
        <Section title={words.scores}>
          {card.scores.map((score) => (
            <Text key={score} testId="score">
              {score}
            </Text>
          ))}
          {card.scoresNote !== null && <Text variant="microcopy">{card.scoresNote}</Text>}
        </Section>
      )}
      {card.visits !== null && (
        <Section title={card.visits.words.section}>
          <VisitsSection visits={card.visits} backend={backend} {...pressed} />
        </Section>
      )}
      {card.changes.length > 0 && (
        <Accordion title={words.changes} size="xs">
          <List variant="unordered-styled">
            {card.changes.map((change) => (
              <Text key={change} variant="microcopy">
                {change}
              </Text>
            ))}
          </List>
        </Accordion>
      )}
      {card.override !== null && (
        <TierForm override={card.override} backend={backend} {...pressed} />
      )}
    </Flex>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Flex direction="column" gap="xs">
      <SectionTitle>{title}</SectionTitle>
      {children}
    </Flex>
  );
}
