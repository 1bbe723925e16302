import { describe, expect, it } from "vitest";
import { VisitPlan } from "../../../src/domain/governance/visit-rules.ts";
import { filledLetter, visitHelp } from "../../../src/domain/visits/visit-help.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const words = (en: string) => ({ en, "zh-TW": `${en} 繁`, "zh-CN": `${en} 简` });
const plan = VisitPlan.parse({
  calendarId: "office",
  byTier: {
    key: { afterCloseDays: 3, idealDays: 30, maximumDays: 45, scriptId: "regular" },
    standard: { afterCloseDays: 14, idealDays: 180, maximumDays: 270 },
  },
  scripts: [
    {
      id: "regular",
      name: words("Regular"),
      questions: [
        { text: words("How is the machine?") },
        { text: words("How is the team?"), customers: "companies" },
        { text: words("How are you?"), customers: "contacts" },
      ],
    },
    { id: "service", name: words("Service"), questions: [{ text: words("Any noise?") }] },
  ],
  care: [
    {
      id: "yearly_service",
      kind: "preventive",
      name: words("Yearly service"),
      anchor: { on: "date_property", property: "installed", everyMonths: 12 },
      scriptId: "service",
    },
    {
      id: "birthday",
      kind: "greeting",
      name: words("Birthday"),
      anchor: { on: "date_property", property: "birthday", repeat: "yearly" },
    },
  ],
});
const askedOf = (changes: Parameters<typeof plannedVisit>[0]) =>
  visitHelp(plannedVisit(changes), plan).questions.map(({ en }) => en);

describe("whoever makes a visit", () => {
  it.each([
    {
      name: "asks a company what is for all and for companies",
      changes: {},
      questions: ["How is the machine?", "How is the team?"],
    },
    {
      name: "asks a person what is for all and for people",
      changes: { customer: { kind: "contact", id: "9" } },
      questions: ["How is the machine?", "How are you?"],
    },
    {
      name: "asks the questions of the care item",
      changes: { careId: "yearly_service" },
      questions: ["Any noise?"],
    },
    { name: "of an item without script asks none", changes: { careId: "birthday" }, questions: [] },
    { name: "of a tier without script asks none", changes: { tier: "standard" }, questions: [] },
    { name: "of a tier that is gone asks none", changes: { tier: "gold" }, questions: [] },
    { name: "of an item that is gone asks none", changes: { careId: "gone" }, questions: [] },
  ] as const)("$name", ({ changes, questions }) => {
    expect(askedOf(changes)).toEqual(questions);
  });

  it("sees which care item it is for", () => {
    expect(visitHelp(plannedVisit({ careId: "birthday" }), plan).item?.id).toBe("birthday");
    expect(visitHelp(plannedVisit(), plan).item).toBeNull();
  });

  it("sends a letter with name and day, whatever the name looks like", () => {
    const letter = "Dear {{customer}}, on {{ date }} … {{other}}";
    expect(filledLetter(letter, { customer: "{{date}} $& GmbH", date: "Fri 27 Mar" })).toBe(
      "Dear {{date}} $& GmbH, on Fri 27 Mar … {{other}}",
    );
  });
});
