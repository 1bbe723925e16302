import { BarChart, LineChart } from "@hubspot/ui-extensions";
import type { FileChart } from "../../src/contract/customer-file.ts";

/** Counts and measures by month or day, a colour for each thing that is told. */
export function FileChartView({ chart }: { chart: FileChart }) {
  const Chart = chart.kind === "lines" ? LineChart : BarChart;
  return (
    <Chart
      data={[...chart.rows]}
      axes={{
        x: { field: "when", fieldType: "category", label: "" },
        y: { field: "count", fieldType: "linear", label: "" },
        options: { groupFieldByColor: "what", colors: chart.colors },
      }}
      options={{ title: chart.title, showLegend: true, showTooltips: true }}
      testId={`chart-${chart.title}`}
    />
  );
}
