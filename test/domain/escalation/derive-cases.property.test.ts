import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EscalationCase, isLive } from "../../../src/domain/escalation/case.ts";
import type { CaseAct, CaseActDetail } from "../../../src/domain/escalation/case-act.ts";
import {
  breachAt,
  type CaseStory,
  called,
  casesOf,
  climbingPolicy,
  did,
} from "../../support/case-story.ts";
import { berlin, type Fact, field, replied, stage } from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";

const RUNS = 100;
const START = berlin("06-09 08:00");
const SPAN_MINUTES = 3 * 1440;
const END = START + SPAN_MINUTES * MINUTE;

const [support, ...others] = climbingPolicy().ladders;
/** Ladders that hand over in a circle, and one that is climbed twice. */
const policy = climbingPolicy({
  routes: [
    { tier: "key", department: "support", coDepartment: "partner" },
    { department: "support" },
  ],
  ladders: [
    { ...support, levels: [...(support?.levels.slice(0, 1) ?? []), { handOver: "relations" }] },
    {
      id: "relations",
      department: "relations",
      levels: [
        { tell: ["lead"], waitMinutes: 45 },
        { handOver: "support" },
        { tell: ["service_managers"], waitMinutes: 30 },
        { handOver: "partner" },
      ],
      repeats: 1,
      staleAfterMinutes: 60,
    },
    ...others,
  ],
});

/** Half hours, so that acts often fall on the very instants of timers. */
const instant = fc
  .integer({ min: 0, max: SPAN_MINUTES / 30 })
  .map((halves) => START + halves * 30 * MINUTE);
const caseId = fc.constantFrom("7-1", "7-1", "7-1.2", "7-1.3", "7-m1", "7-2");
const department = fc.constantFrom("support", "relations", "partner");
const text = fc.constant("because");
const QUIET_ACTS: readonly fc.Arbitrary<CaseActDetail>[] = [
  fc.constant({ act: "acknowledged" }),
  fc.constant({ act: "resolved" }),
  fc.record({ act: fc.constant("asked_back"), text }),
  fc.record({ act: fc.constant("answered"), text }),
  fc.record({ act: fc.constant("de_escalated"), text }),
  fc.record({ act: fc.constant("handed_over"), department, text }),
  fc.record({
    act: fc.constant("declined"),
    department: fc.oneof(department, fc.constant(null)),
    text,
  }),
];
/** These tell levels again. */
const REPEATING_ACTS: readonly fc.Arbitrary<CaseActDetail>[] = [
  fc.record({ act: fc.constant("snoozed"), until: instant, text }),
  fc.record({ act: fc.constant("reopened"), text }),
];
const actsOf = (details: readonly fc.Arbitrary<CaseActDetail>[]): fc.Arbitrary<CaseAct[]> =>
  fc.uniqueArray(
    fc.oneof(
      fc
        .tuple(instant, fc.oneof(...details), caseId)
        .map(([at, detail, id]) => did(at, detail, { caseId: id })),
      fc.tuple(instant, department).map(([at, id]) => called(id, at)),
    ),
    { maxLength: 8, selector: ({ actKey }) => actKey },
  );
const fact: fc.Arbitrary<Fact> = fc.oneof(
  instant.map((at) => replied(at)),
  instant.map((at) => stage(at, "3")),
  fc
    .tuple(instant, fc.constantFrom("major_fault", "minor"))
    .map(([at, value]) => field(at, "severity", value)),
  fc
    .tuple(instant, fc.constantFrom("COMPLAINT", "REPAIR"))
    .map(([at, value]) => field(at, "hs_ticket_category", value)),
);
const storyOf = (details: readonly fc.Arbitrary<CaseActDetail>[]): fc.Arbitrary<CaseStory> =>
  fc.record({
    policy: fc.constant(policy),
    decisions: fc
      .uniqueArray(instant, { minLength: 1, maxLength: 3 })
      .map((list) => list.toSorted((a, b) => a - b).map((at, index) => breachAt(at, index + 1))),
    acts: actsOf(details),
    facts: fc.array(fact, { maxLength: 4 }),
    tier: fc.constantFrom("key", "standard"),
    knownSince: fc.constant(START - 1),
    now: fc.constant(END),
  });
