import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { Complaint } from "../../src/domain/complaints/complaint.ts";
import type { ComplaintFact } from "../../src/domain/complaints/complaint-fact.ts";
import { invariant } from "../../src/domain/invariant.ts";
import type { TicketRow } from "../../src/ports/store.ts";
import { closed, concluded, confirmed, finalAnswer } from "../support/complaint-marks.ts";
import { foldOf } from "../support/complaint-told.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { ticketRowOf } from "./ticket-samples.ts";

const customer = { kind: "company", id: "77" } as const;
const ENDED = [finalAnswer, concluded, closed];

function complaintOf(since: number, facts: readonly ComplaintFact[] = []): Complaint {
  const complaint = foldOf([
    [since, confirmed],
    ...facts.map((fact, index) => [since + index + 1, fact] as const),
  ]);
  invariant(complaint !== null, "what is confirmed is a complaint");
  return complaint;
}

/** The complaints of a portal, which follow from the rows of its tickets. */
export function complaintsContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());
  const row = (ticketId: string, complaint: Complaint | null, changes: Partial<TicketRow> = {}) =>
    ticketRowOf(ticketId, { complaint, ...changes });

  describe("complaints", () => {
    it("are given back with their ticket as they were saved, to the last answer", async () => {
      const { tickets } = await openStore();
      const complaint = complaintOf(TEST_NOW, ENDED);
      await tickets.save(PORTAL, [row("1", complaint)]);
      expect((await tickets.find(PORTAL, "1"))?.complaint).toEqual(complaint);
      expect(await tickets.find(OTHER_PORTAL, "1")).toBeNull();
    });

    it("that are open are listed, the oldest first, up to a limit", async () => {
      const { tickets, complaints } = await openStore();
      await tickets.save(PORTAL, [
        row("late", complaintOf(TEST_NOW + 9)),
        row("early", complaintOf(TEST_NOW)),
        row("ended", complaintOf(TEST_NOW, ENDED)),
        row("none", null),
      ]);
      expect(await complaints.open(PORTAL, 9)).toEqual([
        { ticketId: "early", state: "open", since: TEST_NOW },
        { ticketId: "late", state: "open", since: TEST_NOW + 9 },
      ]);
      expect(await complaints.open(PORTAL, 1)).toHaveLength(1);
      expect(await complaints.open(OTHER_PORTAL, 9)).toEqual([]);
    });

    it("are found by their customer, of several the one that was opened first", async () => {
      const { tickets, complaints } = await openStore();
      await tickets.save(PORTAL, [
        row("2", complaintOf(TEST_NOW)),
        row("1", complaintOf(TEST_NOW + 1)),
      ]);
      const found = { ticketId: "2", ownerId: null };
      const others = [customer, { kind: "contact", id: "77" } as const];
      expect(await complaints.openOf(PORTAL, others)).toEqual(new Map([["company:77", found]]));
      expect(await complaints.openOf(OTHER_PORTAL, [customer])).toEqual(new Map());
      expect(await complaints.openOf(PORTAL, [])).toEqual(new Map());
    });

    it.each<{ name: string; later: TicketRow }>([
      { name: "ended", later: row("1", complaintOf(TEST_NOW, ENDED)) },
      { name: "turned out to be none", later: row("1", null) },
      {
        name: "went with its ticket",
        later: row("1", complaintOf(TEST_NOW), {
          ticket: { ...ticketRowOf("1").ticket, gone: { at: TEST_NOW, reason: "merged" } },
        }),
      },
    ])("that $name are open no more", async ({ later }) => {
      const { tickets, complaints } = await openStore();
      await tickets.save(PORTAL, [row("1", complaintOf(TEST_NOW))]);
      expect(await complaints.open(PORTAL, 9)).toHaveLength(1);
      await tickets.save(PORTAL, [later]);
      expect(await complaints.open(PORTAL, 9)).toEqual([]);
      expect(await complaints.openOf(PORTAL, [customer])).toEqual(new Map());
    });
  });
}
