import { departmentsOf } from "../../domain/escalation/route.ts";
import { departmentOfClock } from "./department-runs.ts";
import type { Derived } from "./derive-ticket.ts";

/**
 * For each clock of a ticket, in their order, the department that has it: of a department's own promise
 * that of its case, else that of the newest case that has not ended, else where the ticket is routed to.
 * Null for clocks that have ended, which nobody has to look after.
 */
export function departmentsOfClocks({
  after,
  evaluation,
  cases,
}: Pick<Derived, "after" | "evaluation" | "cases">): readonly (string | null)[] {
  const { clocks } = after;
  if (clocks.every(({ endedAt }) => endedAt !== null)) return clocks.map(() => null);
  const live = cases.findLast((one) => one.endedAt === null && one.state !== "handed_over");
  const ofTicket = live?.department ?? routedTo(evaluation.life);
  return clocks.map((clock) =>
    clock.endedAt === null ? (departmentOfClock(clock, clocks, cases) ?? ofTicket) : null,
  );
}

function routedTo({ stretches, now }: Derived["evaluation"]["life"]): string | null {
  const place = stretches.findLast(({ from }) => from <= now);
  return place === undefined ? null : (departmentsOf(place, now)[0]?.id ?? null);
}
