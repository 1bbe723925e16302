import { Accordion, Alert, AutoGrid, Divider, Flex, List, Text } from "@hubspot/ui-extensions";
import type { CustomerFile } from "../../src/contract/customer-file.ts";
import type { CustomerBackend } from "../customer-backend.ts";
import type { CardActions } from "../use-ticket-card.ts";
import { FileActivities } from "./FileActivities.tsx";
import { FileChartView } from "./FileChartView.tsx";
import { FileFigures } from "./FileFigures.tsx";
import { FileTimeline } from "./FileTimeline.tsx";

export type FileParts = {
  file: CustomerFile;
  backend: CustomerBackend;
  actions: Pick<CardActions, "addAlert">;
  readNow: () => Promise<void>;
};

/** Figures and pictures above, the timeline below. */
export function ShownFile(props: FileParts) {
  const { file } = props;
  return (
    <Flex direction="column" gap="md">
      {file.observeNotice !== null && <Alert title={file.observeNotice} variant="info" />}
      <Flex direction="column" gap="xs">
        <Text format={{ fontWeight: "demibold" }} testId="headline">
          {file.headline}
        </Text>
        <FileActivities {...props} />
      </Flex>
      <FileFigures figures={file.figures} />
      {file.charts.length > 0 && (
        <AutoGrid columnWidth={260} flexible={true} gap="md">
          {file.charts.map((chart) => (
            <FileChartView key={chart.title} chart={chart} />
          ))}
        </AutoGrid>
      )}
      {file.hints.length > 0 && (
        <Accordion title={file.words.hints} size="xs" testId="hints">
          <List variant="unordered-styled">
            {file.hints.map((hint) => (
              <Text key={hint} variant="microcopy">
                {hint}
              </Text>
            ))}
          </List>
        </Accordion>
      )}
      <Divider />
      <FileTimeline {...props} />
    </Flex>
  );
}
