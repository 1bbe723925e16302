import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { dayNumberOf } from "../../domain/time/day-number.ts";
import { balanceTeam } from "../../domain/visits/balance-team.ts";
import { type OwnerLoads, teamOf } from "../../domain/visits/choose-owner.ts";
import { placeVisits } from "../../domain/visits/place-visits.ts";
import { type PlaceableVisit, waitsForOthers } from "../../domain/visits/placing.ts";
import type { PlanRules } from "../../domain/visits/plan-rules.ts";
import { type Shortage, shortageCause, shortagesOf } from "../../domain/visits/shortage.ts";
import { isHeld, isWorkOnDispute } from "../../domain/visits/suppression.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { CUSTOMER_OWNER_PROPERTY } from "../tiering/customer-properties.ts";
import type { PlanContext, PlanStore } from "./plan-deps.ts";
import { readDisputes, readTouchDays } from "./read-plan-customers.ts";
import { savePlan } from "./save-plan.ts";

/** Planned visits of one owner in memory at once; what is planned after them has room in any case. */
const VISITS_AN_OWNER = 20_000;
/** Visits of one team that are shared out in one night. */
const SHARED_AT_ONCE = 20_000;
const CUSTOMERS_AT_ONCE = 2_000;

type Turn = {
  readonly context: PlanContext;
  readonly rules: PlanRules;
  readonly loads: OwnerLoads;
  /** Ids of visits that got their day or their owner in this turn: they go round the others. */
  readonly fresh: Set<string>;
};

/** Shares out what nobody's customers want among each team. Says how many visits changed hands. */
export async function balanceTeams(store: PlanStore, turn: Turn): Promise<number> {
  const { context, rules, loads } = turn;
  const { portalId } = context.portal;
  let written = 0;
  for (const team of rules.visits.owners.teams) {
    const shared = await store.visitPlans.sharedOf(portalId, {
      ownerIds: team.ownerIds,
      ownerProperty: CUSTOMER_OWNER_PROPERTY,
      knownOwners: [...(rules.knownOwners ?? [])],
      limit: SHARED_AT_ONCE,
    });
    const ours = shared.filter(({ tier }) => teamOf(tier, rules.visits) === team);
    const rows = await withoutDisputed(store, turn, ours);
    const visits = await placeableOf(store, turn, { rows, live: new Map() });
    const moved = balanceTeam(team.ownerIds, visits, { rules, loads });
    for (const { visit } of moved) turn.fresh.add(visit.visitId);
    const before = new Map(shared.map((row) => [row.visitId, row]));
    const changes = moved.map(({ visit }) => ({
      visit,
      before: before.get(visit.visitId) ?? null,
    }));
    written += await savePlan(store, { context, now: rules.now }, changes);
  }
  return written;
}

/** Without the visits of those who work at a complaint or a case of the customer: nobody else may make them. */
async function withoutDisputed(
  store: PlanStore,
  turn: Turn,
  rows: readonly VisitRow[],
): Promise<readonly VisitRow[]> {
  const free: VisitRow[] = [];
  for (let from = 0; from < rows.length; from += CUSTOMERS_AT_ONCE) {
    const page = rows.slice(from, from + CUSTOMERS_AT_ONCE);
    const disputes = await readDisputes(store, turn, refsOf(page));
    const disputesOf = ({ customer }: VisitRow) =>
      (customer === null ? undefined : disputes.get(customerKey(customer))) ?? [];
    free.push(...page.filter((row) => !isWorkOnDispute(row, disputesOf(row))));
  }
  return free;
}

/**
 * Shares out the days of one owner. Says what was written, what is red, and whether something waits for
 * visits of others.
 */
