import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runsOf } from "../../../src/domain/sla/evaluate.ts";
import { lifeOf } from "../../../src/domain/sla/life.ts";
import { traceOf } from "../../../src/domain/sla/trace.ts";
import {
  berlin,
  type Fact,
  field,
  paused,
  replied,
  resumed,
  sent,
  stage,
  ticketOf,
  wrote,
} from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const week = ["09:00-12:00", "13:00-17:00"];
const office = fullPolicy({
  calendars: [
    {
      id: "office",
      zone: "Europe/Berlin",
      weekly: { mon: week, tue: week, wed: week, thu: week, fri: week },
      holidays: [{ date: "2026-06-10", name: "Works outing" }],
    },
  ],
});

describe("for any life of a ticket", () => {
  const start = berlin("06-08 08:00");
  const minute = fc.integer({ min: 0, max: 6 * 24 * 60 }).map((n) => start + n * MINUTE);
  const fact: fc.Arbitrary<Fact> = fc.oneof(
    fc
      .tuple(minute, fc.constantFrom("2", "3", "4", "5", "6", "7"))
      .map(([at, id]) => stage(at, id)),
    minute.map((at) => replied(at)),
    minute.map((at) => sent(at)),
    minute.map((at) => wrote(at)),
    minute.map((at) => paused(at, "waiting_parts")),
    minute.map((at) => resumed(at)),
    minute.map((at) => field(at, "hs_ticket_category", "COMPLAINT")),
    minute.map((at) => field(at, "severity", "major_fault")),
    minute.map((at): Fact => [at, { kind: "policy_applied", version: 2 }]),
    minute.map((at): Fact => [at, { kind: "priority", priority: "HIGH" }]),
  );
  const always = fullPolicy({
    pauseLimits: { waiting_parts: { minutes: 300 } },
    targets: fullPolicy().targets.map((target) => ({ ...target, calendarId: "always" })),
  });

  const rules = ruledBy(office, always);

  it("what is counted sums to the time used, without gap, and gives the due time again", () => {
    fc.assert(
      fc.property(minute, fc.array(fact, { maxLength: 12 }), minute, (createdAt, facts, now) => {
        const ticket = ticketOf([[createdAt, { kind: "created" }], ...facts]);
        const runs = runsOf(lifeOf(ticket, rules(now)));
        for (const run of runs) {
          const intervals = traceOf(run).sections.flatMap((section) => section.intervals);
          const { clock } = run;
          const counted = (until: number) =>
            intervals
              .filter(({ kind, to }) => kind === "counted" && to <= until)
              .reduce((sum, { from, to }) => sum + to - from, 0);
          expect(counted(Math.min(clock.endedAt ?? now, now))).toBe(clock.usedMs);
          intervals.slice(1).forEach(({ from }, index) => {
            expect(from).toBe(intervals[index]?.to);
          });
          if (clock.state !== "running" || clock.dueAt === null || clock.dueAt <= now) continue;
          expect(intervals.at(-1)).toMatchObject({ to: clock.dueAt, usedMs: clock.targetMs });
        }
      }),
      { numRuns: 500 },
    );
  });
});
