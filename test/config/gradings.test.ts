import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GRADING_NAMES, type GradingName, loadGrading } from "../../src/config/gradings.ts";
import { loadPreset } from "../../src/config/presets.ts";
import { lintPolicy } from "../../src/domain/governance/lint-policy.ts";
import { CustomerKind } from "../../src/domain/tiering/customer.ts";
import { gradeCustomer } from "../../src/domain/tiering/grade-customer.ts";
import { factsOf } from "../support/grades.ts";

const preset = loadPreset("general");
const now = Date.UTC(2026, 2, 27);
const quintiles = (...cuts: number[]) => cuts;

/** As of a portal whose contacts were counted. */
const cuts = {
  contact_recency: quintiles(20, 60, 150, 300),
  contact_frequency: quintiles(1, 2, 4, 8),
  contact_monetary: quintiles(100, 300, 900, 3_000),
};

describe("ways of grading", () => {
  it("are the files of their folder", () => {
    const files = readdirSync(new URL("../../src/config/gradings/", import.meta.url));
    expect(files.map((file) => file.replace(/\.yaml$/, "")).toSorted()).toEqual(
      GRADING_NAMES.toSorted(),
    );
  });

  it.each(GRADING_NAMES)("take the place of a preset's own without a problem: %s", (name) => {
    expect(lintPolicy({ ...preset, ...loadGrading(name) })).toEqual([]);
  });

  it.each<{
    name: string;
    grading: GradingName;
    properties?: Record<string, string>;
    history?: Record<string, number>;
    tier: string;
    score: number;
  }>([
    {
      name: "who bought of late, often and much",
      grading: "rfm",
      history: { days_since_purchase: 3, "purchases:365": 12, "revenue:365": 5_000 },
      tier: "key",
      score: 100,
    },
    {
      name: "who is in the middle of all",
      grading: "rfm",
      history: { days_since_purchase: 60, "purchases:365": 2, "revenue:365": 300 },
      tier: "developing",
      score: 35,
    },
    {
      name: "who bought nothing for a year",
      grading: "rfm",
      history: { days_since_purchase: 400, "purchases:365": 0, "revenue:365": 0 },
      tier: "standard",
      score: 0,
    },
    { name: "of whom no deal is known", grading: "rfm", tier: "standard", score: 0 },
    {
      name: "a large contract of years",
      grading: "contract-value",
      properties: { contract_value: "2400", customer_since: "2022-01-01" },
      tier: "key",
      score: 100,
    },
    {
      name: "a new contract of a year",
      grading: "contract-value",
      properties: { contract_value: "840", customer_since: "2026-03-01" },
      tier: "developing",
      score: 40,
    },
    {
      name: "a contract by the month",
      grading: "contract-value",
      properties: { contract_value: "70", customer_since: "2026-03-01" },
      tier: "standard",
      score: 16,
    },
    {
      name: "points by hand",
      grading: "points-by-hand",
      properties: { service_points: "72" },
      tier: "key",
      score: 70,
    },
    {
      name: "few points by hand",
      grading: "points-by-hand",
      properties: { service_points: "34.9" },
      tier: "standard",
      score: 30,
    },
  ])("grade $name: $grading", ({ grading, properties = {}, history = {}, tier, score }) => {
    const rules = { ...preset, ...loadGrading(grading) };
    const facts = { ...factsOf("contact", properties), history, cuts };
    expect(gradeCustomer(rules, facts, { before: null, now })).toMatchObject({ tier, score });
  });

  it.each(GRADING_NAMES)("score companies and contacts by inputs alike: %s", (name) => {
    const { tierInputs } = loadGrading(name);
    const [contacts, companies] = CustomerKind.options.map((kind) =>
      tierInputs
        .filter((input) => input.kind === kind)
        .map(({ id, history, property }) => [id.replace(`${kind}_`, ""), history ?? property]),
    );
    expect(contacts).toEqual(companies);
  });
});
