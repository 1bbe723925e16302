import { Accordion, Flex, List, Text, Tile } from "@hubspot/ui-extensions";
import type { CardComplaint, CardCorrectiveAction } from "../../src/contract/card-complaint.ts";
import type { Backend } from "../backend.ts";
import type { Pressed } from "../use-press.ts";
import { ActForms } from "./ActForms.tsx";
import { StateTag } from "./Coloured.tsx";
import { DraftText } from "./DraftText.tsx";
import { SectionTitle } from "./SectionTitle.tsx";

/** How far a corrective action is, whom it concerns, and its next steps. */
export function ActionTile(
  props: Pressed & {
    one: CardCorrectiveAction;
    words: CardComplaint["words"];
    backend: Backend;
  },
) {
  const { one, words, backend, ...pressed } = props;
  const { actionId } = one;
  return (
    <Tile compact={true} testId={`action-${actionId}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" justify="between" align="center" gap="xs" wrap={true}>
          <Text format={{ fontWeight: "demibold" }}>{one.title}</Text>
          <StateTag variant={one.variant}>{one.stateLabel}</StateTag>
        </Flex>
        {one.facts.map((fact) => (
          <Text key={fact} variant="microcopy">
            {fact}
          </Text>
        ))}
        {one.customers.length > 0 && (
          <Accordion title={words.customers} size="xs">
            <List variant="unordered">
              {one.customers.map((customer) => (
                <Text key={customer} variant="microcopy">
                  {customer}
                </Text>
              ))}
            </List>
          </Accordion>
        )}
        {one.letters.length > 0 && (
          <Accordion title={words.letters} size="xs" defaultOpen={true}>
            {one.letters.map(({ label, text }) => (
              <Flex key={label} direction="column" gap="xs">
                <SectionTitle>{label}</SectionTitle>
                <DraftText
                  text={text}
                  words={words}
                  actions={pressed.actions}
                  testId={`letter-${actionId}`}
                />
              </Flex>
            ))}
          </Accordion>
        )}
        <ActForms
          prefix="action"
          forms={one.forms}
          words={words}
          tell={(act, told) => backend.actOnAction({ act, actionId, ...told })}
          {...pressed}
        />
      </Flex>
    </Tile>
  );
}
