import {
  type Breach,
  type Found,
  isHeld,
  isRed,
  type Judged,
  mondayOf,
  visitsOf,
} from "./visit-laws.ts";
import { dateOf, dayOf, type WorldCustomer } from "./visit-world.ts";

/** Laws of the plan as a whole: that everything is in it, and that what is amiss is shown. */

export function brokenPurposes(judged: Judged): readonly Breach[] {
  const { world, visits, plan } = judged;
  const strangers = plan.planned.length - visits.length;
  return [
    ...(strangers === 0 ? [] : [{ law: "complete" as const, text: `${strangers} of nobody` }]),
    ...world.customers.flatMap((customer) => {
      const own = visitsOf(judged, customer);
      const regular = own.filter(({ reason }) => reason === "cadence").length;
      const greetings = own.filter(({ careId }) => careId === "birthday").length;
      if (regular === 1 && greetings === 1) return [];
      const text = `${customer.id} has ${regular} regular visits and ${greetings} greetings`;
      return [{ law: "complete" as const, text }];
    }),
    ...visits.flatMap((found) => wrongInterval(judged, found)),
  ];
}

/** From the last real contact, or from a visit that somebody gave up since. */
function wrongInterval({ world }: Judged, { visit, customer }: Found): readonly Breach[] {
  if (visit.reason !== "cadence") return [];
  const from = Math.max(customer.realDays.at(-1) ?? 0, lastGivenUp(customer));
  const cadence = world.policy.visits.byTier[visit.tier];
  const wanted = dateOf(from + (cadence?.idealDays ?? 0));
  const latest = dateOf(from + (cadence?.maximumDays ?? 0));
  if (visit.wantedDate === wanted && visit.latestDate === latest) return [];
  const text = `${visit.visitId} is wanted on ${visit.wantedDate} instead of ${wanted}`;
  return [{ law: "interval", text }];
}

function lastGivenUp({ visits }: WorldCustomer): number {
  const days = [...visits.values()]
    .filter(({ reason, state }) => reason === "cadence" && state === "skipped")
    .map(({ dueDate }) => dayOf(dueDate));
  return Math.max(0, ...days);
}

export function brokenWaits({ visits, today }: Judged): readonly Breach[] {
  return visits.flatMap(({ visit, customer }): Breach[] => {
    const { visitId, ownerId, suppressed } = visit;
    const others = customer.disputes.filter(({ ownerIds }) => !ownerIds.includes(ownerId ?? ""));
    if (!isHeld(visit)) {
      return others.length === 0 ? [] : [{ law: "complaint", text: `${visitId} disturbs` }];
    }
    const isNamed = others.some(
      ({ by, subjectId }) => by === suppressed?.by && subjectId === suppressed.subjectId,
    );
    const isNear = dayOf(visit.dueDate) <= dayOf(today) + 1;
    return [
      ...(isNear ? [{ law: "complaint" as const, text: `${visitId} is held and due` }] : []),
      ...(isNamed ? [] : [{ law: "reason_of_hold" as const, text: `${visitId} waits for what?` }]),
    ];
  });
}

export function brokenShortages({ plan, today }: Judged): readonly Breach[] {
  const keyOf = (ownerId: string | null, date: string) => `${ownerId} in the week of ${date}`;
  const red = plan.planned.filter((visit) => isRed(visit, today));
  const redIds = new Set(red.map(({ visitId }) => visitId));
  const reds = Map.groupBy(red, ({ ownerId, latestDate }) => keyOf(ownerId, mondayOf(latestDate)));
  const shown = Map.groupBy(plan.shortages, ({ ownerId, weekDate }) => keyOf(ownerId, weekDate));
  const keys = new Set([...reds.keys(), ...shown.keys()]);
  const miscounted = [...keys].flatMap((key) => {
    const visits = reds.get(key)?.length ?? 0;
    const told = (shown.get(key) ?? []).reduce((sum, one) => sum + one.visits, 0);
    return visits === told ? [] : [`${key}: ${visits} red visits, ${told} of them shown`];
  });
  const wrongIds = plan.shortages.flatMap(({ visitIds }) =>
    visitIds.filter((visitId) => !redIds.has(visitId)).map((visitId) => `${visitId} is not red`),
  );
  return [...miscounted, ...wrongIds].map((text) => ({ law: "shown_shortage", text }));
}

export function brokenLoads(judged: Judged): readonly Breach[] {
  const { load, today, before } = judged;
  const overfull = (["byDay", "byWeek"] as const).flatMap((span) =>
    [...load[span]].flatMap(([key, visits]) => {
      const coming = visits.filter(
        ({ visitId, dueDate }) =>
          dueDate >= today || (before.get(visitId)?.taskId ?? null) === null,
      );
      const limits = load.limitsOf(visits[0]?.ownerId ?? "");
      const most = span === "byDay" ? limits.perDay : limits.perWeek;
      if (coming.length <= most) return [];
      return [{ law: "capacity" as const, text: `${coming.length} visits of ${key}` }];
    }),
  );
  return [...overfull, ...unfair(judged)];
}

/** Nobody of the team has a visit to share out whose going to another would leave that one with less. */
function unfair(judged: Judged): readonly Breach[] {
  const { world, plan, load, before } = judged;
  const { policy, customers, holidays, absences } = world;
  const [team] = policy.visits.owners.teams;
  const shared = new Set(customers.filter(({ ownerId }) => ownerId === null).map(({ id }) => id));
  const byOwner = Map.groupBy(plan.planned, ({ ownerId }) => ownerId ?? "");
  const members = (team?.ownerIds ?? []).map((id) => ({
    id,
    load: byOwner.get(id)?.length ?? 0,
    capacity: load.limitsOf(id).perWeek,
  }));
  const isThere = (id: string, date: string) =>
    !holidays.has(date) &&
    !(absences.get(id) ?? []).some(({ fromDate, toDate }) => fromDate <= date && date <= toDate);
  // What somebody does about a complaint or a case of the customer is theirs alone.
  const worksAt = new Map(
    customers.map(({ id, disputes }) => [id, disputes.flatMap(({ ownerIds }) => ownerIds)]),
  );
  const isFree = (visit: Found["visit"]) =>
    shared.has(visit.customer?.id ?? "") &&
    !worksAt.get(visit.customer?.id ?? "")?.includes(visit.ownerId ?? "") &&
    !isHeld(visit) &&
    (before.get(visit.visitId)?.taskId ?? null) === null &&
    // Placing its day may move it off one on which the other is away.
    visit.shifts.every(({ cause, fromDate, toDate }) => {
      return fromDate === toDate || (cause !== "capacity" && cause !== "balance");
    });
  return members.flatMap((one) =>
    members
      .filter((other) => (other.load + 1) / other.capacity < one.load / one.capacity - 1e-9)
      .filter((other) =>
        (byOwner.get(one.id) ?? []).some(
          (visit) => isFree(visit) && isThere(other.id, visit.dueDate),
        ),
      )
      .map(({ id, load: less }): Breach => {
        return { law: "fair", text: `${one.id} has ${one.load} and ${id} only ${less}` };
      }),
  );
}
