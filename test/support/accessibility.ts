import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

/** What axe-core says of a page, of which only the grave things are kept. */
const Results = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      nodes: z.array(
        z.object({ target: z.array(z.unknown()), failureSummary: z.string().nullish() }),
      ),
    }),
  ),
});
const GRAVE = ["serious", "critical"];
const NAMED_NODES_LIMIT = 4;

/** Serious and critical violations as they stand now, one line each; empty is what is wanted. */
export async function graveViolations(page: Page): Promise<readonly string[]> {
  // The page's policy lets no script in from the outside; an evaluation is not one of the page's own.
  await page.evaluate(axe.source);
  const results = Results.parse(
    await page.evaluate("axe.run(document, { resultTypes: ['violations'] })"),
  );
  return results.violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ""))
    .map(({ id, impact, nodes }) => {
      const targets = nodes
        .slice(0, NAMED_NODES_LIMIT)
        .map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary ?? ""})`);
      return `${impact} ${id} at ${targets.join(" | ")}`;
    });
}
