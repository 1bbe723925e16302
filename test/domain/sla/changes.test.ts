import { describe, expect, it } from "vitest";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import { type Evaluation, evaluate } from "../../../src/domain/sla/evaluate.ts";
import { berlin, type Fact, field, replied, stage, ticketOf } from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const created: Fact = ["06-09 09:00", { kind: "created" }];
const minutes = (resolution: number, more: object = {}) => [
  { clock: "first_response", durationMinutes: 60, calendarId: "office" },
  { clock: "resolution", durationMinutes: resolution, calendarId: "office", ...more },
];

function at(now: string | number, facts: readonly Fact[], ...policies: Policy[]): Evaluation {
  const when = typeof now === "number" ? now : berlin(now);
  return evaluate(ticketOf([created, ...facts]), ruledBy(...policies)(when));
}
const resolution = ({ clocks }: Evaluation) => clocks.find((clock) => clock.kind === "resolution");

describe("a policy that is applied to an open ticket", () => {
  const applied = (when: string): Fact => [when, { kind: "policy_applied", version: 2 }];
  const slow = fullPolicy({ targets: minutes(480) });
  const quick = fullPolicy({ targets: minutes(180) });

  it("keeps the time used and takes the new target from there", () => {
    expect(resolution(at("06-09 11:00", [applied("06-09 10:00")], slow, quick))).toMatchObject({
      targetMs: 180 * MINUTE,
      usedMs: 120 * MINUTE,
      dueAt: berlin("06-09 12:00"),
      policyVersion: 2,
    });
  });

  it("does not count before it is applied", () => {
    expect(resolution(at("06-09 09:59", [applied("06-09 10:00")], slow, quick))).toMatchObject({
      targetMs: 480 * MINUTE,
      policyVersion: 1,
    });
  });

  it("leaves breached what was breached under the one before", () => {
    expect(resolution(at("06-09 15:00", [applied("06-09 14:00")], quick, slow))).toMatchObject({
      state: "breached",
      breachedAt: berlin("06-09 12:00"),
    });
  });

  it("breaches at once what is used up already under the new one", () => {
    expect(resolution(at("06-09 16:00", [applied("06-09 15:00")], slow, quick))).toMatchObject({
      state: "breached",
      breachedAt: berlin("06-09 15:00"),
    });
  });

  it("may bring another calendar, by which the rest is counted", () => {
    const always = fullPolicy({ targets: minutes(480, { calendarId: "always" }) });
    expect(resolution(at("06-09 13:00", [applied("06-09 12:30")], slow, always))).toMatchObject({
      usedMs: 210 * MINUTE,
      dueAt: berlin("06-09 17:30"),
      calendarId: "always",
    });
  });
});

describe("a promise changed by hand", () => {
  const by = { id: "11", name: "Anna" };
  const overridden = (endsAt: number | null, durationMinutes = 240): Fact => [
    "06-09 10:00",
    { kind: "overridden", clock: "resolution", durationMinutes, reason: "goodwill", by, endsAt },
  ];

  it("holds for its clock alone", () => {
    const evaluation = at("06-09 10:30", [overridden(null)], fullPolicy());
    expect(resolution(evaluation)).toMatchObject({ targetMs: 240 * MINUTE });
    const response = evaluation.clocks.find((clock) => clock.kind === "first_response");
    expect(response).toMatchObject({ targetMs: 60 * MINUTE });
  });

  it("ends when it was to end, with the time used meanwhile", () => {
    const facts = [overridden(berlin("06-09 11:00"))];
    expect(resolution(at("06-09 10:59", facts, fullPolicy()))?.targetMs).toBe(240 * MINUTE);
    expect(resolution(at("06-09 11:30", facts, fullPolicy()))).toMatchObject({
      targetMs: 480 * MINUTE,
      usedMs: 150 * MINUTE,
    });
  });

  it("gives way to a later one", () => {
    const later: Fact = [
      "06-09 10:10",
      {
        kind: "overridden",
        clock: "resolution",
        durationMinutes: 90,
        reason: "no",
        by,
        endsAt: null,
      },
    ];
    const facts = [later, overridden(null)];
    expect(resolution(at("06-09 10:30", facts, fullPolicy()))?.targetMs).toBe(90 * MINUTE);
  });
});

