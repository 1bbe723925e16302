import {
  BarChart,
  EmptyState,
  Flex,
  Heading,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import type { ShownSetUp } from "../../../src/contract/settings-set-up.ts";

/** What was seen of late, whether or not anybody was told. */
export function ObservedStep({ setUp }: { setUp: ShownSetUp }) {
  const { observed, words } = setUp;
  const { clocks, cases, tiers, visits } = observed;
  if ([clocks, cases, tiers, visits].every((seen) => seen.length === 0)) {
    return (
      <EmptyState title={words.nothingSeen} imageName="emptyStateCharts" imageWidth={100}>
        <Text>{words.nothingSeenText}</Text>
      </EmptyState>
    );
  }
  return (
    <Flex direction="column" gap="md">
      <Text testId="observed-headline">{observed.headline}</Text>
      {clocks.length > 0 && <Clocks setUp={setUp} />}
      {observed.cases.length > 0 && (
        <BarChart
          data={[...observed.cases]}
          axes={{
            x: { field: "department", fieldType: "category", label: "" },
            y: { field: "cases", fieldType: "linear", label: words.cases },
            options: { groupFieldByColor: "trigger", colors: observed.colors },
          }}
          options={{ title: words.chart, showLegend: true, showDataLabels: true }}
          testId="observed-cases"
        />
      )}
      <Flex direction="row" gap="md" wrap={true}>
        {tiers.length > 0 && (
          <Counts
            names={[words.tier, words.customers]}
            rows={tiers.map(({ tier, customers }) => [tier, customers])}
            testId="observed-tiers"
          />
        )}
        {visits.length > 0 && (
          <Counts
            names={[words.visit, words.tasks]}
            rows={visits.map(({ kind, tasks }) => [kind, tasks])}
            testId="observed-visits"
          />
        )}
      </Flex>
      {observed.examples.length > 0 && <Examples setUp={setUp} />}
    </Flex>
  );
}

function Clocks({ setUp: { observed, words } }: { setUp: ShownSetUp }) {
  return (
    <Table density="condensed" testId="observed-clocks">
      <TableHead>
        <TableRow>
          <TableHeader>{words.clock}</TableHeader>
          <TableHeader align="right">{words.started}</TableHeader>
          <TableHeader align="right">{words.warned}</TableHeader>
          <TableHeader align="right">{words.breached}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {observed.clocks.map(({ clock, started, warned, breached }) => (
          <TableRow key={clock}>
            <TableCell>{clock}</TableCell>
            <TableCell align="right">{started}</TableCell>
            <TableCell align="right">{warned}</TableCell>
            <TableCell align="right">{breached}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type Pair = readonly [string, string];

function Counts({ names, rows, testId }: { names: Pair; rows: readonly Pair[]; testId: string }) {
  return (
    <Table density="condensed" testId={testId}>
      <TableHead>
        <TableRow>
          <TableHeader>{names[0]}</TableHeader>
          <TableHeader align="right">{names[1]}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(([name, count]) => (
          <TableRow key={name}>
            <TableCell>{name}</TableCell>
            <TableCell align="right">{count}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Examples({ setUp: { observed, words } }: { setUp: ShownSetUp }) {
  return (
    <Flex direction="column" gap="xs">
      <Heading>{words.examples}</Heading>
      {observed.examples.map(({ ticket, what, when }) => (
        <Flex key={`${ticket.url} ${what}`} direction="row" gap="sm" wrap={true}>
          <Link href={{ url: ticket.url, external: true }}>{ticket.label}</Link>
          <Text>{what}</Text>
          <Text variant="microcopy">{when}</Text>
        </Flex>
      ))}
    </Flex>
  );
}
