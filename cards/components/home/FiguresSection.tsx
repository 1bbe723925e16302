import {
  Accordion,
  Alert,
  AutoGrid,
  Button,
  Flex,
  LineChart,
  LoadingSpinner,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  Text,
} from "@hubspot/ui-extensions";
import { useCallback, useEffect, useState } from "react";
import type { HomeFigure, HomeFigures } from "../../../src/contract/home-figures.ts";
import type { HomePage } from "../../../src/contract/home-page.ts";
import { labelled } from "../../labelled.ts";

type FiguresReading =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "shown"; readonly figures: HomeFigures };

/** The headline figures, which come by themselves: the rest of the page does not wait for them. */
export function FiguresSection(props: {
  read: () => Promise<HomeFigures>;
  words: HomePage["words"];
}) {
  const { read, words } = props;
  const [reading, setReading] = useState<FiguresReading>({ state: "loading" });
  const load = useCallback(() => {
    setReading({ state: "loading" });
    read().then(
      (figures) => setReading({ state: "shown", figures }),
      () => setReading({ state: "failed" }),
    );
  }, [read]);
  useEffect(load, [load]);
  switch (reading.state) {
    case "loading":
      return <LoadingSpinner label={words.figuresLoading} showLabel={true} />;
    case "failed":
      return (
        <Alert title={words.figuresFailed} variant="warning">
          <Button size="xs" onClick={load} testId="figures-retry">
            {words.retry}
          </Button>
        </Alert>
      );
    case "shown":
      return <ShownFigures figures={reading.figures} />;
  }
}

function ShownFigures({ figures: page }: { figures: HomeFigures }) {
  const { headline, figures, charts, words } = page;
  return (
    <Flex direction="column" gap="sm" testId="home-figures">
      <Text variant="microcopy">{headline}</Text>
      <Statistics>
        {figures.map((figure) => (
          <FigureItem key={figure.id} figure={figure} />
        ))}
      </Statistics>
      {charts.length > 0 && (
        <AutoGrid columnWidth={320} flexible={true} gap="md">
          {charts.map((chart) => (
            <FigureChart key={chart.id} chart={chart} />
          ))}
        </AutoGrid>
      )}
      <Accordion title={words.about} size="xs" testId="figures-about">
        <Flex direction="column" gap="xs">
          {figures.map(({ id, label, about }) => (
            <Text key={id} variant="microcopy">
              {labelled(label, about)}
            </Text>
          ))}
        </Flex>
      </Accordion>
    </Flex>
  );
}

function FigureItem({ figure }: { figure: HomeFigure }) {
  const { id, label, value, target, variant, trend, noTrend, sample } = figure;
  return (
    <StatisticsItem label={label} number={value} testId={`figure-${id}`}>
      {trend === null ? (
        <Text variant="microcopy">{noTrend}</Text>
      ) : (
        <StatisticsTrend value={trend.text} direction={trend.direction} color={trend.color} />
      )}
      <StatusTag variant={variant} hollow={variant === "default"}>
        {target}
      </StatusTag>
      <Text variant="microcopy">{sample}</Text>
    </StatisticsItem>
  );
}

function FigureChart({ chart }: { chart: HomeFigures["charts"][number] }) {
  return (
    <LineChart
      data={[...chart.rows]}
      axes={{
        x: { field: "week", fieldType: "category", label: "" },
        y: { field: "value", fieldType: "linear", label: "" },
        options: { groupFieldByColor: "what", colors: chart.colors },
      }}
      options={{ title: chart.title, showLegend: true, showTooltips: true }}
      testId={`chart-${chart.id}`}
    />
  );
}
