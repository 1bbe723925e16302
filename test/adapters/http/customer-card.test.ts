import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import {
  presentCustomerCard,
  presentUnconnectedCustomer,
} from "../../../src/adapters/http/customer-card.ts";
import type { CustomerView } from "../../../src/app/tiering/customer-view.ts";
import { CustomerCard } from "../../../src/contract/customer-card.ts";
import type { Language } from "../../../src/domain/words.ts";
import { gradeOf } from "../../support/grades.ts";
import { company, customerViewOf, dayMs } from "./customer-views.ts";
import { now, portal } from "./ticket-views.ts";

const formats = createCardFormats();
const cardOf = (changes: Partial<CustomerView> = {}, language: Language = "en") =>
  CustomerCard.parse(presentCustomerCard(customerViewOf(changes), language, formats));

describe("a card without a tier", () => {
  it.each<{ name: string; changes: Partial<CustomerView>; state: string; headline: string }>([
    {
      name: "of a deleted customer",
      changes: { isDeleted: true },
      state: "deleted",
      headline: "This customer was deleted in HubSpot, or merged into another.",
    },
    {
      name: "of one that nobody has heard of",
      changes: { row: null },
      state: "not_tracked",
      headline: "Aftercare has not heard of this customer yet. It appears with its first ticket.",
    },
    {
      name: "of one of whom nothing is known",
      changes: { row: { ...company, grade: gradeOf("standard", 0) } },
      state: "ungraded",
      headline: "Nothing is known yet that would grade this customer",
    },
  ])("says why: $name", ({ changes, state, headline }) => {
    expect(cardOf(changes)).toMatchObject({ state, headline, tier: null });
  });

  it("says that the portal is not connected", () => {
    expect(presentUnconnectedCustomer(now, "zh-TW", formats)).toMatchObject({
      state: "not_tracked",
      headline: "Aftercare 尚未連接此 HubSpot 帳號。",
    });
  });

  it("says in observe mode that nothing is written", () => {
    const observing = { ...portal, mode: "observe" as const };
    expect(cardOf({ portal: observing, row: null }).observeNotice).toContain("Observe mode");
  });
});

describe("the tier", () => {
  it("says where every point comes from, what a cap took, and what is not known", () => {
    const { tier, headline } = cardOf();
    expect(headline).toBe("62 of 100 points");
    expect(tier).toMatchObject({
      label: "Key",
      variant: "success",
      dimensions: [
        { id: "value", text: "50 of 70" },
        { id: "loyalty", percent: 40, text: "12 of 30" },
      ],
      missing: ["Last visit", "some_other"],
    });
    expect(tier?.reasons).toEqual([
      {
        label: "Revenue",
        value: "123,400",
        points: "+50",
        details: ["total_revenue · as of Wed 25 Mar", "90 points; Value is full at 80"],
      },
      {
        label: "Customer for",
        value: "1 day",
        points: "+12",
        details: ["counted by Aftercare · as of Wed 25 Mar"],
      },
    ]);
  });

  it.each<{ language: Language; value: string; since: string }>([
    { language: "en", value: "Revenue", since: "Since Thu 26 Mar: points rose" },
    { language: "zh-TW", value: "Revenue 繁", since: "自 3月26日週四 起：分數上升" },
    { language: "zh-CN", value: "Revenue 简", since: "自 3月26日周四 起：分数上升" },
  ])("reads in $language", ({ language, value, since }) => {
    const changes = [
      { at: now - dayMs, from: "developing", to: "key", cause: "upgrade" as const, score: 62 },
    ];
    const { tier } = cardOf({ changes }, language);
    expect(tier?.reasons[0]?.label).toBe(value);
    expect(tier?.since).toBe(since);
  });

  it("says that it is the company's", () => {
    const contact = { ...company, kind: "contact" as const, id: "5" };
    const card = cardOf({ row: contact, company, may: { override: true, people: [] } });
    expect(card.tier?.origin).toEqual(["The tier of Nordwind counts for this contact."]);
    expect(card.override).toBeNull();
  });

  it("lists the last changes with their causes", () => {
    const changes = [
      { at: now - dayMs, from: "developing", to: "key", cause: "upgrade" as const, score: 72 },
      { at: now - 9 * dayMs, from: null, to: "developing", cause: "first" as const, score: 40 },
    ];
    expect(cardOf({ changes }).changes).toEqual([
      "Thu 26 Mar: Developing → Key (points rose, 72 points)",
      "Wed 18 Mar: Developing (first graded, 40 points)",
    ]);
  });
});

describe("what would change the tier", () => {
  const revenue = { inputId: "revenue", property: "total_revenue" };
  const more = { is: "at_least" as const, value: 135_800 };
  it.each<{ name: string; next: CustomerView["next"]; up: string[]; down: string[] }>([
    {
      name: "says how much more is needed",
      next: {
        up: [{ ...revenue, value: 123_400, need: more, tier: "key" }],
        down: [],
        missingPoints: null,
      },
      up: ["12,400 more: Revenue → Key"],
      down: [],
    },
    {
      name: "names the value where nothing is known today",
      next: {
        up: [{ ...revenue, value: null, need: more, tier: "key" }],
        down: [],
        missingPoints: null,
      },
      up: ["Revenue at 135,800 or more → Key"],
      down: [],
    },
    {
      name: "speaks of days in days, and of one step down at a time",
      next: {
        up: [],
        down: [
          {
            inputId: "last_visit",
            property: "last_visit",
            value: 12,
            need: { is: "at_least", value: 90 },
            tier: "standard",
          },
          { ...revenue, value: 123_400, need: { is: "below", value: 50_000 }, tier: "standard" },
        ],
        missingPoints: null,
      },
      up: ["The highest tier is reached."],
      down: [
        "Last visit at 90 days or more (now 12 days) → Developing",
        "Revenue below 50,000 (now 123,400) → Developing",
      ],
    },
  ])("$name", ({ next, up, down }) => {
    expect(cardOf({ next }).next).toEqual({ up, down, pending: null });
  });

  it("says that no single change is enough", () => {
    const row = {
      ...company,
      grade: { ...gradeOf("standard", 10), reasons: company.grade.reasons },
    };
    expect(cardOf({ row }).next).toMatchObject({ up: ["No single change would be enough."] });
  });

  it("warns of a drop that is on its way", () => {
    const pendingDrop = { to: "developing", since: now - dayMs, dueAt: now + 29 * dayMs };
    const standing = { earned: "key", pendingDrop, override: null };
    const row = { ...company, grade: { ...company.grade, standing } };
    const next = { up: [], down: [], missingPoints: 8 };
    expect(cardOf({ row, next }).next?.pending).toEqual({
      title: "Developing from Sat 25 Apr",
      text: "8 points keep Key. Below since Thu 26 Mar.",
    });
  });

  it("is not known of a tier that the policy has no more", () => {
    expect(cardOf({ next: null }).next).toBeNull();
  });
});
