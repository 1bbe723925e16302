import {
  Button,
  EmptyState,
  ErrorState,
  Flex,
  LoadingSpinner,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import { useEffect, useState } from "react";
import type { SettingsAudit, SettingsWords } from "../../../src/contract/settings-page.ts";
import type { SettingsParts } from "./ShownSettingsPage.tsx";

type AuditReading =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "answered"; readonly audit: SettingsAudit };

/** Who did what, when, from where; a page at a time, newest first. */
export function AuditTab({ page, backend }: SettingsParts) {
  const words = page.words.audit;
  const [olderThan, setOlderThan] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [reading, setReading] = useState<AuditReading>({ state: "loading" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again.
  useEffect(() => {
    let isOver = false;
    setReading({ state: "loading" });
    backend.readAudit(olderThan).then(
      (audit) => !isOver && setReading({ state: "answered", audit }),
      () => !isOver && setReading({ state: "failed" }),
    );
    return () => {
      isOver = true;
    };
  }, [backend, olderThan, attempt]);
  switch (reading.state) {
    case "loading":
      return <LoadingSpinner label={words.loading} layout="centered" size="md" />;
    case "failed":
      return (
        <ErrorState title={words.failed}>
          <Button size="sm" onClick={() => setAttempt(attempt + 1)} testId="audit-retry">
            {words.retry}
          </Button>
        </ErrorState>
      );
    case "answered":
      return (
        <AuditPage
          audit={reading.audit}
          words={words}
          isNewest={olderThan === null}
          onGo={setOlderThan}
        />
      );
  }
}

function AuditPage(props: {
  audit: SettingsAudit;
  words: SettingsWords["audit"];
  isNewest: boolean;
  onGo: (olderThan: string | null) => void;
}) {
  const { audit, words, isNewest, onGo } = props;
  if (audit.state === "refused") {
    return (
      <ErrorState title={audit.headline} type="lock">
        {null}
      </ErrorState>
    );
  }
  if (audit.entries.length === 0) {
    return (
      <EmptyState title={words.none} imageName="emptyStateCharts" imageWidth={100}>
        <Text>{words.noneText}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="sm">
      <Text variant="microcopy">{audit.headline}</Text>
      <AuditTable entries={audit.entries} words={words} />
      <Flex direction="row" gap="sm">
        {!isNewest && (
          <Button size="sm" onClick={() => onGo(null)} testId="audit-newest">
            {words.newest}
          </Button>
        )}
        {audit.olderThan !== null && (
          <Button size="sm" onClick={() => onGo(audit.olderThan)} testId="audit-older">
            {words.older}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}

function AuditTable(props: { entries: SettingsAudit["entries"]; words: SettingsWords["audit"] }) {
  const { entries, words } = props;
  return (
    <Table density="condensed" testId="audit">
      <TableHead>
        <TableRow>
          <TableHeader>{words.when}</TableHeader>
          <TableHeader>{words.who}</TableHeader>
          <TableHeader>{words.what}</TableHeader>
          <TableHeader>{words.where}</TableHeader>
          <TableHeader>{words.detail}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {entries.map(({ id, when, who, what, where, detail }) => (
          <TableRow key={id}>
            <TableCell>{when}</TableCell>
            <TableCell>{who}</TableCell>
            <TableCell>{what}</TableCell>
            <TableCell>{where}</TableCell>
            <TableCell>
              {detail.map((line) => (
                <Text key={line} variant="microcopy">
                  {line}
                </Text>
              ))}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
