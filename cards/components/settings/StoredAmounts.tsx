import { AutoGrid, Flex, Heading, Text, Tile } from "@hubspot/ui-extensions";
import type { ShownHealth } from "../../../src/contract/settings-health.ts";
import { StateTag } from "../Coloured.tsx";

/** How much the account holds, by kind of data. */
export function StoredAmounts({ health }: { health: ShownHealth }) {
  const { storage, words } = health;
  if (storage === null) return null;
  return (
    <Flex direction="column" gap="sm" testId="storage">
      <Heading>{words.storage}</Heading>
      <StateTag variant={storage.status.variant}>{storage.status.label}</StateTag>
      <AutoGrid columnWidth={160} flexible={true} gap="sm">
        {storage.counts.map(({ id, label, count, text }) => (
          <Tile key={id} compact={true}>
            <Flex direction="column" gap="xs" align="start">
              <Text>{label}</Text>
              <Heading>{count}</Heading>
              <Text variant="microcopy">{text}</Text>
            </Flex>
          </Tile>
        ))}
      </AutoGrid>
      <Text variant="microcopy">{storage.measured}</Text>
    </Flex>
  );
}
