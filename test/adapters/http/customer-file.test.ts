import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import {
  presentCustomerFile,
  presentFilePage,
  presentUnconnectedFile,
} from "../../../src/adapters/http/customer-file.ts";
import type { CustomerFileView, FileItem } from "../../../src/app/tiering/customer-file-view.ts";
import { CustomerFile, CustomerFilePage } from "../../../src/contract/customer-file.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { dayMs, fileViewOf } from "./customer-views.ts";
import { clock, hourMs, now, portal, ticket } from "./ticket-views.ts";

const formats = createCardFormats();
const fileOf = (items: readonly FileItem[] = [], changes: Partial<CustomerFileView> = {}) =>
  CustomerFile.parse(presentCustomerFile(fileViewOf(items, changes), "en", formats));
const _entryOf = (item: FileItem) =>
  CustomerFilePage.parse(presentFilePage(fileViewOf([item]), "en", formats)).entries[0];

const _deal = {
  dealId: "9",
  name: "Line 3",
  state: "won" as const,
  amount: 1_200,
  product: "FL-300",
  createdAt: now - 9 * dayMs,
  closedAt: now - dayMs,
  customers: [],
};
const _visit = {
  ...plannedVisit({
    visitId: "v1",
    customer: { kind: "company", id: "77" },
    ticketId: "901",
    dueDate: "2026-03-26",
    dueAt: now - dayMs,
  }),
  taskId: null,
};
const _activity = {
  activityId: "call 1",
  kind: "call" as const,
  at: now - dayMs,
  title: "Check",
  text: "All is well",
  ownerId: "31",
};
const ticketItem = {
  at: now,
  id: "901",
  kind: "ticket",
  row: {
    ticket,
    complaint: null,
    clocks: [clock, { ...clock, kind: "resolution", dueAt: now - hourMs }],
  },
  isClosed: false,
  isRepeated: true,
} as const;

describe("the head of a file", () => {
  it("says how much there is since when, in figures and by month", () => {
    const file = fileOf([ticketItem]);
    expect(file.headline).toBe("Nordwind: 1 entry since Thu, 20 Feb 2025");
    expect(file.figures.map(({ value }) => value)).toEqual(["4", "66 %", "1", "1,200", "2 d ago"]);
    expect(file.charts).toHaveLength(1);
    expect(file.charts[0]).toMatchObject({
      title: "Tickets and contacts each month",
      rows: [
        { when: "Feb", what: "Tickets", count: 1 },
        { when: "Feb", what: "Contacts", count: 0 },
        { when: "Mar", what: "Tickets", count: 3 },
        { when: "Mar", what: "Contacts", count: 2 },
      ],
      colors: { Tickets: "blue", Contacts: "aqua" },
    });
    expect(file.filters).toEqual([{ value: "ticket", label: "Tickets (1)" }]);
  });

  it("draws how long answers took, with a hole where nobody answered", () => {
    const { months } = fileViewOf();
    const measured = { firstResponseMs: [1.504 * hourMs, null], nextReplyMs: [null, hourMs / 2] };
    expect(fileOf([], { months: { ...months, ...measured } }).charts.at(-1)).toEqual({
      kind: "lines",
      title: "Hours until an answer (median)",
      rows: [
        { when: "Feb", what: "First response", count: 1.5 },
        { when: "Mar", what: "Next reply", count: 0.5 },
      ],
      colors: { "First response": "blue", "Next reply": "aqua" },
    });
  });

  it("draws no line of a single month", () => {
    const { months } = fileViewOf();
    const measured = { firstResponseMs: [hourMs, null], nextReplyMs: [hourMs, null] };
    const titles = fileOf([], { months: { ...months, ...measured } }).charts.map((c) => c.title);
    expect(titles).not.toContain("Hours until an answer (median)");
  });

  it("says none where there is nothing", () => {
    const none = { met: 0, breached: 0, purchases: null, lastTouchAt: null };
    const { figures } = fileViewOf();
    const file = fileOf([], { figures: { ...figures, ...none } });
    expect(file.headline).toBe("Nothing has happened with Nordwind yet.");
    expect(file.figures.map(({ value }) => value)).toEqual(["4", "none", "1", "none", "none"]);
  });

  it("says what it would tell if it were known", () => {
    const { figures } = fileViewOf();
    expect(fileOf([], { figures: { ...figures, uncategorised: 2 } }).hints).toEqual([
      "Not known, but would count for the tier: Last visit and some_other",
      "No purchase is known. Deals of this customer appear here.",
      "No call, meeting or e-mail is logged in HubSpot.",
      "2 tickets have no category, so they cannot count as repeat repairs.",
      "No return visit was ever planned.",
    ]);
  });

  it("says which scope is missing in place of that nothing is known", () => {
    const { hints } = fileOf([], { unread: ["deals", "surveys"] });
    expect(hints.filter((hint) => hint.includes("scope"))).toEqual([
      "HubSpot does not let Aftercare read deals: the app needs the scope crm.objects.deals.read.",
      "HubSpot does not let Aftercare read survey answers: the app needs the scope crm.objects.feedback_submissions.read.",
    ]);
    expect(hints.join()).not.toContain("No purchase is known");
  });

  it("says where the next page begins", () => {
    const page = { entries: [ticketItem], next: { at: 12, kind: "ticket", id: "901" } } as const;
    expect(fileOf([ticketItem], { page }).first.next).toBe("12.ticket.901");
  });

  it.each<{ name: string; changes: Partial<CustomerFileView>; activities: object }>([
    {
      name: "how old it is",
      changes: {},
      activities: {
        state: "fresh",
        text: "Calls, meetings, e-mails and notes from HubSpot, read 2 min ago",
      },
    },
    {
      name: "that it was read just now",
      changes: { activities: { readAt: now, refused: [], isCut: false, count: 0 } },
      activities: { text: "Calls, meetings, e-mails and notes from HubSpot, read just now" },
    },
    {
      name: "that it was never read",
      changes: { activities: null, isStale: true },
      activities: { state: "stale", variant: "info" },
    },
    {
      name: "what HubSpot keeps back, and that there is more",
      changes: { activities: { readAt: now, refused: ["email"], isCut: true, count: 300 } },
      activities: {
        variant: "warning",
        text: "Calls, meetings, e-mails and notes from HubSpot, read just now. The latest 300 are shown. HubSpot does not let Aftercare read: e-mails",
      },
    },
  ])("tells of what HubSpot has $name", ({ changes, activities }) => {
    expect(fileOf([], changes).activities).toMatchObject(activities);
  });

  it.each([
    { name: "deleted", changes: { isDeleted: true }, state: "deleted" },
    { name: "not known", changes: { row: null }, state: "not_tracked" },
  ])("says that the customer is $name", ({ changes, state }) => {
    const observing = { ...portal, mode: "observe" as const };
    const file = fileOf([], { ...changes, portal: observing });
    expect(file.state).toBe(state);
    expect(file.observeNotice).toContain("Observe mode");
  });

  it("says that the portal is not connected", () => {
    expect(presentUnconnectedFile(now, null, formats).state).toBe("not_tracked");
  });
});
