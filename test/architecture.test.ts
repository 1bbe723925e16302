import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { cruise, type IForbiddenRuleType } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const brokenTree = join(root, "test/fixtures/architecture");
const folders = ["src", "webhooks", "cards", "sandbox", "bench"];
const cruiseTimeoutMs = 120_000;

const options = await extractDepcruiseOptions(join(root, ".dependency-cruiser.cjs"));
const rules: readonly IForbiddenRuleType[] = options.ruleSet?.forbidden ?? [];

type Breach = { readonly rule: string; readonly from: string; readonly to: string };

async function breachesIn(baseDir: string): Promise<{ breaches: Breach[]; modules: number }> {
  const present = folders.filter((folder) => existsSync(join(baseDir, folder)));
  const { output } = await cruise(present, { ...options, baseDir, validate: true });
  if (typeof output === "string") throw new Error(`expected an object, found: ${output}`);
  const breaches = output.summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to,
  }));
  return { breaches, modules: output.summary.totalCruised };
}

describe("the tree", () => {
  it(
    "keeps every rule",
    async () => {
      const { breaches, modules } = await breachesIn(root);

      expect(modules).toBeGreaterThan(50);
      expect(breaches).toEqual([]);
    },
    cruiseTimeoutMs,
  );
});

describe("the tree that breaks the rules", () => {
  let breaches: readonly Breach[] = [];
  beforeAll(async () => {
    ({ breaches } = await breachesIn(brokenTree));
  }, cruiseTimeoutMs);

  it.each(rules.map(({ name }) => ({ name })))("is caught by $name", ({ name }) => {
    expect(breaches.map(({ rule }) => rule)).toContain(name);
  });

  it("breaks in each file only the rule that the file is named after", () => {
    const byFolder = "domain-areas-stay-apart";
    const elsewhere = breaches.filter(
      ({ rule, from }) => rule !== byFolder && rule !== basename(from).split(".")[0],
    );

    expect(elsewhere).toEqual([]);
    expect(breaches.filter(({ rule }) => rule === byFolder).map(({ from }) => from)).toEqual([
      "src/domain/kpi",
      "src/domain/visits",
    ]);
  });

  it("says of every rule what to do instead", () => {
    expect(rules.length).toBeGreaterThan(20);
    expect(rules.filter(({ comment = "" }) => comment.length < 40)).toEqual([]);
  });
});
