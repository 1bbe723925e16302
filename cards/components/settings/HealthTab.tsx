import {
  AutoGrid,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  List,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import type { HealthCount, ShownHealth } from "../../../src/contract/settings-health.ts";
import { useIsStale } from "../../use-is-stale.ts";
import { StateTag, VerdictAlert } from "../Coloured.tsx";
import { DeadEvents, StuckSends } from "./DeadLetters.tsx";
import { IntakeTiles } from "./IntakeTiles.tsx";
import type { SettingsParts } from "./ShownSettingsPage.tsx";
import { StoredAmounts } from "./StoredAmounts.tsx";
import { TabReading } from "./TabReading.tsx";

/** How well Aftercare runs: at a glance first, then what to do about it, then the figures behind it. */
export function HealthTab(props: SettingsParts) {
  const { backend, page } = props;
  return (
    <TabReading
      ask={backend.readHealth}
      language={page.language}
      show={(health, readNow) => <Health {...props} health={health} onActed={readNow} />}
    />
  );
}

export type HealthProps = SettingsParts & { health: ShownHealth; onActed: () => Promise<void> };

function Health(props: HealthProps) {
  const { health } = props;
  const { words, headline } = health;
  // That all was well is no news, and could be read as though it were.
  const isTold = !(useIsStale() && headline.variant === "success");
  return (
    <Flex direction="column" gap="md">
      {isTold && (
        <VerdictAlert title={headline.label} variant={headline.variant} testId="health-headline" />
      )}
      <StuckSends {...props} />
      <DeadEvents {...props} />
      <Retries health={health} />
      <Heading>{words.ledger}</Heading>
      <Text testId="equation">{health.equation}</Text>
      <Counts counts={health.ledger} testId="ledger" />
      <Text variant="microcopy" testId="queue-age">
        {health.queueAge}
      </Text>
      <IntakeTiles {...props} />
      <Heading>{words.outbox}</Heading>
      <Counts counts={health.outbox} testId="outbox" />
      <Text variant="microcopy">{health.outboxAge}</Text>
      <Waits health={health} />
      <Heading>{words.connections}</Heading>
      <Connections health={health} />
      <StoredAmounts health={health} />
    </Flex>
  );
}

function Retries({ health }: { health: ShownHealth }) {
  if (health.retries.length === 0) return null;
  return (
    <Flex direction="column" gap="xs" testId="retries">
      <Heading>{health.words.retries}</Heading>
      {health.retries.map(({ text, status }) => (
        <Flex key={text} direction="row" gap="sm" align="center">
          <StateTag variant={status.variant}>{status.label}</StateTag>
          <Text>{text}</Text>
        </Flex>
      ))}
    </Flex>
  );
}

function Counts({ counts, testId }: { counts: readonly HealthCount[]; testId: string }) {
  return (
    <AutoGrid columnWidth={160} flexible={true} gap="sm" testId={testId}>
      {counts.map(({ id, label, count, text, variant }) => (
        <Tile key={id} compact={true}>
          <Flex direction="column" gap="xs" align="start">
            <StateTag variant={variant}>{label}</StateTag>
            <Heading>{count}</Heading>
            <Text variant="microcopy">{text}</Text>
          </Flex>
        </Tile>
      ))}
    </AutoGrid>
  );
}

function Waits({ health }: { health: ShownHealth }) {
  if (health.waits.length === 0) return null;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: "demibold" }}>{health.words.waits}</Text>
      <List variant="unordered-styled">
        {health.waits.map((wait) => (
          <Text key={wait}>{wait}</Text>
        ))}
      </List>
    </Flex>
  );
}

function Connections({ health }: { health: ShownHealth }) {
  return (
    <Flex direction="column" gap="sm">
      <AutoGrid columnWidth={320} flexible={true} gap="sm" testId="connections">
        {health.connections.map(({ name, status, facts }) => (
          <Tile key={name} compact={true}>
            <Flex direction="column" gap="xs" align="start">
              <Flex direction="row" gap="sm" align="center">
                <Text format={{ fontWeight: "demibold" }}>{name}</Text>
                <StateTag variant={status.variant}>{status.label}</StateTag>
              </Flex>
              {facts.map((fact) => (
                <Text key={fact} variant="microcopy">
                  {fact}
                </Text>
              ))}
            </Flex>
          </Tile>
        ))}
      </AutoGrid>
      <Text format={{ fontWeight: "demibold" }}>{health.words.limits}</Text>
      <DescriptionList direction="column">
        {health.limits.map(({ label, text }) => (
          <DescriptionListItem key={label} label={label}>
            {text}
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Flex>
  );
}
