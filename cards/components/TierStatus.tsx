import { Accordion, Flex, List, Text } from "@hubspot/ui-extensions";
import type { CardTier, TicketCard } from "../../src/contract/card-api.ts";
import { labelled, listed } from "../labelled.ts";
import { MarkTag } from "./Coloured.tsx";
import { SectionTitle } from "./SectionTitle.tsx";

/** The customer's tier, its score, and why. */
export function TierStatus({ tier, words }: { tier: CardTier; words: TicketCard["words"] }) {
  return (
    <Flex direction="column" gap="xs">
      <SectionTitle>{words.tier}</SectionTitle>
      <Flex direction="row" align="center" gap="sm" wrap={true}>
        <MarkTag variant={tier.variant} inline={true}>
          {tier.label}
        </MarkTag>
        <Text variant="microcopy" testId="score">{`${Math.round(tier.score)}/100`}</Text>
      </Flex>
      <Accordion title={words.why} size="xs">
        <List variant="unordered-styled">
          {tier.reasons.map((reason) => (
            <Text key={reason} variant="microcopy">
              {reason}
            </Text>
          ))}
        </List>
        {tier.missing.length > 0 && (
          <Text variant="microcopy" testId="missing">
            {labelled(words.missingFields, listed(tier.missing))}
          </Text>
        )}
      </Accordion>
    </Flex>
  );
}
