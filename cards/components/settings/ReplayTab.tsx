import {
  Button,
  EmptyState,
  Flex,
  Heading,
  LoadingButton,
  NumberInput,
  Text,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import type { ShownSettings } from "../../../src/contract/settings-page.ts";
import { labelled } from "../../labelled.ts";
import type { DocumentSource } from "../../settings-backend.ts";
import type { DocumentControl, OpenDocument } from "../../use-document.ts";
import type { JobControl } from "../../use-settings-job.ts";
import { JobStatus } from "./JobStatus.tsx";
import { ReplayResult } from "./ReplayResult.tsx";

type Props = {
  page: ShownSettings;
  control: DocumentControl;
  jobs: JobControl;
  onOpen: (source: DocumentSource) => void;
};

/** What the document in the editor would have made of the last days. */
export function ReplayTab(props: Props) {
  const { page, control, jobs } = props;
  const { job } = jobs;
  const { opened } = control;
  const { words, viewer } = page;
  return (
    <Flex direction="column" gap="md">
      <Text>{viewer.refusals.replay ?? words.replay.text}</Text>
      {viewer.refusals.replay === null &&
        (opened.state === "open" ? (
          <StartForm page={page} opened={opened} jobs={jobs} />
        ) : (
          <NoDocument {...props} />
        ))}
      {(job?.kind === "replay" || job?.state === "running") && (
        <JobStatus jobs={jobs} words={words.job} />
      )}
      {job?.replay && <ReplayResult title={job.title} replay={job.replay} words={words.replay} />}
    </Flex>
  );
}

function NoDocument({ page, onOpen }: Props) {
  const { replay, policies, editor } = page.words;
  const [draft] = page.drafts.filter(({ isOpen }) => isOpen);
  return (
    <EmptyState title={replay.noDocument} imageName="emptyStateCharts" imageWidth={100}>
      <Flex direction="column" gap="sm" align="start">
        <Text>{replay.noDocumentText}</Text>
        <Button
          size="sm"
          onClick={() =>
            onOpen(draft ? { draftId: draft.draftId } : { version: page.inForceVersion })
          }
          testId="replay-open"
        >
          {draft ? labelled(policies.open, draft.title) : editor.startFromInForce}
        </Button>
      </Flex>
    </EmptyState>
  );
}

function StartForm(props: { page: ShownSettings; opened: OpenDocument; jobs: JobControl }) {
  const { page, opened, jobs } = props;
  const { limits, words } = page;
  const [days, setDays] = useState(limits.defaultReplayDays);
  const { job } = jobs;
  const isAllowed = Number.isInteger(days) && days >= 1 && days <= limits.replayDays;
  const start = () => {
    const { text, title } = opened;
    if (isAllowed) jobs.start({ kind: "replay", text, title, sinceDays: days });
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>{opened.title}</Heading>
      <Flex direction="row" gap="sm" align="end">
        <NumberInput
          name="days"
          label={words.replay.days}
          min={1}
          max={limits.replayDays}
          value={days}
          {...(isAllowed ? {} : { error: true, validationMessage: words.act.missing })}
          onChange={(value) => setDays(Number(value))}
          testId="replay-days"
        />
        <LoadingButton
          variant="primary"
          size="sm"
          loading={jobs.isPressing || job?.state === "running"}
          onClick={start}
          testId="replay-start"
        >
          {job?.kind === "replay" && job.state !== "running"
            ? words.replay.again
            : words.replay.start}
        </LoadingButton>
      </Flex>
    </Flex>
  );
}
