import { Flex, Text } from "@hubspot/ui-extensions";
import type { TicketCard } from "../../src/contract/card-api.ts";
import type { CardActions } from "../use-ticket-card.ts";
import { DraftText } from "./DraftText.tsx";
import { SectionTitle } from "./SectionTitle.tsx";

/** The link that a rep passes on, so that the customer can rate how the ticket was handled. */
export function RatingLink(props: {
  rating: NonNullable<TicketCard["rating"]>;
  actions: Pick<CardActions, "addAlert" | "copyTextToClipboard">;
}) {
  const { title, text, url, words } = props.rating;
  return (
    <Flex direction="column" gap="xs">
      <SectionTitle>{title}</SectionTitle>
      <Text variant="microcopy">{text}</Text>
      <DraftText text={url} words={words} actions={props.actions} testId="rating-link" />
    </Flex>
  );
}
