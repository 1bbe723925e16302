import { describe, expect, it } from "vitest";
import { lintPolicy } from "../../../src/domain/governance/lint-policy.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { readPolicy } from "../../../src/domain/governance/read-policy.ts";
import { RetentionRules, retentionCuts } from "../../../src/domain/governance/retention-rules.ts";
import { policyDocument } from "../../support/small-policy.ts";

const DAY_MS = 86_400_000;
const lint = (retention: object, changes: object = {}) =>
  lintPolicy(Policy.parse({ ...policyDocument, retention, ...changes }));

describe("the rules of retention", () => {
  it("keep everything where a policy says nothing of them", () => {
    expect(Policy.parse(policyDocument).retention).toEqual({});
    expect(retentionCuts({}, 400 * DAY_MS)).toEqual([]);
  });

  it("cut each kind by its own days", () => {
    const rules = { touchDays: 365, surveyDays: 200, messageDays: 30 };
    expect(retentionCuts(rules, 400 * DAY_MS)).toEqual([
      { kind: "touches", before: 35 * DAY_MS },
      { kind: "surveys", before: 200 * DAY_MS },
      { kind: "messages", before: 370 * DAY_MS },
    ]);
    expect(retentionCuts({ surveyDays: 100 }, 100 * DAY_MS)).toEqual([
      { kind: "surveys", before: 0 },
    ]);
  });

  it.each([
    { name: "a kind that is none", retention: { cases: 90 }, path: "retention.cases" },
    { name: "part of a day", retention: { touchDays: 90.5 }, path: "retention.touchDays" },
    { name: "too few days", retention: { surveyDays: 89 }, path: "retention.surveyDays" },
    { name: "too many days", retention: { messageDays: 3_651 }, path: "retention.messageDays" },
  ])("refuse $name, by its place", ({ retention, path }) => {
    const reading = readPolicy({ ...policyDocument, retention });
    expect(reading.ok ? [] : reading.problems.map((problem) => problem.path)).toEqual([path]);
  });

  it("take the least and the most", () => {
    const least = { touchDays: 90, surveyDays: 90, messageDays: 30 };
    expect(RetentionRules.parse(least)).toEqual(least);
    const most = { touchDays: 3_650, surveyDays: 3_650, messageDays: 3_650 };
    expect(RetentionRules.parse(most)).toEqual(most);
  });
});

describe("lintPolicy of retention", () => {
  const asking = (ask: object) => ({ surveys: { ask: { isOn: true, ...ask } } });
  const capped = { ...policyDocument.visits, contactCap: { contacts: 100, withinDays: 365 } };

  it.each<{ name: string; retention: object; changes?: object }>([
    { name: "nothing that is limited", retention: {} },
    { name: "contacts kept for the longest interval", retention: { touchDays: 270 } },
    {
      name: "contacts kept as long as the cap counts",
      retention: { touchDays: 365 },
      changes: { visits: capped },
    },
    {
      name: "answers where nobody is asked",
      retention: { surveyDays: 90 },
      changes: { surveys: { ask: { everyDays: 365 } } },
    },
    {
      name: "answers kept until one may ask again",
      retention: { surveyDays: 120 },
      changes: asking({ everyDays: 120 }),
    },
    { name: "messages kept while a case can be put off", retention: { messageDays: 30 } },
  ])("finds nothing in $name", ({ retention, changes }) => {
    expect(lint(retention, changes)).toEqual([]);
  });

  it.each<{ key: string; retention: object; changes?: object; params: object }>([
    {
      key: "touchDays",
      retention: { touchDays: 269 },
      params: { days: 269, by: "visits.byTier.standard.maximumDays", least: 270 },
    },
    {
      key: "touchDays",
      retention: { touchDays: 300 },
      changes: { visits: capped },
      params: { days: 300, by: "visits.contactCap.withinDays", least: 365 },
    },
    {
      key: "surveyDays",
      retention: { surveyDays: 119 },
      changes: asking({ everyDays: 120 }),
      params: { days: 119, by: "surveys.ask.everyDays", least: 120 },
    },
    {
      key: "messageDays",
      retention: { messageDays: 30 },
      changes: { snooze: { maxMinutes: 14_401, maxTimes: 3 } },
      params: { days: 30, by: "snooze", least: 31 },
    },
  ])("finds $key kept shorter than $params.by needs", ({ key, retention, changes, params }) => {
    expect(lint(retention, changes)).toMatchObject([
      { code: "kept_too_short", path: `retention.${key}`, params },
    ]);
  });
});
