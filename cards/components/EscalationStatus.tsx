import { Flex, List, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import type { CardEscalation, TicketCard } from "../../src/contract/card-api.ts";

/** Which department has the case, in what state, and who did what; or that there is none. */
export function EscalationStatus(props: {
  escalation: CardEscalation | null;
  words: TicketCard["words"];
}) {
  const { escalation, words } = props;
  if (escalation === null) return <Text variant="microcopy">{words.noEscalation}</Text>;
  return (
    <Tile compact={true} testId="escalation">
      <Flex direction="column" gap="xs">
        <Flex direction="row" justify="between" align="center" gap="xs" wrap={true}>
          <Text format={{ fontWeight: "demibold" }}>{escalation.department}</Text>
          <StatusTag variant={escalation.variant}>{escalation.stateLabel}</StatusTag>
        </Flex>
        <List variant="unordered">
          {escalation.timeline.map((entry) => (
            <Text key={entry} variant="microcopy">
              {entry}
            </Text>
          ))}
        </List>
      </Flex>
    </Tile>
  );
}
