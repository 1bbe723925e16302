import {
  Button,
  Flex,
  LoadingButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import type { SettingsVersion } from "../../../src/contract/settings-page.ts";
import type { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import type { DocumentSource } from "../../settings-backend.ts";
import { usePress } from "../../use-press.ts";
import { StateTag } from "../Coloured.tsx";
import type { SettingsParts } from "./ShownSettingsPage.tsx";

type Props = SettingsParts & { onOpen: (source: DocumentSource) => void };

/** All versions, newest first; an older one can be made a draft again. */
export function VersionTable(props: Props) {
  const { versions, moreVersions, words } = props.page;
  const columns = words.policies;
  return (
    <Flex direction="column" gap="xs">
      <Table density="condensed" testId="versions">
        <TableHead>
          <TableRow>
            <TableHeader>{columns.version}</TableHeader>
            <TableHeader>{columns.state}</TableHeader>
            <TableHeader>{columns.author}</TableHeader>
            <TableHeader>{columns.approvedBy}</TableHeader>
            <TableHeader>{columns.since}</TableHeader>
            <TableHeader>{columns.appliesTo}</TableHeader>
            <TableHeader align="right">{columns.openTickets}</TableHeader>
            <TableHeader>{""}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {versions.map((version) => (
            <VersionRow key={version.version} {...props} version={version} />
          ))}
        </TableBody>
      </Table>
      {moreVersions !== null && <Text variant="microcopy">{moreVersions}</Text>}
    </Flex>
  );
}

function VersionRow(props: Props & { version: SettingsVersion }) {
  const { version, page, backend, actions, readNow, onOpen } = props;
  const { words, viewer } = page;
  const { isPressing, press } = usePress<SettingsActAnswer>(words.act, {
    actions,
    onPressed: readNow,
  });
  const number = version.version;
  const restore = () => press((actKey) => backend.restore({ actKey, version: number }));
  const mayRestore = !version.isInForce && viewer.refusals.edit === null;
  return (
    <TableRow>
      <TableCell>{version.label}</TableCell>
      <TableCell>
        <StateTag variant={version.status.variant}>{version.status.label}</StateTag>
      </TableCell>
      <TableCell>{version.author}</TableCell>
      <TableCell>{version.approvedBy}</TableCell>
      <TableCell>{version.since}</TableCell>
      <TableCell>{version.appliesTo}</TableCell>
      <TableCell align="right">{version.openTickets}</TableCell>
      <TableCell align="right">
        <Flex direction="row" gap="xs" justify="end">
          <Button
            size="xs"
            onClick={() => onOpen({ version: number })}
            testId={`open-version-${number}`}
          >
            {words.policies.open}
          </Button>
          {mayRestore && (
            <LoadingButton
              size="xs"
              loading={isPressing}
              onClick={() => void restore()}
              testId={`restore-${number}`}
            >
              {words.policies.restore}
            </LoadingButton>
          )}
        </Flex>
      </TableCell>
    </TableRow>
  );
}
