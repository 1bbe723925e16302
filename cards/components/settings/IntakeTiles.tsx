import { AutoGrid, Flex, LoadingButton, Text, Tile } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import type { HealthImport, HealthStanding } from "../../../src/contract/settings-health.ts";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { usePress } from "../../use-press.ts";
import { StateTag } from "../Coloured.tsx";
import type { HealthProps } from "./HealthTab.tsx";

/** The first import and the look for lost events, side by side. */
export function IntakeTiles(props: HealthProps) {
  const { words, firstImport, lostEvents } = props.health;
  return (
    <AutoGrid columnWidth={320} flexible={true} gap="sm">
      {firstImport !== null && (
        <Standing name={words.firstImport} standing={firstImport} testId="first-import">
          <TurnImport {...props} firstImport={firstImport} />
        </Standing>
      )}
      <Standing name={words.lostEvents} standing={lostEvents} testId="lost-events" />
    </AutoGrid>
  );
}

function Standing(props: {
  name: string;
  standing: HealthStanding;
  children?: ReactNode;
  testId: string;
}) {
  const { name, standing, children, testId } = props;
  return (
    <Tile compact={true} testId={testId}>
      <Flex direction="column" gap="xs" align="start">
        <Flex direction="row" gap="sm" align="center" wrap={true}>
          <Text format={{ fontWeight: "demibold" }}>{name}</Text>
          <StateTag variant={standing.status.variant}>{standing.status.label}</StateTag>
        </Flex>
        {standing.lines.map((line) => (
          <Text key={line} variant="microcopy">
            {line}
          </Text>
        ))}
        {children}
      </Flex>
    </Tile>
  );
}

/** Pauses the import or lets it go on; who may not is told who may. */
function TurnImport(props: HealthProps & { firstImport: HealthImport }) {
  const { page, backend, actions, health, onActed, firstImport } = props;
  const { turn, refusal } = firstImport;
  const { isPressing, press } = usePress<SettingsActAnswer>(page.words.act, {
    actions,
    onPressed: onActed,
  });
  if (turn === null) return null;
  if (refusal !== null) {
    return (
      <Text variant="microcopy" testId="import-refusal">
        {refusal}
      </Text>
    );
  }
  return (
    <LoadingButton
      size="xs"
      loading={isPressing}
      onClick={() => press((actKey) => backend.turnImport({ actKey, to: turn }))}
      testId="turn-import"
    >
      {turn === "paused" ? health.words.pause : health.words.resume}
    </LoadingButton>
  );
}