export async function placeOwner(
  store: PlanStore,
  turn: Turn,
  ownerId: string,
): Promise<PlacedOwner> {
  const { context, rules } = turn;
  const rows = await store.visits.plannedOf(context.portal.portalId, [ownerId], VISITS_AN_OWNER);
  const live = new Map<string, number>();
  const visits = await placeableOf(store, turn, { rows, live });
  const moved = placeVisits(ownerId, visits, { rules, live });
  const before = new Map(rows.map((row) => [row.visitId, row]));
  const changes = moved.map(({ visit }) => ({ visit, before: before.get(visit.visitId) ?? null }));
  const written = await savePlan(store, { context, now: rules.now }, changes);
  const now = new Map(moved.map(({ visit }) => [visit.visitId, visit]));
  const placed = visits.map((one) => ({ ...one, visit: now.get(one.visit.visitId) ?? one.visit }));
  const short = placed.flatMap(({ visit: current, wish }) => {
    const cause = shortageCause(current, rules.today, rules.gridOf(ownerId, wish));
    return cause === null ? [] : [{ visit: current, cause }];
  });
  return { written, shortages: shortagesOf(short), isWaiting: placed.some(waitsForOthers) };
}

export type PlacedOwner = {
  readonly written: number;
  readonly shortages: readonly Shortage[];
  readonly isWaiting: boolean;
};

/** Stored visits with what limits their days: the customer's hours, and its other contacts. */
async function placeableOf(
  store: PlanStore,
  turn: Turn,
  { rows, live }: { readonly rows: readonly VisitRow[]; readonly live: Map<string, number> },
): Promise<readonly PlaceableVisit[]> {
  const limits = new Map<string, Limits>();
  const all = refsOf(rows);
  for (let from = 0; from < all.length; from += CUSTOMERS_AT_ONCE) {
    const page = all.slice(from, from + CUSTOMERS_AT_ONCE);
    for (const [key, limit] of await limitsOf(store, turn, { refs: page, live })) {
      limits.set(key, limit);
    }
  }
  return rows.map((row): PlaceableVisit => {
    const { taskId: _task, ...visit } = row;
    const found = row.customer === null ? undefined : limits.get(customerKey(row.customer));
    const { wish, contacts } = found ?? { wish: undefined, contacts: null };
    const otherDays = contacts === null ? null : () => contacts(visit.visitId);
    const isStanding = !turn.fresh.has(visit.visitId);
    return { visit, before: row, isShared: true, wish, otherDays, isStanding };
  });
}

function refsOf(rows: readonly VisitRow[]): readonly CustomerRef[] {
  const refs = new Map<string, CustomerRef>();
  for (const { customer } of rows) if (customer !== null) refs.set(customerKey(customer), customer);
  return [...refs.values()];
}

type Limits = {
  readonly wish: string | undefined;
  readonly contacts: ((visitId: string) => readonly number[]) | null;
};

async function limitsOf(
  store: PlanStore,
  { context, rules }: Turn,
  { refs, live }: { readonly refs: readonly CustomerRef[]; readonly live: Map<string, number> },
): Promise<ReadonlyMap<string, Limits>> {
  const { portalId } = context.portal;
  const { preferredWindowProperty, contactCap } = rules.visits;
  const rows =
    preferredWindowProperty === undefined ? [] : await store.customers.find(portalId, refs);
  const wishes = new Map(
    rows.map((row) => [customerKey(row), row.properties[preferredWindowProperty ?? ""]]),
  );
  const touchDays = await readTouchDays(store, { context, rules }, refs);
  const visits = contactCap === undefined ? [] : await store.visits.ofCustomers(portalId, refs);
  const open = Map.groupBy(
    visits.filter((visit) => visit.state === "planned" && !isHeld(visit)),
    ({ customer }) => (customer === null ? "" : customerKey(customer)),
  );
  return new Map(
    refs.map((ref) => {
      const key = customerKey(ref);
      const touched = touchDays.get(key) ?? [];
      const own = open.get(key) ?? [];
      const isTight = contactCap !== undefined && touched.length + own.length > contactCap.contacts;
      if (isTight) for (const { visitId, dueDate } of own) live.set(visitId, dayNumberOf(dueDate));
      const others = (visitId: string) => [
        ...touched,
        ...own.flatMap((one) => (one.visitId === visitId ? [] : (live.get(one.visitId) ?? []))),
      ];
      return [key, { wish: wishes.get(key), contacts: isTight ? others : null }];
    }),
  );
}