const story = storyOf([...QUIET_ACTS, ...REPEATING_ACTS]);

const isPrefix = (one: EscalationCase, whole: EscalationCase | undefined) =>
  expect(whole?.steps.slice(0, one.steps.length)).toEqual(one.steps);

describe("cases of any life", () => {
  it("do not depend on the order in which acts and facts were told", () => {
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.nat()), (told, order) => {
        const shuffle = <T>(list: readonly T[] = []) =>
          list
            .map((value) => ({ value, key: order.next().value ?? 0 }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ value }) => value);
        const shuffled = { ...told, acts: shuffle(told.acts), facts: shuffle(told.facts) };
        expect(casesOf(shuffled)).toEqual(casesOf(told));
      }),
      { numRuns: RUNS },
    );
  });

  it("are the same whether they are looked at once or often: what is told stays told", () => {
    fc.assert(
      fc.property(story, instant, (told, lookedAt) => {
        const whole = casesOf(told);
        for (const now of [lookedAt, lookedAt + MINUTE, lookedAt - 1]) {
          const part = casesOf({ ...told, now });
          for (const one of part)
            isPrefix(
              one,
              whole.find((it) => it.caseId === one.caseId),
            );
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("change next at the instant that they name, not before", () => {
    let changes = 0;
    fc.assert(
      fc.property(story, (told) => {
        const cases = casesOf(told);
        const nextAt = Math.min(
          ...cases.map(({ ladder }) => ladder.nextAt ?? Number.POSITIVE_INFINITY),
        );
        if (nextAt === Number.POSITIVE_INFINITY) {
          expect(casesOf({ ...told, now: END + 1_000_000 * MINUTE })).toEqual(cases);
          return;
        }
        changes += 1;
        expect(nextAt).toBeGreaterThan(END);
        expect(casesOf({ ...told, now: nextAt - 1 })).toEqual(cases);
        expect(casesOf({ ...told, now: nextAt })).not.toEqual(cases);
      }),
      { numRuns: 3 * RUNS },
    );
    // About one life in seven has a step ahead.
    expect(changes).toBeGreaterThan(RUNS / 10);
  });

  it("tell each level once a round, and come to an end within their levels, where nobody asks for more", () => {
    fc.assert(
      fc.property(storyOf(QUIET_ACTS), (told) => {
        const cases = casesOf({ ...told, now: END + 1_000_000 * MINUTE });
        for (const one of cases) {
          const levels = one.steps.flatMap(({ level }) => level ?? []);
          const ladder = policy.ladders.find(({ id }) => id === one.ladder.id);
          for (const level of new Set(levels)) {
            const times = levels.filter((other) => other === level).length;
            expect(times).toBeLessThanOrEqual((ladder?.repeats ?? 0) + 1);
          }
          expect(one.steps.filter(({ act }) => act === "exhausted").length).toBeLessThanOrEqual(1);
          expect(one.ladder.nextAt).toBeNull();
        }
        // Each act hands over once at most, and each ladder to departments that had it not yet.
        const origins = cases.filter(({ handedFrom }) => handedFrom === null).length;
        const handedBy = (told.acts ?? []).filter(({ act }) => /handed|declined/.test(act)).length;
        expect(cases.length).toBeLessThanOrEqual(3 * (origins + handedBy));
      }),
      { numRuns: RUNS },
    );
  });

  it("end when the ticket closes, each of them, with an instant, a last step and no next one", () => {
    fc.assert(
      fc.property(story, (told) => {
        for (const one of casesOf({ ...told, closedAt: END, now: END })) {
          expect(isLive(one)).toBe(false);
          expect(one.endedAt).not.toBeNull();
          expect(one.steps.at(-1)?.act).toBe(one.state);
          expect(one.ladder.nextAt).toBeNull();
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("tell their steps in the order of their instants", () => {
    fc.assert(
      fc.property(story, (told) => {
        for (const { steps, openedAt } of casesOf(told)) {
          const instants = steps.map(({ at }) => at);
          expect(instants).toEqual(instants.toSorted((a, b) => a - b));
          expect(instants[0]).toBe(openedAt);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
