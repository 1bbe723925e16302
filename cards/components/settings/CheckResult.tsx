import {
  Flex,
  Heading,
  List,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Tile,
} from "@hubspot/ui-extensions";
import type { SettingsWords } from "../../../src/contract/settings-page.ts";
import type { SettingsCheck, SettingsDifference } from "../../../src/contract/settings-work.ts";
import { MarkTag, VerdictAlert } from "../Coloured.tsx";

/** What is wrong in the document, then what it says otherwise than the version in force. */
export function CheckResult(props: {
  check: SettingsCheck | null;
  words: SettingsWords["editor"];
}) {
  const { check, words } = props;
  if (check === null) {
    return (
      <Text variant="microcopy" testId="not-checked">
        {words.notChecked}
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="md">
      <VerdictAlert title={check.headline} variant={check.variant} testId="check-headline" />
      {check.findings.length > 0 && <Findings check={check} words={words} />}
      {check.difference !== null && (
        <Differences difference={check.difference} title={words.differences} />
      )}
    </Flex>
  );
}

function Findings({ check, words }: { check: SettingsCheck; words: SettingsWords["editor"] }) {
  return (
    <Flex direction="column" gap="xs">
      <Table density="condensed" testId="findings">
        <TableHead>
          <TableRow>
            <TableHeader>{words.code}</TableHeader>
            <TableHeader>{words.place}</TableHeader>
            <TableHeader>{words.finding}</TableHeader>
            <TableHeader>{words.proposal}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {check.findings.map(({ code, severity, place, finding, proposal }) => (
            <TableRow key={`${code} ${place} ${finding}`}>
              <TableCell>
                <Flex direction="column" gap="xs" align="start">
                  <Text format={{ fontWeight: "demibold" }}>{code}</Text>
                  <MarkTag variant={severity.variant}>{severity.label}</MarkTag>
                </Flex>
              </TableCell>
              <TableCell>{place}</TableCell>
              <TableCell>{finding}</TableCell>
              <TableCell>{proposal}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {check.moreFindings !== null && <Text variant="microcopy">{check.moreFindings}</Text>}
    </Flex>
  );
}

function Differences(props: { difference: SettingsDifference; title: string }) {
  const { difference, title } = props;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{title}</Heading>
      <Text testId="difference-headline">{difference.headline}</Text>
      {difference.areas.map(({ area, changes }) => (
        <Tile key={area} compact={true}>
          <Flex direction="column" gap="xs">
            <Text format={{ fontWeight: "demibold" }}>{area}</Text>
            <List variant="unordered-styled">
              {changes.map((change) => (
                <Text key={change}>{change}</Text>
              ))}
            </List>
          </Flex>
        </Tile>
      ))}
      {difference.more !== null && <Text variant="microcopy">{difference.more}</Text>}
    </Flex>
  );
}
