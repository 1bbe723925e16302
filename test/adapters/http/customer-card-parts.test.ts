import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentCustomerCard } from "../../../src/adapters/http/customer-card.ts";
import type { CustomerView } from "../../../src/app/tiering/customer-view.ts";
import { CustomerCard } from "../../../src/contract/customer-card.ts";
import type { Language } from "../../../src/domain/words.ts";
import { company, customerViewOf, dayMs, grant, use } from "./customer-views.ts";
import { clock, hourMs, now, ticket } from "./ticket-views.ts";

const formats = createCardFormats();
const cardOf = (changes: Partial<CustomerView> = {}, language: Language = "en") =>
  CustomerCard.parse(presentCustomerCard(customerViewOf(changes), language, formats));

describe("a tier by hand", () => {
  const override = {
    tier: "key",
    reason: "Reference customer",
    by: { id: "7", name: "Rosa Rep" },
    at: now - dayMs,
    untilAt: now + 30 * dayMs,
  };
  const standing = { earned: "developing", pendingDrop: null, override };
  const row = { ...company, grade: { ...company.grade, standing } };

  it("is offered to whom the policy lets set it", () => {
    expect(cardOf().override).toBeNull();
    expect(cardOf({ may: { override: true } }).override).toMatchObject({
      isHeld: false,
      mayEnd: false,
      tiers: [{ value: "key" }, { value: "developing" }, { value: "standard" }],
    });
  });

  it("says who set it, why and until when, to everybody", () => {
    const card = cardOf({ row });
    expect(card.headline).toBe("Set by hand · 62 of 100 points");
    expect(card.tier?.origin).toEqual(["Earned by points: Developing"]);
    expect(card.override).toMatchObject({
      text: "Key until Sun 26 Apr, 15:30 (Berlin), set by Rosa Rep on Thu 26 Mar: Reference customer",
      isHeld: true,
      mayEnd: false,
      tiers: [],
    });
    expect(cardOf({ row, may: { override: true } }).override?.mayEnd).toBe(true);
  });
});

describe("benefits", () => {
  it("say what is left, until when, and who used them", () => {
    expect(cardOf({ grants: [grant], uses: [use] }).benefits).toEqual([
      {
        grantId: "parts 20000",
        label: "Parts",
        text: "At once.",
        leftPercent: (2 / 3) * 100,
        leftText: "2 of 3 left",
        variant: "success",
        validText: "Valid until Mon 15 Jun",
        uses: ["Tue 24 Mar: Rosa Rep – “Pump seal”"],
      },
    ]);
  });

  it("warn when they soon expire, and keep their id when the policy has them no more", () => {
    const soon = { ...grant, benefitId: "gone", expiresAt: now + 2 * dayMs };
    const [benefit] = cardOf({ grants: [soon], uses: [{ ...use, note: "" }] }).benefits;
    expect(benefit).toMatchObject({
      label: "gone",
      variant: "warning",
      validText: "Valid until Sun 29 Mar, in 2 d",
      uses: ["Tue 24 Mar: Rosa Rep"],
    });
  });
});

describe("open tickets", () => {
  const late = { ...clock, dueAt: now - hourMs };
  const of = (ticketId: string, clocks: CustomerView["openTickets"][number]["clocks"]) => ({
    ticket: { ...ticket, ticketId, subject: ticketId === "3" ? "" : `Subject ${ticketId}` },
    clocks,
  });

  it("stand with their worst clock, the worst first", () => {
    const card = cardOf({ openTickets: [of("3", []), of("1", [clock]), of("2", [clock, late])] });
    expect(card.headline).toBe("62 of 100 points · 3 open tickets and 1 overdue");
    expect(card.openTickets.map(({ text, subject }) => [subject, text])).toEqual([
      ["Subject 2", "First response, overdue since Fri 27 Mar, 13:30 (Berlin)"],
      ["Subject 1", "First response, due Fri 27 Mar, 16:30 (Berlin)"],
      ["Ticket 3", null],
    ]);
    expect(card.openTickets[0]?.url).toBe("https://app.hubspot.com/contacts/62515/record/0-5/2");
  });

  it("are cut to a few", () => {
    const many = Array.from({ length: 8 }, (_, index) => of(String(index + 10), [clock]));
    const card = cardOf({ openTickets: many });
    expect(card.openTickets).toHaveLength(5);
    expect(card.moreTickets).toBe("… and 3 more");
  });
});

it("weighs at most 8 kB, however much there is to tell", () => {
  const long = "長".repeat(120);
  const reasons = Array.from({ length: 40 }, (_, index) => ({
    inputId: `${long}${index}`,
    dimension: "value" as const,
    property: `${long}${index}`,
    value: index,
    rawPoints: 2,
    points: 1,
  }));
  const changes = Array.from({ length: 6 }, (_, index) => ({
    at: now - index * dayMs,
    from: "key",
    to: "developing",
    cause: "downgrade" as const,
    score: 40,
  }));
  const card = cardOf(
    { row: { ...company, grade: { ...company.grade, reasons } }, changes },
    "zh-TW",
  );
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(8 * 1024);
  expect(card.tier?.reasons.length).toBeGreaterThanOrEqual(4);
  expect(card.changes).toHaveLength(1);
});
