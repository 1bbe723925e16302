import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentTicketCard, presentUnconnected } from "../../../src/adapters/http/ticket-card.ts";
import { type CardTier, TicketCard } from "../../../src/contract/card-api.ts";
import type { Language } from "../../../src/domain/words.ts";
import { gradeOf } from "../../support/grades.ts";
import {
  clock,
  customer,
  hourMs,
  now,
  openCase,
  portal,
  type ViewParts,
  viewOf,
  visit,
} from "./ticket-views.ts";

/** Every answer of these tests keeps the contract. */
function cardOf(parts: ViewParts = {}, language: Language | null = "en"): TicketCard {
  return TicketCard.parse(
    presentTicketCard(
      viewOf(parts),
      { user: { email: "mara@firm.test" }, language, mayConnect: false, rating: null },
      createCardFormats(),
    ),
  );
}

it("has the link by which the customer can rate it, until when it can be used", () => {
  const url = "https://app.example.com/rate/t1";
  const reader = { user: { email: "mara@firm.test" }, language: "en", mayConnect: false } as const;
  const rating = { url, expiresAt: now + 5 * hourMs };
  const card = presentTicketCard(viewOf(), { ...reader, rating }, createCardFormats());
  expect(TicketCard.parse(card).rating).toEqual({
    title: "Customer's rating",
    text: "Pass this link on to the customer. It can be answered until Fri 27 Mar, 19:30 (Berlin).",
    url,
    words: { copy: "Copy", copied: "Copied" },
  });
});

it("shows a whole ticket in English", () => {
  expect(cardOf({ cases: [openCase], visits: [visit] })).toEqual({
    state: "shown",
    serverNow: now,
    dataAt: now - 1_000,
    language: "en",
    headline: "On track: First response due Fri 27 Mar, 16:30 (Berlin)",
    observeNotice: null,
    counted: { since: null, text: null },
    mergedInto: null,
    tier: expect.objectContaining({ id: "key", label: "Key", variant: "success" }),
    clocks: [expect.objectContaining({ kind: "first_response", state: "running" })],
    pause: null,
    rating: null,
    override: null,
    logs: expect.objectContaining({
      offers: [expect.objectContaining({ clock: "first_response" })],
      logged: [],
    }),
    escalation: expect.objectContaining({
      cases: [expect.objectContaining({ state: "open", department: "Support" })],
    }),
    complaint: {
      title: "Complaint",
      stateLabel: null,
      variant: "default",
      words: {
        open: "Complaint or corrective action …",
        loading: "Loading",
        failed: "That did not work. Please try again.",
        retry: "Try again",
      },
    },
    connect: null,
    nextVisit: "Mon 30 Mar: return visit after this ticket",
    words: expect.objectContaining({ tier: "Service tier", timeLeft: "Time left" }),
  });
});

describe("the tier", () => {
  it("gives its reasons in the order of their points, and what is missing", () => {
    expect(cardOf().tier).toEqual({
      id: "key",
      label: "Key",
      variant: "success",
      score: 82.4,
      reasons: ["Annual revenue 1,250,000: 70 points", "num_tickets 3: 12.4 points"],
      missing: ["Annual revenue", "employees"],
    });
  });

  const graded = (tier: string, score: number) => ({
    ...customer,
    grade: gradeOf(tier, score),
  });
  it.each<{ name: string; parts: ViewParts; expected: Partial<CardTier> | null }>([
    {
      name: "is the one promised, even when the customer's has changed",
      parts: { customers: [graded("standard", 12)] },
      expected: {
        id: "key",
        reasons: ["Promised as Key (82/100). Today the customer is Standard (12/100)."],
      },
    },
    {
      name: "is the best of the customers before the promise",
      parts: {
        ticket: { tiers: [] },
        customers: [graded("standard", 5), { ...graded("developing", 40), id: "78" }],
      },
      expected: {
        id: "developing",
        score: 40,
        variant: "info",
        reasons: ["From company 78, the highest of 2 customers."],
      },
    },
    {
      name: "is shown plain when it is the last",
      parts: { ticket: { tiers: [{ at: 0, id: "standard", score: 0, customer }] } },
      expected: { label: "Standard", variant: "default" },
    },
    {
      name: "is shown by its id when the policy does not name it",
      parts: { ticket: { tiers: [{ at: 0, id: "gone", score: 1, customer }] }, customers: [] },
      expected: { id: "gone", label: "gone", variant: "default", reasons: [] },
    },
    {
      name: "is absent without a graded customer",
      parts: { ticket: { tiers: [] }, customers: [] },
      expected: null,
    },
  ])("$name", ({ parts, expected }) => {
    const { tier } = cardOf(parts);
    expect(tier).toEqual(expected === null ? null : expect.objectContaining(expected));
  });
});

