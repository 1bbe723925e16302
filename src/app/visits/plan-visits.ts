import { createLoads, type OwnerLoads } from "../../domain/visits/choose-owner.ts";
import { MAX_ROUNDS } from "../../domain/visits/placing.ts";
import { planCustomer } from "../../domain/visits/plan-customer.ts";
import { isStanding } from "../../domain/visits/plan-portal.ts";
import type { PlanCustomer, PlanRules } from "../../domain/visits/plan-rules.ts";
import { planRules } from "../../domain/visits/rules-of-plan.ts";
import type { Shortage } from "../../domain/visits/shortage.ts";
import type { CustomerRow } from "../../ports/store.ts";
import { portalOfSlot } from "../work/send-due-jobs.ts";
import type { PlanContext, PlanDeps, PlanStore } from "./plan-deps.ts";
import { balanceTeams, type PlacedOwner, placeOwner } from "./plan-owners.ts";
import { readPlanCustomers } from "./read-plan-customers.ts";
import { requestTasks } from "./request-tasks.ts";
import { type PlannedChange, savePlan } from "./save-plan.ts";

const CUSTOMERS_AT_ONCE = 1_000;
/** Shortages that are kept to be shown. */
const SHORTAGES_SHOWN = 1_000;

/**
 * The nightly turn of one portal: each customer gets its next visits, then each team shares out what is
 * nobody's, then each owner's days are filled within what they can do, and the visits that come near get
 * their tasks. In memory are a page of customers, the visits of one owner, how many each owner has, and
 * the ids of what got a new day.
 * A turn that was interrupted begins anew and finds done what it did; running it again changes nothing.
 */
export async function planVisits(deps: PlanDeps, slot: string): Promise<void> {
  const portalId = portalOfSlot(slot);
  const context = await deps.contexts(portalId);
  if (context === null) return;
  const { store, timeSource, lunarCalendar, logger } = deps;
  const now = timeSource.now();
  const owners = await store.portals.owners(portalId);
  const rules = planRules(context.current, now, {
    knownOwners: owners.length === 0 ? null : new Set(owners.map(({ ownerId }) => ownerId)),
    lunarDates: (day, year) => lunarCalendar.occurrences(day, year).map(({ date }) => date),
  });
  const loads = createLoads(await store.visitPlans.loads(portalId));
  const turn: Turn = { context, rules, loads, fresh: new Set() };
  const planned = await planCustomers(store, turn);
  const shared = await balanceTeams(store, turn);
  const { moved, shortages } = await placeOwners(store, turn);
  const tasks = await store.transaction(() => requestTasks(store, context, now));
  const short = shortages.reduce((sum, { visits }) => sum + visits, 0);
  logger.info({ portalId, planned, shared, moved, short, tasks }, "visits are planned");
}

type Turn = {
  readonly context: PlanContext;
  readonly rules: PlanRules;
  readonly loads: OwnerLoads;
  /** Ids of visits that got their day in this turn; one that begins anew has forgotten them, and moves more. */
  readonly fresh: Set<string>;
};

/** Says how many visits changed. */
async function planCustomers(store: PlanStore, turn: Turn): Promise<number> {
  const { context, rules } = turn;
  const { portalId } = context.portal;
  let after: CustomerRow | null = null;
  let written = 0;
  do {
    const page: readonly CustomerRow[] = await store.customers.page(
      portalId,
      after,
      CUSTOMERS_AT_ONCE,
    );
    const subjects = await readPlanCustomers(store, { context, rules }, page);
    const changes = subjects.flatMap((subject) => changesOf(subject, turn));
    for (const { visit, before } of changes) {
      if (!isStanding({ visit, before })) turn.fresh.add(visit.visitId);
    }
    written += await savePlan(store, { context, now: rules.now }, changes);
    after = page.length < CUSTOMERS_AT_ONCE ? null : (page.at(-1) ?? null);
  } while (after !== null);
  return written;
}

function changesOf(subject: PlanCustomer, { rules, loads }: Turn): readonly PlannedChange[] {
  const { planned, ended } = planCustomer(subject, rules, loads);
  const known = new Map(subject.visits.map((visit) => [visit.visitId, visit]));
  return [...planned.map(({ visit }) => visit), ...ended].map((visit) => ({
    visit,
    before: known.get(visit.visitId) ?? null,
  }));
}

async function placeOwners(
  store: PlanStore,
  turn: Turn,
): Promise<{ readonly moved: number; readonly shortages: readonly Shortage[] }> {
  const { portalId } = turn.context.portal;
  const placed = new Map<string, PlacedOwner>();
  let moved = 0;
  let ownerIds: readonly string[] = [...(await store.visitPlans.loads(portalId)).keys()].sort();
  for (let round = 0; round < MAX_ROUNDS && ownerIds.length > 0; round += 1) {
    const before = moved;
    for (const ownerId of ownerIds) {
      const owner = await placeOwner(store, turn, ownerId);
      placed.set(ownerId, owner);
      moved += owner.written;
    }
    if (moved === before) break;
    // Everything has its day now; what waits for the contact cap may have room since others moved.
    turn.fresh.clear();
    ownerIds = ownerIds.filter((ownerId) => placed.get(ownerId)?.isWaiting);
  }
  const shortages = [...placed.values()].flatMap((owner) => owner.shortages);
  const shown = shortages.toSorted((a, b) => b.visits - a.visits).slice(0, SHORTAGES_SHOWN);
  await store.visitPlans.saveShortages(portalId, shown, turn.rules.now);
  return { moved, shortages };
}
