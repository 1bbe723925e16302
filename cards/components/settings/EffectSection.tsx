import {
  Flex,
  Heading,
  Link,
  List,
  LoadingButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import type { SettingsWords, ShownSettings } from "../../../src/contract/settings-page.ts";
import type { SettingsEffect } from "../../../src/contract/settings-work.ts";
import type { OpenDocument } from "../../use-document.ts";
import type { JobControl } from "../../use-settings-job.ts";
import { MarkTag, StateTag } from "../Coloured.tsx";
import { JobStatus } from "./JobStatus.tsx";

/** What would become of the open tickets; looked at on demand, as there may be many. */
export function EffectSection(props: {
  page: ShownSettings;
  opened: OpenDocument;
  jobs: JobControl;
}) {
  const { page, opened, jobs } = props;
  const { effect: words, job: jobWords } = page.words;
  const { job } = jobs;
  const refusal = page.viewer.refusals.replay;
  const isBusy = jobs.isPressing || job?.state === "running";
  const { text, title } = opened;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{words.title}</Heading>
      <Text>{refusal ?? words.text}</Text>
      {refusal === null && (
        <Flex direction="row">
          <LoadingButton
            size="sm"
            loading={isBusy}
            onClick={() => jobs.start({ kind: "effect", text, title })}
            testId="effect-start"
          >
            {job?.kind === "effect" && job.state !== "running" ? words.again : words.start}
          </LoadingButton>
        </Flex>
      )}
      {(job?.kind === "effect" || job?.state === "running") && (
        <JobStatus jobs={jobs} words={jobWords} />
      )}
      {job?.effect && <EffectResult title={job.title} effect={job.effect} words={words} />}
    </Flex>
  );
}

function EffectResult(props: {
  title: string;
  effect: SettingsEffect;
  words: SettingsWords["effect"];
}) {
  const { title, effect, words } = props;
  return (
    <Flex direction="column" gap="sm">
      <Text variant="microcopy">{title}</Text>
      <Text format={{ fontWeight: "demibold" }} testId="effect-headline">
        {effect.headline}
      </Text>
      {effect.moves.length > 0 && (
        <Flex direction="row" gap="xs" wrap={true}>
          {effect.moves.map(({ label, count, variant }) => (
            <MarkTag key={label} variant={variant}>{`${count} ${label}`}</MarkTag>
          ))}
        </Flex>
      )}
      {effect.affected.length > 0 && (
        <List variant="unordered-styled">
          {effect.affected.map((line) => (
            <Text key={line}>{line}</Text>
          ))}
        </List>
      )}
      {effect.examples.length > 0 && (
        <Table density="condensed">
          <TableHead>
            <TableRow>
              <TableHeader>{words.ticket}</TableHeader>
              <TableHeader>{words.change}</TableHeader>
              <TableHeader>{""}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {effect.examples.map(({ ticket, change, status }) => (
              <TableRow key={`${ticket.url} ${change}`}>
                <TableCell>
                  <Link href={{ url: ticket.url, external: true }}>{ticket.label}</Link>
                </TableCell>
                <TableCell>{change}</TableCell>
                <TableCell>
                  <StateTag variant={status.variant}>{status.label}</StateTag>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {effect.notes.length > 0 && (
        <List variant="unordered-styled">
          {effect.notes.map((note) => (
            <Text key={note} variant="microcopy">
              {note}
            </Text>
          ))}
        </List>
      )}
    </Flex>
  );
}