describe("the next return visit", () => {
  it.each<{ name: string; parts: ViewParts; expected: string | null }>([
    {
      name: "is the first of those planned",
      parts: {
        visits: [
          {
            ...visit,
            visitId: "later",
            dueDate: "2026-04-30",
            dueAt: visit.dueAt + 31 * 24 * hourMs,
          },
          visit,
        ],
      },
      expected: "Mon 30 Mar: return visit after this ticket",
    },
    {
      name: "is not one that was done",
      parts: { visits: [{ ...visit, state: "done" }] },
      expected: null,
    },
    {
      name: "may be a regular one",
      parts: { visits: [{ ...visit, reason: "cadence", ticketId: null }] },
      expected: "Mon 30 Mar: regular return visit",
    },
    {
      name: "may follow another ticket",
      parts: { visits: [{ ...visit, ticketId: "900" }] },
      expected: "Mon 30 Mar: return visit after another ticket",
    },
    {
      name: "is not overdue on its day",
      parts: { visits: [{ ...visit, dueDate: "2026-03-27" }] },
      expected: "Fri 27 Mar: return visit after this ticket",
    },
    {
      name: "is overdue the day after",
      parts: { visits: [{ ...visit, dueDate: "2026-03-26" }] },
      expected: "Overdue since Thu 26 Mar: return visit after this ticket",
    },
    {
      name: "names another year",
      parts: { visits: [{ ...visit, dueDate: "2027-01-04" }] },
      expected: "Mon, 4 Jan 2027: return visit after this ticket",
    },
  ])("$name", ({ parts, expected }) => {
    expect(cardOf(parts).nextVisit).toBe(expected);
  });
});

describe("what is not known", () => {
  it("is said of a ticket that was never heard of", () => {
    expect(cardOf({ row: null })).toMatchObject({
      state: "not_tracked",
      serverNow: now,
      dataAt: null,
      headline: "Aftercare has not heard of this ticket yet. It appears with its next change.",
      clocks: [],
    });
  });

  it("is said of an account that is not connected", () => {
    expect(TicketCard.parse(presentUnconnected(now, null, createCardFormats()))).toMatchObject({
      state: "not_tracked",
      language: "en",
      headline: "Aftercare is not connected to this HubSpot account.",
    });
  });
});

it.each(["observe", "live"] as const)("says whether anything is written: %s", (mode) => {
  const notice = mode === "observe" ? expect.stringContaining("writes nothing") : null;
  expect(cardOf({ portal: { ...portal, mode } }).observeNotice).toEqual(notice);
  expect(cardOf({ portal: { ...portal, mode }, row: null }).observeNotice).toEqual(notice);
});

describe("the reader's language", () => {
  const parts = {
    cases: [openCase],
    visits: [visit],
    clocks: [{ ...clock, calendarId: "taipei", warnings: [{ at: now, warning: { percent: 75 } }] }],
  };
  it.each([
    {
      language: "zh-TW" as const,
      headline: "首次回應即將逾時，到期時間為 3月27日週五 23:30（台北）",
      step: "3月27日週五 13:30（柏林）：升級處理，首次回應逾時預警",
      visit: "3月30日週一：此服務單結案後的回訪",
      tier: "重要客戶",
    },
    {
      language: "zh-CN" as const,
      headline: "首次响应即将超时，截止时间为 3月27日周五 23:30（台北）",
      step: "3月27日周五 13:30（柏林）：升级处理，首次响应超时预警",
      visit: "3月30日周一：此工单关闭后的回访",
      tier: "重要客户",
    },
  ])("is $language", ({ language, headline, step, visit: nextVisit, tier }) => {
    const card = cardOf(parts, language);
    expect(card).toMatchObject({ language, headline, nextVisit });
    expect(card.escalation?.cases[0]?.timeline).toEqual([step]);
    expect(card.tier?.label).toBe(tier);
  });

  it("is the portal's when the reader names none", () => {
    expect(cardOf({ portal: { ...portal, language: "zh-CN" } }, null).language).toBe("zh-CN");
  });

  it.each<Language>(["en", "zh-TW", "zh-CN"])("leaves no key without words in %s", (language) => {
    const texts = JSON.stringify(cardOf(parts, language));
    expect(texts).not.toMatch(/card\.|cardEscalation\.|trace\.|\{\{/);
  });
});
