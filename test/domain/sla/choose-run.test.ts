import { describe, expect, it } from "vitest";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { berlin, type Fact, field, replied, stage, ticketOf } from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const target = (durationMinutes: number, calendarId: string, more: object = {}) => ({
  clock: "first_response",
  durationMinutes,
  calendarId,
  ...more,
});
const major = { severity: "major_fault" };
const resolution = { clock: "resolution", durationMinutes: 480, calendarId: "office" };
const policyOf = (...targets: object[]) => fullPolicy({ targets: [...targets, resolution] });

const fault = (when: string): Fact => field(when, "severity", "major_fault");

function responseAt(now: string | number, facts: Fact[], policy = aroundTheClock) {
  const when = typeof now === "number" ? now : berlin(now);
  return evaluate(ticketOf(facts), ruledBy(policy)(when)).clocks.find(
    (clock) => clock.kind === "first_response",
  );
}

/** An hour around the clock for a major fault, 30 minutes in office hours for the rest. */
const aroundTheClock = policyOf(target(60, "always", major), target(30, "office"));

describe("the promise for a major fault", () => {
  it("is its own when that is due earlier: at night", () => {
    const facts: Fact[] = [["06-09 20:00", { kind: "created" }], fault("06-09 20:00")];
    expect(responseAt("06-09 20:10", facts)?.dueAt).toBe(berlin("06-09 21:00"));
  });

  it("is the ordinary one when that is due earlier: in the morning", () => {
    const facts: Fact[] = [["06-09 09:00", { kind: "created" }], fault("06-09 09:00")];
    expect(responseAt("06-09 09:10", facts)).toMatchObject({
      dueAt: berlin("06-09 09:30"),
      calendarId: "office",
    });
  });

  it("is its own when both are due at the same instant", () => {
    const policy = policyOf(target(30, "always", major), target(30, "office"));
    const facts: Fact[] = [["06-09 09:00", { kind: "created" }], fault("06-09 09:00")];
    expect(responseAt("06-09 09:10", facts, policy)?.calendarId).toBe("always");
  });

  it("is looked for only once it is known to be one", () => {
    const facts: Fact[] = [["06-09 20:00", { kind: "created" }], fault("06-09 21:00")];
    expect(responseAt("06-09 20:30", facts)?.dueAt).toBe(berlin("06-10 09:30"));
    expect(responseAt("06-09 21:30", facts)?.dueAt).toBe(berlin("06-09 22:00"));
  });

  it("is the ordinary one also where it became one on the way", () => {
    const facts: Fact[] = [["06-09 09:00", { kind: "created" }], fault("06-09 09:05")];
    expect(responseAt("06-09 09:10", facts)?.dueAt).toBe(berlin("06-09 09:30"));
  });

  it("is the only one that the policy has", () => {
    const policy = policyOf(target(60, "always", major));
    const facts: Fact[] = [["06-09 20:00", { kind: "created" }], fault("06-09 20:00")];
    expect(responseAt("06-09 20:30", facts, policy)?.dueAt).toBe(berlin("06-09 21:00"));
  });

  it("is the ordinary one when the policy has none of its own", () => {
    const policy = fullPolicy({
      targets: [
        target(30, "office", { priority: "HIGH" }),
        target(90, "office", major),
        resolution,
      ],
    });
    const facts: Fact[] = [
      ["06-09 09:00", { kind: "created" }],
      ["06-09 09:00", { kind: "priority", priority: "HIGH" }],
      fault("06-09 09:00"),
    ];
    expect(responseAt("06-09 09:10", facts, policy)?.targetMs).toBe(30 * MINUTE);
  });

  it("is decided for a paused clock by the due time that it would have", () => {
    const policy = fullPolicy({
      clocks: { first_response: { pausedBy: ["waiting_customer"] } },
      targets: [target(60, "always", major), target(30, "office"), resolution],
    });
    const facts: Fact[] = [
      ["06-09 16:50", { kind: "created" }],
      fault("06-09 16:50"),
      stage("06-09 16:55", "2"),
    ];
    expect(responseAt("06-09 17:30", facts, policy)).toMatchObject({
      state: "paused",
      calendarId: "always",
    });
    expect(
      responseAt("06-09 16:56", [...facts.slice(0, 2), stage("06-09 16:52", "2")], policy)
        ?.calendarId,
    ).toBe("always");
  });

  it("is for a paused clock that of the ordinary one where it would be due earlier", () => {
    const policy = fullPolicy({
      clocks: { first_response: { pausedBy: ["waiting_customer"] } },
      targets: [target(60, "always", major), target(30, "office"), resolution],
    });
    const pausedIn = (createdAt: string) =>
      responseAt(
        "06-09 09:10",
        [[createdAt, { kind: "created" }], fault(createdAt), stage("06-09 09:05", "2")],
        policy,
      );
    // 25 minutes of the office's are left, 55 of its own.
    expect(pausedIn("06-09 09:00")).toMatchObject({ state: "paused", calendarId: "office" });
    // Its own time began to count before the office opened: 15 minutes are left.
    expect(pausedIn("06-09 08:20")).toMatchObject({ state: "paused", calendarId: "always" });
  });

  it("is decided for a paused clock by the calendar that counts by now", () => {
    const policy = fullPolicy({
      clocks: { first_response: { pausedBy: ["waiting_customer"] } },
      targets: [
        target(60, "always", major),
        target(30, "always", { priority: "HIGH" }),
        target(30, "office"),
        resolution,
      ],
    });
    const facts: Fact[] = [
      ["06-09 16:30", { kind: "created" }],
      fault("06-09 16:30"),
      stage("06-09 16:40", "2"),
    ];
    const high: Fact = ["06-09 16:45", { kind: "priority", priority: "HIGH" }];
    expect(responseAt("06-09 17:30", facts, policy)?.targetMs).toBe(60 * MINUTE);
    expect(responseAt("06-09 17:30", [...facts, high], policy)?.targetMs).toBe(30 * MINUTE);
  });

  it("is nothing special for a severity that is no major fault", () => {
    const policy = policyOf(target(60, "always", { severity: "minor" }), target(30, "office"));
    const facts: Fact[] = [
      ["06-09 09:00", { kind: "created" }],
      field("06-09 09:00", "severity", "minor"),
    ];
    expect(responseAt("06-09 09:10", facts, policy)).toMatchObject({
      dueAt: berlin("06-09 10:00"),
      calendarId: "always",
    });
  });

  it("is its own when nothing is promised any more", () => {
    const high = { priority: "HIGH" };
    const policy = fullPolicy({
      targets: [
        target(60, "always", { ...major, ...high }),
        target(30, "office", high),
        resolution,
      ],
    });
    const facts: Fact[] = [
      ["06-09 09:00", { kind: "created" }],
      ["06-09 09:00", { kind: "priority", priority: "HIGH" }],
      fault("06-09 09:00"),
      ["06-09 09:10", { kind: "priority", priority: "LOW" }],
    ];
    expect(responseAt("06-09 09:20", facts, policy)).toMatchObject({
      calendarId: "always",
      dueAt: null,
      usedMs: 10 * MINUTE,
    });
  });

  it("stays broken also where nothing is promised any more", () => {
    const high = { priority: "HIGH" };
    const policy = policyOf(
      target(60, "always", { ...major, ...high }),
      target(30, "office", high),
    );
    const facts: Fact[] = [
      ["06-09 09:00", { kind: "created" }],
      ["06-09 09:00", { kind: "priority", priority: "HIGH" }],
      fault("06-09 09:00"),
      ["06-09 09:45", { kind: "priority", priority: "LOW" }],
    ];
    expect(responseAt("06-09 10:30", facts, policy)).toMatchObject({
      state: "breached",
      breachedAt: berlin("06-09 09:30"),
    });
  });

  it("stays broken once the earlier of both was broken", () => {
    const facts: Fact[] = [
      ["06-09 09:00", { kind: "created" }],
      fault("06-09 09:00"),
      replied("06-09 09:45"),
    ];
    expect(responseAt("06-09 10:00", facts)).toMatchObject({
      state: "breached",
      breachedAt: berlin("06-09 09:30"),
    });
  });
});
