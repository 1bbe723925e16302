import { describe, expect, it } from "vitest";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { answersOf, loggedInstants, logsInForce } from "../../../src/domain/sla/hand-logs.ts";
import { berlin, type Fact, field, replied, stage, ticketOf, wrote } from "../../support/lives.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const by = { id: "11", name: "Anna" };
const created: Fact = ["06-09 09:00", { kind: "created" }];
const logged = (
  when: string,
  clock: "first_response" | "on_site_arrival" = "first_response",
  logKey = `11:${clock}`,
): Fact => [when, { kind: "logged", logKey, clock, by, note: "", saidAt: berlin("06-09 12:00") }];
const withdrawn = (when: string, logKey = "11:first_response"): Fact => [
  when,
  { kind: "log_withdrawn", logKey, by },
];

const clocksAt = (when: string, facts: readonly Fact[]) =>
  evaluate(ticketOf([created, ...facts]), ruledBy(fullPolicy())(berlin(when))).clocks;
const clockAt = (when: string, kind: string, facts: readonly Fact[]) =>
  clocksAt(when, facts).find((clock) => clock.kind === kind);

describe("a call that somebody says they made", () => {
  it("is the first response, at the time of the call and not of the saying", () => {
    expect(clockAt("06-09 12:00", "first_response", [logged("06-09 09:40")])).toMatchObject({
      state: "met",
      endedAt: berlin("06-09 09:40"),
      breachedAt: null,
    });
  });

  it("is too late when the call was, however soon it is said", () => {
    expect(clockAt("06-09 12:00", "first_response", [logged("06-09 10:30")])).toMatchObject({
      state: "breached",
      breachedAt: berlin("06-09 10:00"),
      endedAt: berlin("06-09 10:30"),
    });
  });

  it("is not the first response where an answer went out before it", () => {
    const facts = [replied("06-09 09:20"), logged("06-09 09:40")];
    expect(clockAt("06-09 12:00", "first_response", facts)?.endedAt).toBe(berlin("06-09 09:20"));
  });

  it("is an answer like any other: the next reply and the next update count from it", () => {
    const facts = [logged("06-09 09:40"), wrote("06-09 10:00")];
    expect(clockAt("06-09 10:10", "next_reply", facts)?.startedAt).toBe(berlin("06-09 10:00"));
    expect(clockAt("06-09 10:10", "update", facts)?.startedAt).toBe(berlin("06-09 09:40"));
  });

  it("never was once it is taken back, whichever of the two is told first", () => {
    const facts = [logged("06-09 09:40"), withdrawn("06-09 12:05")];
    const without = clocksAt("06-09 12:10", []);
    expect(clocksAt("06-09 12:10", facts)).toEqual(without);
    expect(clocksAt("06-09 12:10", facts.toReversed())).toEqual(without);
    expect(without.find(({ kind }) => kind === "first_response")?.state).toBe("breached");
  });

  it("stays when another one is taken back", () => {
    const ticket = ticketOf([
      created,
      logged("06-09 09:40"),
      withdrawn("06-09 12:05", "12:first_response"),
    ]);
    expect(logsInForce(ticket).map(({ logKey }) => logKey)).toEqual(["11:first_response"]);
  });

  it("counts at its earlier time when one press was told with two", () => {
    const ticket = ticketOf([created, logged("06-09 09:50"), logged("06-09 09:40")]);
    expect(loggedInstants(ticket, "first_response")).toEqual([berlin("06-09 09:40")]);
  });

  it("is taken back once, however often that is told", () => {
    const ticket = ticketOf([withdrawn("06-09 12:05"), withdrawn("06-09 12:06")]);
    expect(ticket.withdrawnLogs).toEqual([
      { at: berlin("06-09 12:05"), logKey: "11:first_response", by },
    ]);
  });

  it("stands among the answers in the order of their times", () => {
    const ticket = ticketOf([created, replied("06-09 11:00"), logged("06-09 09:40")]);
    expect(answersOf(ticket)).toEqual([berlin("06-09 09:40"), berlin("06-09 11:00")]);
  });

  it("is looked at when its time has come, if it is told by a clock that is ahead", () => {
    const ticket = ticketOf([created, logged("06-09 09:40")]);
    const { nextDueAt, clocks } = evaluate(ticket, ruledBy(fullPolicy())(berlin("06-09 09:30")));
    expect(nextDueAt).toBe(berlin("06-09 09:40"));
    expect(clocks.find(({ kind }) => kind === "first_response")?.state).toBe("running");
  });
});

describe("an arrival that somebody says", () => {
  const arrived = logged("06-09 10:30", "on_site_arrival");

  it("ends the on-site arrival and answers nobody", () => {
    expect(clockAt("06-09 12:00", "on_site_arrival", [arrived])).toMatchObject({
      state: "met",
      endedAt: berlin("06-09 10:30"),
    });
    expect(clockAt("06-09 12:00", "first_response", [arrived])?.endedAt).toBeNull();
  });

  it("needs no milestone of the policy", () => {
    const { arrived_on_site: _none, ...milestones } = fullPolicy().milestones;
    const rules = ruledBy(fullPolicy({ milestones }))(berlin("06-09 12:00"));
    const { clocks } = evaluate(ticketOf([created, arrived]), rules);
    expect(clocks.find(({ kind }) => kind === "on_site_arrival")?.state).toBe("met");
  });

  it.each<{ name: string; other: Fact; endedAt: string }>([
    {
      name: "gives way to an earlier stage",
      other: stage("06-09 10:00", "7"),
      endedAt: "06-09 10:00",
    },
    {
      name: "stays before a later property",
      other: field("06-09 11:00", "arrived", String(berlin("06-09 11:00"))),
      endedAt: "06-09 10:30",
    },
  ])("$name", ({ other, endedAt }) => {
    expect(clockAt("06-09 12:00", "on_site_arrival", [arrived, other])?.endedAt).toBe(
      berlin(endedAt),
    );
  });
});
