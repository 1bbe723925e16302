import { Alert, Flex, LoadingButton, LoadingSpinner, Text, Tile } from "@hubspot/ui-extensions";
import type { SettingsWords } from "../../../src/contract/settings-page.ts";
import type { JobControl } from "../../use-settings-job.ts";

/** How far the job is, or that it failed or was stopped; a result is shown by whoever asked for it. */
export function JobStatus({ jobs, words }: { jobs: JobControl; words: SettingsWords["job"] }) {
  const { job, isPressing, cancel } = jobs;
  if (job === null) return null;
  switch (job.state) {
    case "running":
      return (
        <Tile compact={true} testId="job-running">
          <Flex direction="row" justify="between" align="center" gap="sm" wrap={true}>
            <Flex direction="column" gap="flush">
              <Text format={{ fontWeight: "demibold" }}>{job.title}</Text>
              <LoadingSpinner label={job.text} showLabel={true} size="xs" />
            </Flex>
            <LoadingButton
              size="xs"
              loading={isPressing || job.isStopping}
              onClick={cancel}
              testId="job-cancel"
            >
              {job.isStopping ? words.cancelling : words.cancel}
            </LoadingButton>
          </Flex>
        </Tile>
      );
    case "failed":
      return (
        <Alert title={words.failed} variant="danger" testId="job-failed">
          {job.text}
        </Alert>
      );
    case "cancelled":
      return (
        <Alert title={words.cancelled} variant="info" testId="job-cancelled">
          {job.text}
        </Alert>
      );
    case "done":
      return null;
  }
}
