import { BarChart } from "@hubspot/ui-extensions";
import type { FileChart } from "../../src/contract/customer-file.ts";

/** Counts by month, a colour for each thing that is counted. */
export function FileChartView({ chart }: { chart: FileChart }) {
  return (
    <BarChart
      data={[...chart.rows]}
      axes={{
        x: { field: "month", fieldType: "category", label: "" },
        y: { field: "count", fieldType: "linear", label: "" },
        options: { groupFieldByColor: "what", colors: chart.colors },
      }}
      options={{ title: chart.title, showLegend: true, showTooltips: true }}
      testId={`chart-${chart.title}`}
    />
  );
}
