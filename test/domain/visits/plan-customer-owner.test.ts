import { describe, expect, it } from "vitest";
import { createLoads } from "../../../src/domain/visits/choose-owner.ts";
import { handedTo } from "../../../src/domain/visits/hand-over.ts";
import { planCustomer } from "../../../src/domain/visits/plan-customer.ts";
import type { KnownVisit, PlanCustomer, PlanRules } from "../../../src/domain/visits/plan-rules.ts";
import { knownVisit, oneCustomer, rulesToday } from "../../support/one-customer.ts";

const NEXT = "cadence:company:7:2026-03-01";
const window = { earliestDate: "2026-03-23", wantedDate: "2026-03-27", latestDate: "2026-04-20" };

function nextOf(changes: Partial<PlanCustomer>, by: PlanRules = rulesToday()) {
  const loads = createLoads(new Map([["31", 5]]));
  const { planned } = planCustomer(oneCustomer(changes), by, loads);
  const next = planned.find(({ visit }) => visit.visitId === NEXT);
  return { ownerId: next?.visit.ownerId, isShared: next?.isShared, loads };
}
const formerOf = (ownerId: string | null) =>
  knownVisit({ ...window, visitId: NEXT, reason: "cadence", ownerId });

describe("who makes a visit", () => {
  it("is who looks after the customer, who has one more to make", () => {
    const { ownerId, loads } = nextOf({});
    expect(ownerId).toBe("31");
    expect(loads.of("31")).toBe(6);
  });

  it("stays the same without being counted twice", () => {
    const { ownerId, loads } = nextOf({ visits: [formerOf("31")] });
    expect(ownerId).toBe("31");
    expect(loads.of("31")).toBe(5);
  });

  it("changes with the customer's owner, and the former one has one less", () => {
    const { ownerId, loads } = nextOf({ ownerId: "32", visits: [formerOf("31")] });
    expect(ownerId).toBe("32");
    expect([loads.of("31"), loads.of("32")]).toEqual([4, 1]);
  });

  it("is found for one that nobody had, and counted anew for one that was cancelled", () => {
    expect(nextOf({ visits: [formerOf(null)] }).loads.of("31")).toBe(6);
    const cancelled = knownVisit({ ...formerOf("32"), state: "cancelled" });
    const { loads } = nextOf({ visits: [cancelled] });
    expect([loads.of("31"), loads.of("32")]).toEqual([6, 0]);
  });

  it("is nobody where nobody is to be had", () => {
    const { ownerId, loads } = nextOf({ ownerId: null, visits: [formerOf("31")] });
    expect(ownerId).toBeNull();
    expect(loads.of("31")).toBe(4);
  });

  it("is nobody whom the CRM does not know, but one of the team whom it knows", () => {
    const owners = { teams: [{ id: "inside", ownerIds: ["40", "41"] }] };
    const choice = nextOf({}, rulesToday({ owners }, new Set(["41"])));
    expect(choice).toMatchObject({ ownerId: "41", isShared: true });
    expect(nextOf({}, rulesToday({ owners }, new Set(["31"])))).toMatchObject({
      ownerId: "31",
      isShared: false,
    });
  });

  it("is for the team to share out, unless who has it works at the customer's complaint", () => {
    const by = rulesToday({ owners: { teams: [{ id: "inside", ownerIds: ["40", "41"] }] } });
    const complaint = { by: "complaint", subjectId: "88", sinceDate: "2026-03-20" } as const;
    const isShared = (ownerIds: readonly string[]) => {
      const disputes = [{ ...complaint, ownerIds }];
      return nextOf({ ownerId: null, visits: [formerOf("40")], disputes }, by).isShared;
    };
    expect(isShared(["40"])).toBe(false);
    expect(isShared(["41"])).toBe(true);
  });

  it("after a ticket is whoever had the ticket, else who looks after the customer", () => {
    const ownerOf = (ownerId: string | null) => {
      const visits = [knownVisit({ ...window, ownerId })];
      const { planned } = planCustomer(oneCustomer({ visits }), rulesToday(), createLoads());
      return planned.find(({ visit }) => visit.reason === "ticket_closed")?.visit.ownerId;
    };
    expect(ownerOf("32")).toBe("32");
    expect(ownerOf(null)).toBe("31");
  });

  it("is somebody of the team while the owner is away on all days that suit the customer", () => {
    const absences = [{ fromDate: "2026-03-01", toDate: "2026-06-30" }];
    const by = rulesToday({
      preferredWindowProperty: "preferred_time",
      owners: { teams: [{ id: "inside", ownerIds: ["40"] }] },
      capacity: { byOwner: [{ ownerId: "31", absences }] },
    });
    const properties = { preferred_time: "mon-wed" };
    expect(nextOf({ properties }, by)).toMatchObject({ ownerId: "40", isShared: true });
  });
});

