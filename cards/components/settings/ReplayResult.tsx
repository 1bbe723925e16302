import {
  Accordion,
  BarChart,
  Flex,
  List,
  Statistics,
  StatisticsItem,
  Text,
} from "@hubspot/ui-extensions";
import type { SettingsWords } from "../../../src/contract/settings-page.ts";
import type { SettingsReplay } from "../../../src/contract/settings-work.ts";
import { MarkTag, VerdictAlert } from "../Coloured.tsx";
import { BreachList } from "./BreachList.tsx";
import { ReplayTables } from "./ReplayTables.tsx";

type Words = SettingsWords["replay"];

/** At a glance first: better or worse, then where, then which tickets, then what it rests on. */
export function ReplayResult(props: { title: string; replay: SettingsReplay; words: Words }) {
  const { title, replay, words } = props;
  return (
    <Flex direction="column" gap="md">
      <VerdictAlert title={replay.headline} variant={replay.variant} testId="replay-headline">
        {title}
      </VerdictAlert>
      <Statistics>
        {replay.totals.map(({ label, before, after, change }) => (
          <StatisticsItem key={label} label={label} number={`${before} → ${after}`}>
            <MarkTag variant={change.variant}>{change.label}</MarkTag>
          </StatisticsItem>
        ))}
      </Statistics>
      {replay.chart.length > 0 && <Chart replay={replay} words={words} />}
      <ReplayTables tables={replay.tables} words={words} />
      <BreachList list={replay.added} words={words} testId="breaches-added" />
      <BreachList list={replay.avoided} words={words} testId="breaches-avoided" />
      <Accordion title={words.coverage} size="sm" defaultOpen={true}>
        <List variant="unordered-styled">
          {replay.coverage.map((sentence) => (
            <Text key={sentence} variant="microcopy">
              {sentence}
            </Text>
          ))}
        </List>
      </Accordion>
    </Flex>
  );
}

function Chart({ replay, words }: { replay: SettingsReplay; words: Words }) {
  const sides = { before: words.before, after: words.after };
  return (
    <BarChart
      data={replay.chart.map(({ label, side, breaches }) => ({
        tier: label,
        side: sides[side],
        breaches,
      }))}
      axes={{
        x: { field: "tier", fieldType: "category", label: "" },
        y: { field: "breaches", fieldType: "linear", label: words.breaches },
        options: {
          groupFieldByColor: "side",
          colors: { [sides.before]: "blue", [sides.after]: "darkOrange" },
        },
      }}
      options={{ title: words.chart, showLegend: true, showDataLabels: true, showTooltips: true }}
    />
  );
}
