import { overdueCalls } from "../../domain/escalation/overdue-ladder.ts";
import type { OverdueLadder } from "../../domain/governance/overdue-rules.ts";
import type { BusinessTime } from "../../domain/time/business-time.ts";
import { isHeld } from "../../domain/visits/suppression.ts";
import type { VisitCall } from "../../ports/visit-call-store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { OutboxDeps } from "../outbox/outbox-deps.ts";
import { tellOperators } from "../outbox/tell-operators.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { asOwner, readersOfLevel, type VisitPeople } from "./overdue-reader.ts";
import { textOfReader } from "./visit-notices.ts";

const VISITS_AT_ONCE = 500;
/**
 * A level that came longer ago is told no more: a stand-still of a week leaves nobody out, and nobody who
 * joins with old debts gets all of them in one morning.
 */
const LOOK_BACK_DAYS = 7;
/** A level waits at most so long for a working day; longer closings are no reason to look further back. */
const LONGEST_CLOSING_DAYS = 31;
/** In the store where nobody stands for a target, so that this too is said once. */
const NOBODY = "nobody";

export type OverdueDeps = Pick<OutboxDeps, "store" | "logger" | "timeSource">;

/**
 * Visits past their red limit climb the policy's ladder, each level once, on working days. What waits
 * for a complaint is nobody's fault. Keeps who is to be told in the messages of that day; where nobody is
 * there to be told, those who run the account are. Says how many calls are new.
 */
export async function noteOverdueCalls(
  deps: OverdueDeps,
  { portal: { portalId }, current: { policy, calendars } }: PortalContext,
  today: string,
): Promise<number> {
  const { store } = deps;
  const people = { policy, owners: await store.portals.owners(portalId) };
  const time = calendars(policy.visits.calendarId);
  const rules = { ladder: policy.overdueLadder, time, today, people };
  let after = { latestDate: firstLimit(rules), visitId: "" };
  let called = 0;
  let page: readonly VisitRow[];
  do {
    page = await store.visitLists.redPage(portalId, { after, date: today, limit: VISITS_AT_ONCE });
    const calls = page.flatMap((visit) => callsOf(visit, rules));
    const news = await store.visitCalls.note(portalId, today, calls);
    for (const { visitId, latestDate, reader } of news) {
      const told = { action: "visit_overdue", subject: `visit:${visitId}`, detail: { latestDate } };
      if (reader === NOBODY) await tellOperators(deps, portalId, told);
    }
    called += news.length;
    after = page.at(-1) ?? after;
  } while (page.length === VISITS_AT_ONCE);
  return called;
}

type Rules = {
  readonly ladder: OverdueLadder;
  readonly time: BusinessTime;
  readonly today: string;
  readonly people: VisitPeople;
};

/** Of red limits before it every level came too long ago. */
function firstLimit({ ladder, time, today }: Rules): string {
  const last = Math.max(...ladder.levels.map(({ afterDays }) => afterDays));
  return time.addDays(today, -(last + LOOK_BACK_DAYS + LONGEST_CLOSING_DAYS));
}

function callsOf(visit: VisitRow, { ladder, time, today, people }: Rules): readonly VisitCall[] {
  if (isHeld(visit)) return [];
  const { visitId, latestDate, ownerId } = visit;
  const since = time.addDays(today, -LOOK_BACK_DAYS);
  return overdueCalls({ dueDate: latestDate, toldLevels: [] }, ladder, { today, time })
    .filter(({ date }) => date >= since)
    .flatMap(({ level, tell }) =>
      readersOfLevel(tell, ownerId, people).map(({ target, reader }) => {
        const text = reader === null ? NOBODY : textOfReader(asOwner(reader, ownerId, people));
        return { visitId, latestDate, level, target, reader: text };
      }),
    );
}
