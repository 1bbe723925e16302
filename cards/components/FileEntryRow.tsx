import { Box, Flex, Icon, Link, Text, Tile } from "@hubspot/ui-extensions";
import type { FileEntry } from "../../src/contract/customer-file.ts";
import { StateTag } from "./Coloured.tsx";

/** One entry: what and when, how it stands, what else is known. */
export function FileEntryRow({ entry }: { entry: FileEntry }) {
  return (
    <Tile compact={true} testId={`entry-${entry.key}`}>
      <Flex direction="row" gap="sm" align="start">
        <Icon name={entry.icon} size="sm" screenReaderText={entry.kindLabel} />
        <Box flex={1}>
          <Flex direction="column">
            <Flex direction="row" gap="sm" align="start" justify="between">
              {entry.url === null ? (
                <Text format={{ fontWeight: "demibold" }}>{entry.title}</Text>
              ) : (
                <Link href={entry.url}>{entry.title}</Link>
              )}
              {entry.stateLabel !== null && (
                <StateTag variant={entry.variant}>{entry.stateLabel}</StateTag>
              )}
            </Flex>
            <Text variant="microcopy">{`${entry.when} · ${entry.kindLabel}`}</Text>
            {entry.facts.map((fact) => (
              <Text key={fact} variant="microcopy">
                {fact}
              </Text>
            ))}
          </Flex>
        </Box>
      </Flex>
    </Tile>
  );
}