describe("what changes on the way", () => {
  it("is taken up by tier, category and pipeline as well", () => {
    const targets = [
      { clock: "resolution", tier: "key", durationMinutes: 100, calendarId: "office" },
      { clock: "resolution", category: "REPAIR", durationMinutes: 200, calendarId: "office" },
      { clock: "resolution", pipelineId: "9", durationMinutes: 300, calendarId: "office" },
      ...minutes(400),
    ];
    const policy = fullPolicy({ targets });
    const targetAt = (now: string) =>
      (resolution(
        at(
          now,
          [
            ["06-09 09:10", { kind: "pipeline", pipelineId: "9" }],
            field("06-09 09:20", "hs_ticket_category", "REPAIR"),
            [
              "06-09 09:30",
              { kind: "tiered", customer: { kind: "company", id: "1" }, tier: "key", score: 90 },
            ],
          ],
          policy,
        ),
      )?.targetMs ?? 0) / MINUTE;
    expect(["06-09 09:05", "06-09 09:15", "06-09 09:25", "06-09 09:35"].map(targetAt)).toEqual([
      400, 300, 200, 100,
    ]);
  });

  it("counts every millisecond for a target in wall time, and stands still in pauses all the same", () => {
    const policy = fullPolicy({ targets: minutes(24 * 60, { unit: "wall" }) });
    expect(resolution(at("06-09 20:00", [], policy))).toMatchObject({
      unit: "wall",
      usedMs: 660 * MINUTE,
      dueAt: berlin("06-10 09:00"),
    });
    expect(resolution(at("06-09 20:00", [stage("06-09 10:00", "2")], policy))).toMatchObject({
      state: "paused",
      usedMs: 60 * MINUTE,
    });
  });
});

describe("a promise that was broken", () => {
  it("says by how much it was late, in the time that it counts", () => {
    const { clocks } = at("06-10 17:00", [replied("06-10 09:30")], fullPolicy());
    expect(clocks[0]).toMatchObject({
      kind: "first_response",
      state: "breached",
      breachedAt: berlin("06-09 10:00"),
      endedAt: berlin("06-10 09:30"),
      // Tuesday from 10 to 17 less lunch, Wednesday half an hour.
      overMs: (360 + 30) * MINUTE,
    });
  });

  it("is not late at all on the due instant", () => {
    const { clocks } = at("06-10 17:00", [replied("06-09 10:00")], fullPolicy());
    expect(clocks[0]).toMatchObject({ state: "met", overMs: 0 });
  });

  it("goes on being late only while it counts", () => {
    const facts = [stage("06-10 10:00", "2"), stage("06-11 10:00", "4")];
    expect(
      resolution(at("06-12 10:00", facts, fullPolicy({ targets: minutes(300) }))),
    ).toMatchObject({
      breachedAt: berlin("06-09 15:00"),
      overMs: 180 * MINUTE,
    });
  });
});

describe("a matter that was settled and is taken up again", () => {
  const solving = fullPolicy({ clocks: { resolution: { end: "solved" } } });
  const facts = [stage("06-09 09:30", "5"), stage("06-09 11:00", "3")];

  it("counts nothing of the time between for its resolution", () => {
    expect(resolution(at("06-09 12:00", facts, solving))).toMatchObject({
      state: "running",
      usedMs: 90 * MINUTE,
    });
  });

  it("counts on for the answer that is owed all the same", () => {
    const [response] = at("06-09 09:50", facts, solving).clocks;
    expect(response).toMatchObject({ kind: "first_response", usedMs: 50 * MINUTE });
  });
});