describe("a planned visit that changes hands", () => {
  const team = { teams: [{ id: "inside", ownerIds: ["40"] }] };
  const away = (ownerId: string) => ({
    owners: team,
    capacity: {
      byOwner: [{ ownerId, absences: [{ fromDate: "2026-03-01", toDate: "2026-06-30" }] }],
    },
  });
  const planOf = (before: KnownVisit, changes: Partial<PlanCustomer>, by: PlanRules) => {
    const { planned } = planCustomer(
      oneCustomer({ ...changes, visits: [before] }),
      by,
      createLoads(),
    );
    const found = planned.find(({ visit }) => visit.visitId === NEXT)?.visit;
    if (found === undefined) throw new Error("the visit is planned");
    return found;
  };
  const substitute = handedTo(formerOf("31"), "40", { cause: "absence", at: 1 });

  it.each<{
    name: string;
    before?: KnownVisit;
    changes?: Partial<PlanCustomer>;
    by: PlanRules;
    expected: { readonly ownerId: string | null; readonly shifts: readonly object[] };
  }>([
    {
      name: "says that its owner is away",
      by: rulesToday(away("31")),
      expected: { ownerId: "40", shifts: [{ cause: "absence", fromOwnerId: "31" }] },
    },
    {
      name: "says that its owner is back",
      before: { ...substitute, taskId: null },
      by: rulesToday({ owners: team }),
      expected: {
        ownerId: "31",
        shifts: [{ fromOwnerId: "31" }, { cause: "owner_back", fromOwnerId: "40" }],
      },
    },
    {
      name: "says that the CRM does not know its owner any more",
      by: rulesToday({ owners: team }, new Set(["40"])),
      expected: { ownerId: "40", shifts: [{ cause: "owner_gone", fromOwnerId: "31" }] },
    },
    {
      name: "says that somebody else looks after the customer",
      changes: { ownerId: "32" },
      by: rulesToday(),
      expected: { ownerId: "32", shifts: [{ cause: "owner_changed", fromOwnerId: "31" }] },
    },
    {
      name: "says whose it was when nobody gets it",
      changes: { ownerId: null },
      by: rulesToday(),
      expected: { ownerId: null, shifts: [{ cause: "owner_changed", fromOwnerId: "31" }] },
    },
    {
      name: "has nothing to say when it was nobody's",
      before: formerOf(null),
      by: rulesToday(),
      expected: { ownerId: "31", shifts: [] },
    },
    {
      name: "stays with whom a person gave it to",
      before: { ...handedTo(formerOf("31"), "32", { cause: "reassigned", at: 1 }), taskId: "t" },
      by: rulesToday(),
      expected: { ownerId: "32", shifts: [{ cause: "reassigned" }] },
    },
  ])("$name, once", ({ before = formerOf("31"), changes = {}, by, expected }) => {
    const night = planOf(before, changes, by);
    expect(night).toMatchObject(expected);
    expect(night.shifts).toHaveLength(expected.shifts.length);
    expect(planOf({ ...night, taskId: null }, changes, by)).toEqual(night);
  });

  it("stays with who is there on its day, though it is beyond a window in which they are away", () => {
    const before = { ...formerOf("31"), dueDate: "2026-06-02" };
    const untilThen = (toDate: string) => {
      const absences = [{ fromDate: "2026-03-01", toDate }];
      return rulesToday({ owners: team, capacity: { byOwner: [{ ownerId: "31", absences }] } });
    };
    expect(planOf(before, {}, untilThen("2026-06-01")).ownerId).toBe("31");
    expect(planOf(before, {}, untilThen("2026-06-02")).ownerId).toBe("40");
    const past = { ...before, dueDate: "2026-02-24" };
    expect(planOf(past, {}, untilThen("2026-06-02")).ownerId).toBe("40");
  });

  it("has two reasons when its new owner is away on its day", () => {
    const [ill] = away("31").capacity.byOwner;
    const busy = { ownerId: "40", absences: [{ fromDate: "2026-04-01", toDate: "2026-04-02" }] };
    const by = rulesToday({ owners: team, capacity: { byOwner: [ill, busy] } });
    const before = { ...formerOf("31"), dueDate: "2026-04-01" };
    expect(planOf(before, {}, by)).toMatchObject({
      ownerId: "40",
      dueDate: "2026-03-31",
      shifts: [
        { cause: "absence", fromOwnerId: "31", toDate: "2026-04-01" },
        { cause: "absence", fromDate: "2026-04-01", toDate: "2026-03-31" },
      ],
    });
  });
});

describe("what a planned visit waits for", () => {
  const complaint = { by: "complaint", subjectId: "88", sinceDate: "2026-03-20" } as const;
  const suppressedOf = (
    suppressed: typeof complaint | { by: "contact_cap"; subjectId: null; sinceDate: string } | null,
    changes: Partial<PlanCustomer> = {},
  ) => {
    const visits = [
      knownVisit({ ...window, reason: "by_hand", dueDate: "2026-04-01", suppressed }),
    ];
    const { planned } = planCustomer(
      oneCustomer({ visits, ...changes }),
      rulesToday(),
      createLoads(),
    );
    return planned.find(({ visit }) => visit.reason === "by_hand")?.visit.suppressed;
  };
  const disputes = [{ ...complaint, ownerIds: ["55"] }];
  const cap = { by: "contact_cap", subjectId: null, sinceDate: "2026-03-20" } as const;

  it("is an open complaint, for as long as it is open", () => {
    expect(suppressedOf(null)).toBeNull();
    expect(suppressedOf(null, { disputes })).toEqual(complaint);
    expect(suppressedOf(complaint, { disputes })).toEqual(complaint);
    expect(suppressedOf(complaint)).toBeNull();
  });

  it("is nothing that a person lifted since", () => {
    const days = { fromDate: "2026-04-01", toDate: "2026-04-01" };
    const at = Date.parse("2026-03-24T02:00:00Z");
    const shifts = [{ cause: "override", ...days, at } as const];
    const visits = [knownVisit({ ...window, reason: "by_hand", dueDate: "2026-04-01", shifts })];
    const subject = oneCustomer({ visits, disputes });
    const { planned } = planCustomer(subject, rulesToday(), createLoads());
    const lifted = planned.find(({ visit }) => visit.reason === "by_hand")?.visit;
    expect(lifted).toMatchObject({ suppressed: null, dueDate: "2026-04-01" });
  });

  it("is the contact cap until its day, unless a complaint comes before it", () => {
    expect(suppressedOf(cap)).toEqual(cap);
    expect(suppressedOf(cap, { disputes })).toEqual(complaint);
  });
});
