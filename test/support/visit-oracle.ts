import type { PortalPlan } from "../../src/domain/visits/plan-portal.ts";
import type { KnownVisit } from "../../src/domain/visits/plan-rules.ts";
import { brokenDays, needlessMoves, needlessReds, untoldMoves } from "./laws-of-days.ts";
import { untoldHandOvers } from "./laws-of-owners.ts";
import { brokenLoads, brokenPurposes, brokenShortages, brokenWaits } from "./laws-of-plans.ts";
import { type Breach, type Judged, loadOf } from "./visit-laws.ts";
import { dateOf, type VisitWorld } from "./visit-world.ts";

/** What a plan must keep, found out from outside, without the planner's own arithmetic. */
export function breachesOf(
  world: VisitWorld,
  day: number,
  { plan, before }: { readonly plan: PortalPlan; readonly before: ReadonlyMap<string, KnownVisit> },
): readonly Breach[] {
  const byId = new Map(world.customers.map((one) => [one.id, one]));
  const visits = plan.planned.flatMap((visit) => {
    const customer = byId.get(visit.customer?.id ?? "");
    return customer === undefined ? [] : [{ visit, customer }];
  });
  const today = dateOf(day);
  const judged: Judged = { world, plan, before, today, visits, load: loadOf(world, plan) };
  return [
    ...brokenDays(judged),
    ...needlessReds(judged),
    ...needlessMoves(judged),
    ...untoldMoves(judged),
    ...untoldHandOvers(judged),
    ...brokenPurposes(judged),
    ...brokenWaits(judged),
    ...brokenShortages(judged),
    ...brokenLoads(judged),
  ];
}
