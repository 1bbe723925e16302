import { expect, it } from "vitest";
import { createLunarCalendar } from "../../../src/adapters/holidays/lunar-calendar.ts";
import { gradeCustomers } from "../../../src/app/tiering/grade-customers.ts";
import { planVisits } from "../../../src/app/visits/plan-visits.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { at } from "../../support/calendars.ts";
import { contextOf } from "../../support/grading-context.ts";
import { memoryCustomers } from "../../support/memory-customers.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import { policyDocument } from "../../support/small-policy.ts";

const taipei = (wall: string) => at(wall, "+08:00");
const teamOf = (ownerIds: readonly string[]) =>
  Policy.parse({
    ...policyDocument,
    visits: { ...policyDocument.visits, owners: { teams: [{ id: "inside", ownerIds }] } },
  });

/** Four companies that nobody looks after, whose visits 40 has had alone until now. */
async function nightWith(busyWith: readonly string[]) {
  const store = memoryCustomers();
  const night = (wall: string, policy: Policy) =>
    planVisits(
      {
        store,
        contexts: async () => ({ ...contextOf("live", policy), closedStages: new Set<string>() }),
        timeSource: { now: () => taipei(wall) },
        logger: createRecordingLogger(),
        lunarCalendar: createLunarCalendar(),
      },
      "1001:night",
    );
  const snapshots = ["1", "2", "3", "4"].map((id) => ({
    kind: "company" as const,
    id,
    properties: { total_revenue: "100000" },
  }));
  await gradeCustomers(store, contextOf(), { snapshots, now: taipei("2026-02-25 14:00") });
  await night("2026-02-26 02:00", teamOf(["40"]));
  for (const id of busyWith) {
    const customer = { kind: "company" as const, id };
    const since = { sinceAt: taipei("2026-02-26 10:00"), ownerIds: ["40"] };
    store.openDisputes.push({ customer, by: "complaint", subjectId: `ticket ${id}`, ...since });
  }
  await night("2026-02-27 02:00", teamOf(["40", "41"]));
  return store.allVisits().map(({ ownerId }) => ownerId);
}

it("visits are shared out among a team, but not those of who works at the customer's complaint", async () => {
  expect((await nightWith([])).toSorted()).toEqual(["40", "40", "41", "41"]);
  expect(await nightWith(["1", "2", "3"])).toEqual(["40", "40", "40", "41"]);
});
