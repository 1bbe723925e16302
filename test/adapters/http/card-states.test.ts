import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentCustomerCard } from "../../../src/adapters/http/customer-card.ts";
import { presentTicketCard, presentUnconnected } from "../../../src/adapters/http/ticket-card.ts";
import { TicketCard } from "../../../src/contract/card-api.ts";
import { CustomerCard } from "../../../src/contract/customer-card.ts";
import { customerViewOf } from "./customer-views.ts";
import { clock, customer, now, policy, portal, type ViewParts, viewOf } from "./ticket-views.ts";

/** What the server says in every state of the ticket card; how it is drawn stands in the cards' tests. */
const formats = createCardFormats();
const reader = {
  user: { email: "rep@example.com" },
  language: "en",
  mayConnect: false,
  rating: null,
} as const;
const cardOf = (parts: ViewParts) =>
  TicketCard.parse(presentTicketCard(viewOf(parts), reader, formats));
const contact = { kind: "contact", id: "5" } as const;

describe("the ticket card", () => {
  it.each<{ name: string; intoTicketId?: string; link: string | null }>([
    { name: "which it says", intoTicketId: "901", link: "record/0-5/901" },
    { name: "which nobody told", link: null },
  ])("of a ticket that was merged links to the other one, $name", ({ intoTicketId, link }) => {
    const into = intoTicketId === undefined ? {} : { intoTicketId };
    const card = cardOf({ ticket: { gone: { at: now, reason: "merged", ...into } } });
    expect(card.headline).toContain("merged into another");
    expect(card.mergedInto?.url ?? null).toEqual(link && expect.stringMatching(`${link}$`));
  });

  it("of a ticket that was deleted links nowhere", () => {
    const card = cardOf({ ticket: { gone: { at: now, reason: "deleted" } } });
    expect(card.mergedInto).toBeNull();
  });

  it.each<{ state: string; parts: ViewParts; says: RegExp }>([
    { state: "not tracked yet", parts: { row: null }, says: /has not heard of this ticket yet/ },
    {
      state: "deleted",
      parts: { ticket: { gone: { at: now, reason: "deleted" } } },
      says: /This ticket was deleted; its clocks have ended/,
    },
    {
      state: "merged",
      parts: { ticket: { gone: { at: now, reason: "merged" } } },
      says: /This ticket was merged into another/,
    },
    {
      state: "older than the install",
      parts: { ticket: { knownSince: clock.startedAt } },
      says: /Counted since .*: what was before is not known/,
    },
    {
      state: "partial: its creation is not known",
      parts: { ticket: { createdAt: null }, clocks: [] },
      says: /It is not known yet when this ticket was created/,
    },
    {
      state: "partial: no promise applies",
      parts: { clocks: [] },
      says: /No target of the service policy applies/,
    },
    {
      state: "several contacts",
      parts: {
        ticket: { tiers: [] },
        customers: [customer, { ...customer, ...contact }],
      },
      says: /the highest of 2 customers/,
    },
    {
      state: "no permission",
      parts: { policy: { ...policy, overriddenBy: ["mara@example.com"] } },
      says: /Only these people may change a promise: mara@example\.com/,
    },
    {
      state: "observe mode",
      parts: { portal: { ...portal, mode: "observe" } },
      says: /Aftercare writes nothing to HubSpot/,
    },
  ])("is told: $state", ({ parts, says }) => {
    expect(JSON.stringify(cardOf(parts))).toMatch(says);
  });

  it("is told: not connected", () => {
    const card = TicketCard.parse(presentUnconnected(now, "en", formats));
    expect(card.headline).toMatch(/not connected/);
  });
});

describe("the customer's card", () => {
  it.each<{ state: string; parts: Parameters<typeof customerViewOf>[0]; says: RegExp }>([
    { state: "not tracked yet", parts: { row: null }, says: /not heard of this customer yet|not/ },
    {
      state: "deleted or merged",
      parts: { isDeleted: true },
      says: /deleted in HubSpot, or merged into another/,
    },
    {
      state: "no permission",
      parts: { may: { override: false, people: ["Rosa Rep"] } },
      says: /These people may set a tier by hand: Rosa Rep/,
    },
    {
      state: "observe mode",
      parts: { portal: { ...portal, mode: "observe" } },
      says: /Aftercare writes nothing to HubSpot/,
    },
  ])("is told: $state", ({ parts, says }) => {
    const card = CustomerCard.parse(presentCustomerCard(customerViewOf(parts), "en", formats));
    expect(JSON.stringify(card)).toMatch(says);
  });
});
