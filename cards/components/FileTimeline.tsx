import { Alert, Button, Flex, Inline, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useEffect, useRef, useState } from "react";
import type {
  CustomerFile,
  CustomerFilePage,
  FileEntry,
} from "../../src/contract/customer-file.ts";
import { FileEntryRow } from "./FileEntryRow.tsx";
import type { FileParts } from "./ShownFile.tsx";

type Kind = FileEntry["kind"] | null;

/** The entries of one kind or of all, page after page. */
export function FileTimeline({ file, backend }: FileParts) {
  const { words } = file;
  const [kind, setKind] = useState<Kind>(null);
  // Null: the first page of everything, which comes with the file and stays as new as that.
  const [list, setList] = useState<CustomerFilePage | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const shown = list ?? file.first;
  // An answer to what was asked before the last choice comes too late.
  const choices = useRef(0);

  const read = async (wanted: Kind, before: CustomerFilePage | null) => {
    setAsking(true);
    setFailed(false);
    const question = { kind: wanted, after: before?.next ?? null };
    const choice = choices.current;
    const page = await backend.readPage(question).catch(() => null);
    if (choice !== choices.current) return;
    setAsking(false);
    if (page === null) return setFailed(true);
    setList({ ...page, entries: [...(before?.entries ?? []), ...page.entries] });
  };
  const begin = (wanted: Kind) => {
    choices.current += 1;
    setKind(wanted);
    setList(null);
    setAsking(false);
    setFailed(false);
  };
  const choose = (wanted: Kind) => {
    begin(wanted);
    if (wanted !== null) void read(wanted, null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another customer begins anew.
  useEffect(() => begin(null), [backend]);

  const isWaiting = kind !== null && list === null;
  return (
    <Flex direction="column" gap="sm">
      <Filters file={file} kind={kind} onChoose={choose} />
      {isFailed && <Alert title={words.failed} variant="warning" />}
      {!isWaiting && shown.entries.length === 0 && <Text testId="empty">{words.empty}</Text>}
      {!isWaiting && <Entries entries={shown.entries} />}
      {((!isWaiting && shown.next !== null) || isFailed || isWaiting) && (
        <Flex direction="row" justify="start">
          <LoadingButton
            size="sm"
            loading={isAsking}
            onClick={() => void read(kind, isWaiting ? null : shown)}
            testId="more"
          >
            {isFailed ? words.retry : words.more}
          </LoadingButton>
        </Flex>
      )}
    </Flex>
  );
}

function Entries({ entries }: { entries: readonly FileEntry[] }) {
  return (
    <Flex direction="column" gap="xs">
      {entries.map((entry) => (
        <FileEntryRow key={entry.key} entry={entry} />
      ))}
    </Flex>
  );
}

function Filters(props: { file: CustomerFile; kind: Kind; onChoose: (kind: Kind) => void }) {
  const { file, kind, onChoose } = props;
  const choices = [{ value: null, label: file.words.all }, ...file.filters];
  return (
    <Inline gap="xs" align="center">
      {choices.map(({ value, label }) => (
        <Button
          key={label}
          size="xs"
          variant={value === kind ? "primary" : "secondary"}
          onClick={() => onChoose(value)}
          testId={`filter-${value ?? "all"}`}
        >
          {label}
        </Button>
      ))}
    </Inline>
  );
}
