import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentCustomerCard } from "../../../src/adapters/http/customer-card.ts";
import type { CustomerView } from "../../../src/app/tiering/customer-view.ts";
import { CustomerCard } from "../../../src/contract/customer-card.ts";
import type { Language } from "../../../src/domain/words.ts";
import { actionOf, opened } from "../../support/action-story.ts";
import { confirmed } from "../../support/complaint-marks.ts";
import { foldOf } from "../../support/complaint-told.ts";
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
    expect(cardOf({ may: { override: true, people: [] } }).override).toMatchObject({
      whoMay: null,
      isHeld: false,
      mayEnd: false,
      tiers: [{ value: "key" }, { value: "developing" }, { value: "standard" }],
    });
  });

  it("is not offered to others, who hear who may; a contact is changed at its company", () => {
    expect(cardOf().override).toMatchObject({
      tiers: [],
      whoMay: "Leads, managers and admins of Aftercare may set a tier by hand.",
    });
    const may = { override: false, people: ["Rosa Rep", "li@example.com"] };
    expect(cardOf({ may }).override?.whoMay).toBe(
      "These people may set a tier by hand: Rosa Rep and li@example.com",
    );
    expect(cardOf({ may, company }).override).toBeNull();
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
    expect(cardOf({ row, may: { override: true, people: [] } }).override?.mayEnd).toBe(true);
  });
});

describe("what is open between a customer and us", () => {
  const complaint = foldOf([[now - dayMs, confirmed]]);
  const action = { ...actionOf([{ at: now, event: opened }]), ticketId: "901" };
  const verified = {
    ...action,
    state: "verifying" as const,
    verifiedAt: now,
    ticketId: null,
    customers: [
      { customer: { kind: "company" as const, id: "77" }, state: "waiting" as const, text: "" },
    ].map((one) => ({ ...one, by: null, at: now })),
  };

  it.each<{ name: string; language: Language; texts: readonly string[] }>([
    {
      name: "is told in English",
      language: "en",
      texts: [
        "Complaint: Pump leaks",
        "Open",
        "Severity: high, since Thu 26 Mar and an answer to the customer is still owed",
      ],
    },
    { name: "is told in traditional Chinese", language: "zh-TW", texts: ["客訴：Pump leaks"] },
    { name: "is told in simplified Chinese", language: "zh-CN", texts: ["投诉：Pump leaks"] },
  ])("$name", ({ language, texts }) => {
    const [first] = cardOf({ complaints: [{ ticket, complaint }] }, language).concerns;
    const told = [first?.title, first?.stateLabel, first?.text].slice(0, texts.length);
    expect(told).toEqual(texts);
    expect(first?.url).toContain("/record/0-5/901");
  });

  it("names actions with their next step, and who has to be told", () => {
    const correctiveActions = [
      { actionId: "complaint:901", action },
      { actionId: "recurrence:901", action: verified },
    ];
    expect(cardOf({ correctiveActions }).concerns).toMatchObject([
      {
        title: "Corrective action: The pump leaks",
        stateLabel: "Classified",
        text: "next step due Sat 6 Jun",
      },
      {
        stateLabel: "Verifying",
        text: "next step due Sat 6 Jun and this customer has to be told of the solution",
        url: null,
      },
    ]);
  });

  it("is cut where nobody reads on", () => {
    const many = Array.from({ length: 9 }, () => ({ ticket, complaint }));
    expect(cardOf({ complaints: many }).concerns).toHaveLength(6);
    expect(cardOf().concerns).toEqual([]);
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
