import { Button, EmptyState, ErrorState, Flex, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import type { DocumentSource } from "../../settings-backend.ts";
import type { DocumentControl } from "../../use-document.ts";
import type { JobControl } from "../../use-settings-job.ts";
import { CheckResult } from "./CheckResult.tsx";
import { DocumentEditor } from "./DocumentEditor.tsx";
import { EffectSection } from "./EffectSection.tsx";
import type { SettingsParts } from "./ShownSettingsPage.tsx";

type Props = SettingsParts & {
  control: DocumentControl;
  jobs: JobControl;
  onOpen: (source: DocumentSource) => void;
};

/** The editor, what is wrong in the document, what it changes, and what it does to open tickets. */
export function CheckTab(props: Props) {
  const { control, page, jobs, onOpen } = props;
  const { opened } = control;
  const words = page.words.editor;
  switch (opened.state) {
    case "none":
      return (
        <EmptyState title={words.none} imageName="emptyStateCharts" imageWidth={100}>
          <Flex direction="column" gap="sm" align="start">
            <Text>{words.noneText}</Text>
            <Button
              variant="primary"
              size="sm"
              onClick={() => onOpen({ version: page.inForceVersion })}
              testId="start-from-in-force"
            >
              {words.startFromInForce}
            </Button>
          </Flex>
        </EmptyState>
      );
    case "loading":
      return <LoadingSpinner label={words.text} layout="centered" size="md" />;
    case "failed":
      return (
        <ErrorState title={opened.message ?? words.readFailed}>
          <Button size="sm" onClick={() => onOpen(opened.source)} testId="document-retry">
            {words.retry}
          </Button>
        </ErrorState>
      );
    case "open":
      return (
        <Flex direction="column" gap="md">
          <DocumentEditor {...props} opened={opened} />
          <CheckResult check={opened.check} words={words} />
          {opened.check?.isValid === true && (
            <EffectSection page={page} opened={opened} jobs={jobs} />
          )}
        </Flex>
      );
  }
}
