import { Accordion, Flex, List, Text } from "@hubspot/ui-extensions";
import type { CustomerVisits } from "../../../src/contract/customer-visits.ts";
import type { CustomerBackend } from "../../customer-backend.ts";
import type { Pressed } from "../../use-press.ts";
import { PlanVisit } from "./PlanVisit.tsx";
import { VisitTile } from "./VisitTile.tsx";

export type VisitsShown = Pressed & { visits: CustomerVisits; backend: CustomerBackend };

/** What is planned for a customer, what wants an answer, and what came of the visits before. */
export function VisitsSection(props: VisitsShown) {
  const { visits, history, words } = props.visits;
  return (
    <Flex direction="column" gap="sm" testId="visits">
      {visits.length === 0 && <Text variant="microcopy">{words.none}</Text>}
      {visits.map((visit) => (
        <VisitTile key={`${visit.visitId} ${visit.attempt}`} visit={visit} {...props} />
      ))}
      {history.length > 0 && (
        <Accordion title={words.history} size="xs">
          <List variant="unordered-styled">
            {history.map((line) => (
              <Text key={line} variant="microcopy">
                {line}
              </Text>
            ))}
          </List>
        </Accordion>
      )}
      <PlanVisit {...props} />
    </Flex>
  );
}
