import { Statistics, StatisticsItem } from "@hubspot/ui-extensions";
import type { CustomerFile } from "../../src/contract/customer-file.ts";

export function FileFigures({ figures }: { figures: CustomerFile["figures"] }) {
  return (
    <Statistics testId="figures">
      {figures.map(({ label, value }) => (
        <StatisticsItem key={label} label={label} number={value} />
      ))}
    </Statistics>
  );
}
