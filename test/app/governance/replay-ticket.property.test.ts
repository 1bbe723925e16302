import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReplayTally } from "../../../src/app/governance/replay-tally.ts";
import { replayTicket } from "../../../src/app/governance/replay-ticket.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { foldTicket } from "../../../src/domain/sla/fold-ticket.ts";
import { createWeekHours } from "../../../src/domain/time/week-hour.ts";
import { HOUR, MINUTE, START } from "../../support/app-under-test.ts";
import { CLOSED_STAGES, fullPolicy, ruledBy, rulesUnder } from "../../support/policies.ts";
import { type RandomFact, randomStory } from "../../support/random-tickets.ts";

const policy = fullPolicy();
const LAST_LOOK_HOURS = 7 * 24;
const weekHourOf = createWeekHours();

/** A ticket as the plugin records it at `evaluatedAt`, replayed at a later instant. */
function replayed(
  story: readonly RandomFact[],
  { draft, evaluatedAt, now }: { draft: Policy; evaluatedAt: number; now: number },
) {
  const events = [
    { ticketId: "7", occurredAt: START, detail: { kind: "created" as const } },
    ...story.map(({ minute, detail }) => ({
      ticketId: "7",
      occurredAt: START + minute * MINUTE,
      detail,
    })),
  ];
  const ticket = foldTicket("7", events);
  const { clocks, nextDueAt } = evaluate(ticket, ruledBy(policy)(evaluatedAt));
  const history = { ticketId: "7", events, clocks, nextDueAt, evaluatedAt };
  const recorded = rulesUnder(policy);
  return replayTicket(
    ticket,
    { ...history, policyVersion: 1, dataAt: evaluatedAt },
    {
      draft: rulesUnder(draft, 2),
      rulesOf: () => recorded,
      closedStages: CLOSED_STAGES,
      weekHourOf,
      now,
    },
  );
}

const hours = fc.nat(LAST_LOOK_HOURS).map((hour) => hour * HOUR);

describe("any log of events", () => {
  it("replayed under the policy in force gives exactly what is recorded", () => {
    fc.assert(
      fc.property(randomStory, hours, hours, (story, look, more) => {
        const evaluatedAt = START + look;
        const now = evaluatedAt + more;
        const { before, after } = replayed(story, { draft: policy, evaluatedAt, now });
        const standing = ({ clock, ...place }: (typeof before)[number]) => {
          const {
            usedMs: _used,
            overMs: _over,
            warnings: _warned,
            policyVersion: _by,
            ...rest
          } = clock;
          return { ...place, ...rest };
        };
        expect(after.map(standing)).toEqual(before.map(standing));
      }),
      { numRuns: 500 },
    );
  });

  it("replayed under a stricter policy breaks promises, and keeps none that was broken", () => {
    const targets = policy.targets.map((target) => ({ ...target, durationMinutes: 1 }));
    const tally = createReplayTally();
    for (const story of fc.sample(randomStory, { numRuns: 100, seed: 7 })) {
      const now = START + LAST_LOOK_HOURS * HOUR;
      tally.add(replayed(story, { draft: { ...policy, targets }, evaluatedAt: now, now }));
    }
    const { added, avoided } = tally.tables({ present: policy, draft: policy });
    expect(added.count).toBeGreaterThan(20);
    expect(avoided.count).toBe(0);
  });
});
