import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentCustomerFile, presentFilePage } from "../../../src/adapters/http/customer-file.ts";
import type { CustomerFileView, FileItem } from "../../../src/app/tiering/customer-file-view.ts";
import { CustomerFile, CustomerFilePage } from "../../../src/contract/customer-file.ts";
import { actionOf, opened } from "../../support/action-story.ts";
import { concluded, confirmed, finalAnswer } from "../../support/complaint-marks.ts";
import { foldOf } from "../../support/complaint-told.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { dayMs, fileViewOf, grant, use } from "./customer-views.ts";
import { clock, hourMs, now, openCase, ticket } from "./ticket-views.ts";

const formats = createCardFormats();
const _fileOf = (items: readonly FileItem[] = [], changes: Partial<CustomerFileView> = {}) =>
  CustomerFile.parse(presentCustomerFile(fileViewOf(items, changes), "en", formats));
const entryOf = (item: FileItem) =>
  CustomerFilePage.parse(presentFilePage(fileViewOf([item]), "en", formats)).entries[0];

const deal = {
  dealId: "9",
  name: "Line 3",
  state: "won" as const,
  amount: 1_200,
  product: "FL-300",
  createdAt: now - 9 * dayMs,
  closedAt: now - dayMs,
  customers: [],
};
const visit = {
  ...plannedVisit({
    visitId: "v1",
    customer: { kind: "company", id: "77" },
    ticketId: "901",
    dueDate: "2026-03-26",
    dueAt: now - dayMs,
  }),
  taskId: null,
};
const activity = {
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

describe("an entry", () => {
  it.each<{ name: string; item: FileItem; expected: object }>([
    {
      name: "of a purchase",
      item: { at: now - dayMs, id: "9", kind: "purchase", deal },
      expected: {
        key: `${now - dayMs}.purchase.9`,
        icon: "shoppingCart",
        when: "Thu 26 Mar",
        title: "Line 3",
        stateLabel: "Won",
        facts: ["Amount: 1,200", "Product: FL-300"],
        url: "https://app.hubspot.com/contacts/62515/record/0-3/9",
      },
    },
    {
      name: "of a purchase of which little is known",
      item: {
        at: now,
        id: "9",
        kind: "purchase",
        deal: { ...deal, name: "", amount: null, product: null, state: "open" },
      },
      expected: { title: "Purchase", stateLabel: "Open", facts: [] },
    },
    {
      name: "of a ticket says which promises were broken and which run",
      item: ticketItem,
      expected: {
        kindLabel: "Ticket",
        title: "Pump leaks",
        stateLabel: "Open",
        variant: "danger",
        facts: [
          "Broken: Resolution",
          "Running: First response",
          "Repeat: the same category within 30 d",
        ],
      },
    },
    {
      name: "of a complaint that is over",
      item: {
        ...ticketItem,
        kind: "complaint",
        isClosed: true,
        isRepeated: false,
        row: { ticket, complaint: null, clocks: [{ ...clock, state: "met", endedAt: now }] },
      },
      expected: {
        kindLabel: "Complaint",
        icon: "warning",
        stateLabel: "Closed",
        variant: "success",
        facts: ["Kept: First response"],
      },
    },
    {
      name: "of a complaint by its facts says what was answered and what came of it",
      item: {
        ...ticketItem,
        kind: "complaint",
        isRepeated: false,
        row: {
          ticket,
          clocks: [],
          complaint: foldOf([
            [now - 3, confirmed],
            [now - 2, finalAnswer],
            [now - 1, concluded],
          ]),
        },
      },
      expected: {
        stateLabel: "Answered",
        variant: "info",
        facts: [
          "Severity: high",
          "The customer: The third repair failed",
          "Answered by phone on Fri 27 Mar: Replaced",
          "Outcome: justified",
        ],
      },
    },
    {
      name: "of a corrective action says how the customer stands in it",
      item: {
        at: now,
        id: "recurrence:901",
        kind: "action",
        correctiveAction: {
          actionId: "recurrence:901",
          action: {
            ...actionOf([{ at: now, event: opened }]),
            ticketId: "901",
            customers: [
              {
                customer: { kind: "company", id: "77" },
                state: "excluded",
                text: "Pump is sold",
                by: null,
                at: now,
              },
            ],
          },
        },
      },
      expected: {
        kindLabel: "Corrective action",
        title: "The pump leaks",
        stateLabel: "Classified",
        facts: [
          "Opened by a complaint",
          "Next step due Sat 6 Jun",
          "this customer was left out: Pump is sold",
        ],
        url: "https://app.hubspot.com/contacts/62515/record/0-5/901",
      },
    },
    {
      name: "of a ticket that went away",
      item: {
        ...ticketItem,
        row: {
          ticket: { ...ticket, subject: " ", gone: { at: now, reason: "deleted" } },
          complaint: null,
          clocks: [],
        },
      },
      expected: { title: "Ticket 901", stateLabel: "Deleted or merged" },
    },
    {
      name: "of a case",
      item: { at: now, id: "901-1", kind: "case", escalation: openCase, subject: "Pump leaks" },
      expected: { title: "Support: Pump leaks", icon: "notification" },
    },
    {
      name: "of a case that somebody had and that is over",
      item: {
        at: now,
        id: "901-1",
        kind: "case",
        escalation: {
          ...openCase,
          department: "unknown",
          state: "resolved",
          endedAt: now,
          takenBy: [{ id: "U1", name: "Lin" }],
        },
        subject: "",
      },
      expected: {
        title: "unknown: Ticket 901",
        stateLabel: "Resolved",
        facts: ["With Lin", "Ended Fri 27 Mar, 14:30 (Berlin)"],
      },
    },
    {
      name: "of a visit whose day has passed",
      item: { at: now, id: "v1", kind: "visit", visit },
      expected: {
        title: "Return visit",
        stateLabel: "Overdue",
        variant: "warning",
        facts: ["After a ticket was closed", "Rosa Rep"],
      },
    },
    {
      name: "of a visit that was made",
      item: {
        at: now,
        id: "v1",
        kind: "visit",
        visit: { ...visit, state: "done", reason: "cadence", ownerId: null, ticketId: null },
      },
      expected: { stateLabel: "Done", facts: ["By the visit cadence"], url: null },
    },
    {
      name: "of a call",
      item: { at: now, id: "call 1", kind: "touch", activity },
      expected: { title: "Check", stateLabel: "Call", facts: ["Rosa Rep", "All is well"] },
    },
    {
      name: "of a note, which has no title",
      item: {
        at: now,
        id: "note 1",
        kind: "touch",
        activity: { ...activity, kind: "note", title: null, text: null, ownerId: null },
      },
      expected: { title: "Note", stateLabel: null, facts: [] },
    },
    {
      name: "of a benefit that was granted",
      item: { at: now, id: "g", kind: "benefit", grant, use: null },
      expected: { title: "Granted: Parts", facts: ["3 times, until Mon 15 Jun"] },
    },
    {
      name: "of a benefit that was used",
      item: { at: now, id: "u", kind: "benefit", grant: { ...grant, benefitId: "old" }, use },
      expected: { title: "Used: old", facts: ["By Rosa Rep", "“Pump seal”"] },
    },
    {
      name: "of a tier that rose",
      item: {
        at: now,
        id: "t",
        kind: "tier",
        change: { at: now, from: "developing", to: "key", cause: "upgrade", score: 72 },
      },
      expected: { title: "Developing → Key", stateLabel: "points rose", facts: ["72 points"] },
    },
    {
      name: "of the first tier",
      item: {
        at: now,
        id: "t",
        kind: "tier",
        change: { at: now, from: null, to: "standard", cause: "first", score: 0 },
      },
      expected: { title: "Standard", variant: "default" },
    },
  ])("$name", ({ item, expected }) => {
    expect(entryOf(item)).toMatchObject(expected);
  });
});
