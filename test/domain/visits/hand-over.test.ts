import { describe, expect, it } from "vitest";
import {
  handedTo,
  isGivenByHand,
  isHandOver,
  withTicketOwner,
} from "../../../src/domain/visits/hand-over.ts";
import { MAX_SHIFTS, type Shift, type ShiftCause } from "../../../src/domain/visits/visit.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const AT = 1_000;
const visit = plannedVisit({ ownerId: "ann", dueDate: "2026-04-01" });
const handOver = (cause: ShiftCause, fromOwnerId: string | null): Shift => {
  return { cause, fromDate: "2026-04-01", toDate: "2026-04-01", at: 0, fromOwnerId };
};
const move: Shift = { cause: "late", fromDate: "2026-03-31", toDate: "2026-04-01", at: 0 };

describe("a visit that changes hands", () => {
  it("says why and whose it was, and keeps its day", () => {
    expect(handedTo(visit, "ben", { cause: "absence", at: AT })).toEqual({
      ...visit,
      ownerId: "ben",
      shifts: [{ ...handOver("absence", "ann"), at: AT }],
    });
  });

  it("says so too when it goes to nobody, or comes from nobody", () => {
    const nobodys = handedTo(visit, null, { cause: "owner_gone", at: AT });
    expect(nobodys).toMatchObject({ ownerId: null, shifts: [{ fromOwnerId: "ann" }] });
    const again = handedTo(nobodys, "ben", { cause: "reassigned", at: AT });
    expect(again.shifts.map(isHandOver)).toEqual([true, true]);
  });

  it("has nothing to say to whoever has it", () => {
    expect(handedTo(visit, "ann", { cause: "absence", at: AT })).toBe(visit);
  });

  it("forgets the oldest of many moves", () => {
    const shifts = Array.from({ length: MAX_SHIFTS }, () => move);
    const handed = handedTo({ ...visit, shifts }, "ben", { cause: "absence", at: AT });
    expect(handed.shifts).toHaveLength(MAX_SHIFTS);
    expect(handed.shifts.at(-1)?.fromOwnerId).toBe("ann");
  });
});

describe("a visit that a person gave to somebody", () => {
  it.each<{ name: string; shifts: readonly Shift[]; expected: boolean }>([
    { name: "is theirs", shifts: [handOver("reassigned", "ann")], expected: true },
    {
      name: "is theirs when its day moves later",
      shifts: [handOver("reassigned", "ann"), move],
      expected: true,
    },
    {
      name: "is not once they are away themselves",
      shifts: [handOver("reassigned", "ann"), handOver("absence", "ben")],
      expected: false,
    },
    { name: "is none that only moved", shifts: [move], expected: false },
  ])("$name", ({ shifts, expected }) => {
    expect(isGivenByHand({ shifts })).toBe(expected);
  });
});

describe("the visit after a ticket", () => {
  it.each<{
    name: string;
    ownerId?: string | null;
    shifts?: readonly Shift[];
    ticketOwner: string | null;
    expected: string | null;
    cause?: ShiftCause;
  }>([
    { name: "stays with the ticket's owner", ticketOwner: "ann", expected: "ann" },
    {
      name: "goes with the ticket to another owner",
      ticketOwner: "ben",
      expected: "ben",
      cause: "owner_changed",
    },
    { name: "stays where the ticket is nobody's", ticketOwner: null, expected: "ann" },
    { name: "gets an owner with the ticket", ownerId: null, ticketOwner: "ben", expected: "ben" },
    {
      name: "is not given back to whoever was away",
      ownerId: "cid",
      shifts: [handOver("absence", "ann"), handOver("balance", "ben")],
      ticketOwner: "ann",
      expected: "cid",
    },
    {
      name: "is not taken from whom a person gave it to",
      ownerId: "ben",
      shifts: [handOver("reassigned", "ann")],
      ticketOwner: "ann",
      expected: "ben",
    },
    {
      name: "comes back with the ticket that somebody else had meanwhile",
      ownerId: "ben",
      shifts: [handOver("absence", "ann"), handOver("owner_changed", "cid")],
      ticketOwner: "ann",
      expected: "ann",
      cause: "owner_changed",
    },
  ])("$name", ({ ownerId = "ann", shifts = [], ticketOwner, expected, cause }) => {
    const handed = withTicketOwner({ ...visit, ownerId, shifts }, ticketOwner, AT);
    expect(handed.ownerId).toBe(expected);
    expect(handed.shifts.slice(shifts.length).map((shift) => shift.cause)).toEqual(
      cause === undefined ? [] : [cause],
    );
    expect(withTicketOwner(handed, ticketOwner, AT)).toEqual(handed);
  });
});
