import {
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import type { ShownVisitPlan } from "../../../src/contract/settings-plans.ts";
import type { SettingsParts } from "./ShownSettingsPage.tsx";
import { TabReading } from "./TabReading.tsx";

/** How often each tier is visited, and by which rules. */
export function VisitPlanTab({ backend, page }: SettingsParts) {
  return (
    <TabReading
      ask={backend.readVisitPlan}
      language={page.language}
      show={(plan) => (
        <Flex direction="column" gap="md">
          <Text variant="microcopy" testId="visit-plan-headline">
            {plan.headline}
          </Text>
          <Cadences plan={plan} />
          <Heading>{plan.words.rules}</Heading>
          <DescriptionList direction="column">
            {plan.facts.map(({ label, text }) => (
              <DescriptionListItem key={label} label={label}>
                {text}
              </DescriptionListItem>
            ))}
          </DescriptionList>
          <Heading>{plan.words.people}</Heading>
          <People plan={plan} />
          {plan.care.length > 0 && <Care plan={plan} />}
        </Flex>
      )}
    />
  );
}

/** Columns with their names; a row for each entry, known by its first column. */
function Rows(props: {
  columns: readonly string[];
  rows: readonly (readonly [string, ...string[]])[];
  testId: string;
}) {
  const { columns, rows, testId } = props;
  return (
    <Table density="condensed" testId={testId}>
      <TableHead>
        <TableRow>
          {columns.map((column) => (
            <TableHeader key={column}>{column}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((cells) => (
          <TableRow key={cells[0]}>
            {cells.map((cell, index) => (
              <TableCell key={columns[index]}>{cell}</TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Cadences({ plan: { cadences, words } }: { plan: ShownVisitPlan }) {
  return (
    <Rows
      columns={[
        ...[words.tier, words.ideal, words.maximum, words.afterClose],
        ...[words.channel, words.duration, words.script],
      ]}
      rows={cadences.map(({ tier, ideal, maximum, afterClose, channel, duration, script }) => [
        ...([tier, ideal, maximum, afterClose, channel, duration, script] as const),
      ])}
      testId="cadences"
    />
  );
}

function People({ plan: { people, words } }: { plan: ShownVisitPlan }) {
  if (people.length === 0) return <Text testId="no-people">{words.nobody}</Text>;
  return (
    <Rows
      columns={[words.person, words.capacity, words.away]}
      rows={people.map(({ name, capacity, away }) => [name, capacity, away])}
      testId="visit-people"
    />
  );
}

function Care({ plan: { care, words } }: { plan: ShownVisitPlan }) {
  return (
    <Flex direction="column" gap="xs">
      <Heading>{words.care}</Heading>
      <Rows
        columns={[words.item, words.kind, words.tier, words.when]}
        rows={care.map(({ name, kind, tiers, when }) => [name, kind, tiers, when])}
        testId="care-items"
      />
    </Flex>
  );
}
