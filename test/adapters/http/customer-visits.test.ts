import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { cardTextsOf } from "../../../src/adapters/http/card-texts.ts";
import { presentVisits } from "../../../src/adapters/http/customer-visits.ts";
import { CustomerVisits } from "../../../src/contract/customer-visits.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import type { Visit } from "../../../src/domain/visits/visit.ts";
import type { Language } from "../../../src/domain/words.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { company, customerViewOf, tieredPolicy } from "./customer-views.ts";
import { now } from "./ticket-views.ts";

const words = (en: string) => ({ en, "zh-TW": `${en} 繁`, "zh-CN": `${en} 简` });
const { visits } = tieredPolicy;
const policy = Policy.parse({
  ...tieredPolicy,
  visits: {
    ...visits,
    byTier: {
      ...visits.byTier,
      key: { afterCloseDays: 3, idealDays: 30, maximumDays: 45, scriptId: "regular" },
    },
    scripts: [
      {
        id: "regular",
        name: words("Regular"),
        questions: [
          { text: words("How is the machine?") },
          { text: words("How are you?"), customers: "contacts" },
        ],
      },
    ],
    retry: { afterDays: 3, atMost: 5 },
    care: [
      {
        id: "anniversary",
        kind: "invitation",
        name: words("Anniversary"),
        anchor: { on: "date_property", property: "since", repeat: "yearly" },
        letter: {
          en: "Dear {{customer}}, {{date}} …",
          "zh-TW": "親愛的 {{customer}}：{{date}} …",
          "zh-CN": "亲爱的 {{customer}}：{{date}} …",
        },
        invitation: { event: words("Open house") },
        reward: { name: words("Voucher"), quota: 2, validDays: 90 },
      },
    ],
  },
});

const shown = (
  changes: Partial<Visit>,
  { language = "en", properties = {} }: { language?: Language; properties?: object } = {},
) => {
  const formats = createCardFormats();
  const row = { ...company, properties: { ...company.properties, ...properties } };
  const view = customerViewOf({
    policy,
    row,
    visits: [{ ...plannedVisit(changes), taskId: null }],
    owners: [{ ownerId: "31", userId: "1", email: null, name: "Rosa Rep" }],
  });
  const read = CustomerVisits.parse(
    presentVisits(view, cardTextsOf(language, now, formats), formats),
  );
  const [visit] = read.visits;
  if (visit === undefined) throw new Error("the visit is shown");
  return visit;
};
const greeting = { careId: "anniversary", kind: "invitation", anchorDate: "2026-03-30" } as const;

describe("a visit on the card of its customer", () => {
  it("says what to ask this kind of customer, in the reader's language", () => {
    expect(shown({}).script).toEqual(["How is the machine?"]);
    expect(shown({}, { language: "zh-TW" }).script).toEqual(["How is the machine? 繁"]);
    expect(shown({ customer: { kind: "contact", id: "7" } }).script).toHaveLength(2);
  });

  it("has no letter unless its care item has one", () => {
    expect(shown({}).letter).toBeNull();
    expect(shown(greeting).script).toEqual([]);
  });

  it.each([
    { name: "the account's", properties: {}, letter: "Dear Nordwind, Mon 30 Mar …" },
    {
      name: "the customer's",
      properties: { hs_language: "zh-tw" },
      letter: "親愛的 Nordwind：3月30日週一 …",
    },
    {
      name: "the account's, to somebody without a name",
      properties: { name: "" },
      letter: "Dear customer, Mon 30 Mar …",
    },
  ])("has its letter in $name language, whoever reads", ({ properties, letter }) => {
    expect(shown(greeting, { language: "zh-CN", properties }).letter).toBe(letter);
  });

  it("says for what it is, and what comes with it", () => {
    expect(shown(greeting).why.slice(0, 3)).toEqual([
      "Anniversary",
      "Invitation to Open house",
      "Voucher: 2, valid for 90 days",
    ]);
  });

  it("counts its tries against the policy's limit", () => {
    expect(shown({ attempt: 2 }).why).toContain("Try 2 of 5");
  });

  it.each<{ language: Language; told: readonly string[] }>([
    {
      language: "en",
      told: [
        "Taken over from Rosa Rep: the owner is away",
        "Mon 30 Mar → Wed 1 Apr: the owner is away",
      ],
    },
    {
      language: "zh-TW",
      told: ["由Rosa Rep轉交：負責人不在", "3月30日週一 → 4月1日週三：負責人不在"],
    },
    {
      language: "zh-CN",
      told: ["由Rosa Rep转交：负责人不在", "3月30日周一 → 4月1日周三：负责人不在"],
    },
  ])("says in $language from whom it came and why, and what the same night moved", (row) => {
    const day = { fromDate: "2026-03-30", toDate: "2026-03-30" };
    const shifts = [
      { cause: "late", fromDate: "2026-03-27", toDate: "2026-03-30", at: 1 },
      { cause: "absence", ...day, at: 2, fromOwnerId: "31" },
      { cause: "absence", fromDate: "2026-03-30", toDate: "2026-04-01", at: 2 },
    ] as const;
    expect(shown({ shifts }, { language: row.language }).why.slice(-2)).toEqual(row.told);
  });

  it.each<{ name: string; from: string | null; told: string }>([
    {
      name: "by a person",
      from: "31",
      told: "Taken over from Rosa Rep: given by a person (Lin)",
    },
    {
      name: "by a person when nobody had it",
      from: null,
      told: "Was unassigned: given by a person (Lin)",
    },
    {
      name: "from somebody whom the CRM has forgotten",
      from: "99",
      told: "Taken over from 99: given by a person (Lin)",
    },
  ])("says that it was given $name", ({ from, told }) => {
    const day = { fromDate: "2026-03-30", toDate: "2026-03-30" };
    const by = { id: "2", name: "Lin" };
    const shift = { cause: "reassigned", ...day, at: 2, by, fromOwnerId: from } as const;
    expect(shown({ shifts: [shift] }).why.at(-1)).toBe(told);
  });

  it("may be made all the same while something holds it up", () => {
    const suppressed = { by: "complaint", subjectId: "9", sinceDate: "2026-03-20" } as const;
    expect(shown({ suppressed })).toMatchObject({ isHeld: true });
    expect(shown({})).toMatchObject({ isHeld: false });
  });
});
