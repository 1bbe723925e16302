import {
  BarChart,
  EmptyState,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from "@hubspot/ui-extensions";
import type { ShownTiers } from "../../../src/contract/settings-plans.ts";
import type { SettingsParts } from "./ShownSettingsPage.tsx";
import { TabReading } from "./TabReading.tsx";

/** What each tier gets, side by side, under how many customers get it. */
export function TiersTab({ backend, page }: SettingsParts) {
  return (
    <TabReading
      ask={backend.readTiers}
      language={page.language}
      show={(tiers) => (
        <Flex direction="column" gap="md">
          <Text variant="microcopy" testId="tiers-headline">
            {tiers.headline}
          </Text>
          <Chart tiers={tiers} />
          <Bundles tiers={tiers} />
        </Flex>
      )}
    />
  );
}

function Chart({ tiers }: { tiers: ShownTiers }) {
  const { chart, colors, words } = tiers;
  if (chart.length === 0) {
    return (
      <EmptyState
        title={words.noCustomers}
        imageName="emptyStateCharts"
        imageWidth={80}
        flush={true}
      >
        {null}
      </EmptyState>
    );
  }
  return (
    <BarChart
      data={[...chart]}
      axes={{
        x: { field: "tier", fieldType: "category", label: "" },
        y: { field: "customers", fieldType: "linear", label: words.customers },
        options: { groupFieldByColor: "kind", colors },
      }}
      options={{ title: words.chart, showLegend: true, showDataLabels: true, showTooltips: true }}
      testId="tiers-chart"
    />
  );
}

function Bundles({ tiers: { tiers, rows, words } }: { tiers: ShownTiers }) {
  return (
    <Table density="condensed" testId="tier-bundles">
      <TableHead>
        <TableRow>
          <TableHeader>{words.what}</TableHeader>
          {tiers.map(({ id, name }) => (
            <TableHeader key={id}>{name}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ label, cells }) => (
          <TableRow key={label}>
            <TableCell>
              <Text format={{ fontWeight: "demibold" }}>{label}</Text>
            </TableCell>
            {tiers.map(({ id }, index) => (
              <TableCell key={id}>
                {(cells[index] ?? []).map((line) => (
                  <Text key={line} variant="microcopy">
                    {line}
                  </Text>
                ))}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
