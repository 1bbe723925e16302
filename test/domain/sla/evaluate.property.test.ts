import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { warnedAtOf } from "../../../src/domain/sla/clock.ts";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { createCalendars } from "../../../src/domain/time/business-time.ts";
import { berlin, type Fact, replied, stage, ticketOf } from "../../support/lives.ts";
import { MINUTE, walkMinutes } from "../../support/naive-clock.ts";
import { officePolicy, ruledBy } from "../../support/policies.ts";

const policy = officePolicy();
const office = createCalendars(policy.calendars)("office");
const rules = ruledBy(policy);

describe("any life of a ticket", () => {
  const start = berlin("06-08 08:00");
  const week = 5 * 24 * 60;
  const minute = fc.integer({ min: 0, max: week }).map((offset) => start + offset * MINUTE);
  const life = fc.record({
    createdAt: minute,
    stages: fc.array(fc.tuple(minute, fc.constantFrom("1", "2", "3", "4")), { maxLength: 6 }),
    priorities: fc.array(fc.tuple(minute, fc.constantFrom("HIGH", "LOW")), { maxLength: 3 }),
    replyAt: fc.option(minute),
    now: minute,
  });

  it("gives the clocks that a stop-watch gives", () => {
    fc.assert(
      fc.property(life, ({ createdAt, stages, priorities, replyAt, now }) => {
        const ticket = ticketOf([
          [createdAt, { kind: "created" }],
          ...stages.map(([at, stageId]) => stage(at, stageId)),
          ...priorities.map(([at, priority]): Fact => [at, { kind: "priority", priority }]),
          ...(replyAt === null ? [] : [replied(replyAt)]),
        ]);
        const { clocks } = evaluate(ticket, rules(now));
        if (now < createdAt) return;
        for (const clock of clocks) {
          const naive = walkMinutes({
            from: createdAt,
            endedAt: clock.endedAt === null ? null : Math.max(clock.endedAt, createdAt),
            now,
            warningPercent: 75,
            isOpen: office.isOpen,
            minuteAt: (at) => {
              const stageId = ticket.stages.findLast((entry) => entry.at <= at)?.stageId;
              const priority = ticket.priorities.findLast((entry) => entry.at <= at)?.priority;
              const isHigh = priority === "HIGH";
              const counts =
                stageId !== "4" && (clock.kind === "first_response" || stageId !== "2");
              const response = isHigh ? 60 : 240;
              const resolution = isHigh ? 480 : 1200;
              return {
                counts,
                targetMinutes: clock.kind === "first_response" ? response : resolution,
              };
            },
          });
          expect({
            kind: clock.kind,
            usedMinutes: clock.usedMs / MINUTE,
            warnedAt: warnedAtOf(clock),
            breachedAt: clock.breachedAt,
          }).toEqual({ kind: clock.kind, ...naive });
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is decided the same whenever it is looked at: what has come true stays true", () => {
    fc.assert(
      fc.property(life, minute, ({ createdAt, stages, priorities, replyAt, now }, later) => {
        fc.pre(now <= later);
        const ticket = ticketOf([
          [createdAt, { kind: "created" }],
          ...stages.map(([at, stageId]) => stage(at, stageId)),
          ...priorities.map(([at, priority]): Fact => [at, { kind: "priority", priority }]),
          ...(replyAt === null ? [] : [replied(replyAt)]),
        ]);
        const at = (time: number) => evaluate(ticket, rules(time));
        const early = at(now).decisions.filter((decision) => decision.at < now);
        expect(at(later).decisions.filter((decision) => decision.at < now)).toEqual(early);
      }),
      { numRuns: 300 },
    );
  });
});
