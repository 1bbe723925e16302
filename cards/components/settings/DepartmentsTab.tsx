import {
  DescriptionList,
  DescriptionListItem,
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
import type { SettingsDepartment, ShownDepartments } from "../../../src/contract/settings-plans.ts";
import { StateTag } from "../Coloured.tsx";
import type { SettingsParts } from "./ShownSettingsPage.tsx";
import { TabReading } from "./TabReading.tsx";

type Words = ShownDepartments["words"];

/** Each department: where it is told, when it may be disturbed, who is there, and how a case climbs. */
export function DepartmentsTab({ backend, page }: SettingsParts) {
  return (
    <TabReading
      ask={backend.readDepartments}
      language={page.language}
      show={({ headline, departments, words }) => (
        <Flex direction="column" gap="md">
          <Text variant="microcopy" testId="departments-headline">
            {headline}
          </Text>
          {departments.map((department) => (
            <DepartmentTile key={department.id} department={department} words={words} />
          ))}
        </Flex>
      )}
    />
  );
}

function DepartmentTile({ department, words }: { department: SettingsDepartment; words: Words }) {
  const { id, name, kind, status, facts } = department;
  return (
    <Tile testId={`department-${id}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap={true}>
          <Heading>{name}</Heading>
          <StateTag variant={status.variant}>{status.label}</StateTag>
          {kind !== name && <Text variant="microcopy">{kind}</Text>}
        </Flex>
        <DescriptionList direction="row">
          {facts.map(({ label, text }) => (
            <DescriptionListItem key={label} label={label}>
              {text}
            </DescriptionListItem>
          ))}
        </DescriptionList>
        <Rota department={department} words={words} />
        <Ladders department={department} words={words} />
      </Flex>
    </Tile>
  );
}

function Rota({ department, words }: { department: SettingsDepartment; words: Words }) {
  const { id, onCall, noRota } = department;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: "demibold" }}>{words.onCall}</Text>
      {noRota !== null && <Text>{noRota}</Text>}
      {onCall.length > 0 && (
        <Table density="condensed" testId={`rota-${id}`}>
          <TableHead>
            <TableRow>
              <TableHeader>{words.when}</TableHeader>
              <TableHeader>{words.who}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {onCall.map(({ when, who, isNow }) => (
              <TableRow key={when}>
                <TableCell>
                  <Text format={{ fontWeight: isNow ? "bold" : "regular" }}>{when}</Text>
                </TableCell>
                <TableCell>
                  <Text format={{ fontWeight: isNow ? "bold" : "regular" }}>{who}</Text>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Flex>
  );
}

function Ladders({ department, words }: { department: SettingsDepartment; words: Words }) {
  const { ladders } = department;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: "demibold" }}>{words.ladders}</Text>
      {ladders.length === 0 && <Text>{words.noLadder}</Text>}
      {ladders.map(({ title, levels, notes }) => (
        <Flex key={title} direction="column" gap="xs">
          <Text>{title}</Text>
          <List variant="ordered-styled">
            {levels.map((level) => (
              <Text key={level}>{level}</Text>
            ))}
          </List>
          {notes.length > 0 && <Text variant="microcopy">{notes.join(" · ")}</Text>}
        </Flex>
      ))}
    </Flex>
  );
}
