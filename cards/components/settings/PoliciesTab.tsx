import {
  Accordion,
  Button,
  DescriptionList,
  DescriptionListItem,
  EmptyState,
  Flex,
  Heading,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import type { SettingsVersion, SettingsWords } from "../../../src/contract/settings-page.ts";
import { labelled } from "../../labelled.ts";
import type { DocumentSource } from "../../settings-backend.ts";
import { DraftTile } from "./DraftTile.tsx";
import type { SettingsParts } from "./ShownSettingsPage.tsx";
import { VersionTable } from "./VersionTable.tsx";

type Props = SettingsParts & { onOpen: (source: DocumentSource) => void };

/** What is in force, what is on its way, and what was. */
export function PoliciesTab(props: Props) {
  const { page, onOpen } = props;
  const { words, versions, drafts, viewer } = page;
  const inForce = versions.find(({ isInForce }) => isInForce);
  const closed = drafts.filter(({ isOpen }) => !isOpen);
  return (
    <Flex direction="column" gap="md">
      {inForce !== undefined && (
        <InForce
          version={inForce}
          words={words.policies}
          refusal={viewer.refusals.edit}
          onWrite={() => onOpen({ version: inForce.version })}
        />
      )}
      <Heading>{words.policies.drafts}</Heading>
      <OpenDrafts {...props} />
      {closed.length > 0 && (
        <Accordion title={words.policies.earlierDrafts} size="sm">
          <Flex direction="column" gap="sm">
            {closed.map((draft) => (
              <DraftTile key={draft.draftId} {...props} draft={draft} />
            ))}
          </Flex>
        </Accordion>
      )}
      <Heading>{words.policies.versions}</Heading>
      <VersionTable {...props} />
    </Flex>
  );
}

function InForce(props: {
  version: SettingsVersion;
  words: SettingsWords["policies"];
  refusal: string | null;
  onWrite: () => void;
}) {
  const { version, words, refusal, onWrite } = props;
  return (
    <Tile testId="in-force">
      <Flex direction="column" gap="sm">
        <Heading>{labelled(words.inForce, version.label)}</Heading>
        <DescriptionList direction="row">
          <DescriptionListItem label={words.since}>{version.since}</DescriptionListItem>
          <DescriptionListItem label={words.approvedBy}>{version.approvedBy}</DescriptionListItem>
          <DescriptionListItem label={words.appliesTo}>{version.appliesTo}</DescriptionListItem>
          <DescriptionListItem label={words.openTickets}>{version.openTickets}</DescriptionListItem>
        </DescriptionList>
        <Flex direction="row" gap="sm" align="center" wrap={true}>
          <Button
            variant={refusal === null ? "primary" : "secondary"}
            size="sm"
            onClick={onWrite}
            testId="write"
          >
            {refusal === null ? words.write : words.open}
          </Button>
          {refusal !== null && <Text variant="microcopy">{refusal}</Text>}
        </Flex>
      </Flex>
    </Tile>
  );
}

function OpenDrafts(props: Props) {
  const { page } = props;
  const { policies } = page.words;
  const open = page.drafts.filter(({ isOpen }) => isOpen);
  if (open.length === 0) {
    return (
      <EmptyState
        title={policies.noDrafts}
        imageName="emptyStateCharts"
        imageWidth={80}
        flush={true}
      >
        <Text>{policies.noDraftsText}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="sm">
      {open.map((draft) => (
        <DraftTile key={draft.draftId} {...props} draft={draft} />
      ))}
    </Flex>
  );
}
