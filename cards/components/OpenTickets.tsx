import { Flex, Link, Text } from "@hubspot/ui-extensions";
import type { CustomerCard } from "../../src/contract/customer-card.ts";
import { StateTag } from "./Coloured.tsx";

/** The tickets that are worked on, each with the promise that is worst off. */
export function OpenTickets({ card }: { card: CustomerCard }) {
  const { openTickets, moreTickets, words } = card;
  if (openTickets.length === 0) {
    return (
      <Text variant="microcopy" testId="no-tickets">
        {words.noTickets}
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="sm">
      {openTickets.map(({ ticketId, subject, url, stateLabel, variant, text }) => (
        <Flex key={ticketId} direction="column" testId={`ticket-${ticketId}`}>
          <Link href={url}>{subject}</Link>
          <Flex direction="row" gap="xs" align="center" wrap={true}>
            <StateTag variant={variant}>{stateLabel}</StateTag>
            {text !== null && <Text variant="microcopy">{text}</Text>}
          </Flex>
        </Flex>
      ))}
      {moreTickets !== null && <Text variant="microcopy">{moreTickets}</Text>}
    </Flex>
  );
}
