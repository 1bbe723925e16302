import { expect, it } from "vitest";
import { taskOfVisit } from "../../../src/app/visits/task-of-visit.ts";
import type { VisitRow } from "../../../src/ports/visit-store.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const visit: VisitRow = {
  ...plannedVisit({ dueDate: "2026-03-27", dueAt: 1_774_573_200_000 }),
  taskId: null,
};
const words = {
  subject: (facts: { customerName: string | null }) => `Visit ${facts.customerName}`,
  body: (facts: object) => JSON.stringify(facts),
};

it("says who is to be visited, why and when, on the records that it belongs to", () => {
  expect(taskOfVisit(visit, { words, customerName: "Formosa Tools" })).toEqual({
    marker: "after_ticket:501",
    subject: "Visit Formosa Tools",
    body: JSON.stringify({
      kind: "visit",
      reason: "ticket_closed",
      customerName: "Formosa Tools",
      tier: "key",
      ticketId: "501",
      dueDate: "2026-03-27",
    }),
    dueAt: 1_774_573_200_000,
    ownerId: "31",
    associations: [
      { kind: "company", id: "7" },
      { kind: "ticket", id: "501" },
    ],
  });
});

it("names only the records that there are", () => {
  const lonely = { ...visit, customer: null, ticketId: null };
  expect(taskOfVisit(lonely, { words, customerName: null }).associations).toEqual([]);
});
