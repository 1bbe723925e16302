import {
  Accordion,
  Alert,
  AutoGrid,
  Flex,
  LineChart,
  LoadingButton,
  LoadingSpinner,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  Text,
} from "@hubspot/ui-extensions";
import type { HomeFigure, HomeFigures } from "../../../src/contract/home-figures.ts";
import type { HomePage } from "../../../src/contract/home-page.ts";
import { firstWords } from "../../first-words.ts";
import { labelled } from "../../labelled.ts";
import { useIsStale } from "../../use-is-stale.ts";
import { NO_RECORD, useReading } from "../../use-reading.ts";
import { StateTag } from "../Coloured.tsx";
import { ReadingPanel } from "../ReadingPanel.tsx";

/** The headline figures, which come by themselves: the rest of the page does not wait for them. */
export function FiguresSection(props: {
  read: () => Promise<HomeFigures>;
  page: Pick<HomePage, "words" | "language">;
}) {
  const { read, page } = props;
  const { words, language } = page;
  const { reading, readNow } = useReading(read, NO_RECORD);
  if (reading.state === "loading") {
    return <LoadingSpinner label={words.figuresLoading} showLabel={true} />;
  }
  if (reading.state === "failed" && reading.last === null) {
    return (
      <Alert title={words.figuresFailed} variant="warning">
        <LoadingButton
          size="xs"
          loading={reading.isAsking}
          onClick={() => void readNow()}
          testId="figures-retry"
        >
          {words.retry}
        </LoadingButton>
      </Alert>
    );
  }
  return (
    <ReadingPanel
      reading={reading}
      words={{ ...firstWords(language, "visits"), failed: words.figuresFailed }}
      readNow={readNow}
      show={({ card }) => <ShownFigures figures={card} />}
    />
  );
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
      {trend === null ? <Text variant="microcopy">{noTrend}</Text> : <Trend trend={trend} />}
      <StateTag variant={variant} hollow={variant === "default"}>
        {target}
      </StateTag>
      <Text variant="microcopy">{sample}</Text>
    </StatisticsItem>
  );
}

/** Its arrow is coloured, so that of an old figure only the words are shown. */
function Trend({ trend }: { trend: NonNullable<HomeFigure["trend"]> }) {
  const { text, direction, color } = trend;
  if (useIsStale()) return <Text variant="microcopy">{text}</Text>;
  return <StatisticsTrend value={text} direction={direction} color={color} />;
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
