import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentClockTrace, presentNoTrace } from "../../../src/adapters/http/clock-trace.ts";
import { ClockTrace } from "../../../src/contract/card-api.ts";
import type { ClockKind } from "../../../src/domain/governance/clock-rules.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import { runsOf } from "../../../src/domain/sla/evaluate.ts";
import { lifeOf } from "../../../src/domain/sla/life.ts";
import { traceOf } from "../../../src/domain/sla/trace.ts";
import type { Language } from "../../../src/domain/words.ts";
import { berlin, type Fact, paused, stage, ticketOf } from "../../support/lives.ts";
import { officePolicy, ruledBy } from "../../support/policies.ts";
import { portal } from "./ticket-views.ts";

type Story = {
  readonly kind?: ClockKind;
  readonly facts?: readonly Fact[];
  readonly now?: string;
  readonly policies?: readonly Policy[];
  readonly language?: Language;
};

/** A ticket of Tuesday half past nine, explained at eleven unless said otherwise. */
function explain(story: Story = {}): ClockTrace {
  const { kind = "resolution", facts = [], policies = [officePolicy()], language = "en" } = story;
  const now = berlin(story.now ?? "06-09 11:00");
  const ticket = ticketOf([["06-09 09:30", { kind: "created" }], ...facts]);
  const life = lifeOf(ticket, ruledBy(...policies)(now));
  const run = runsOf(life).find(({ clock }) => clock.kind === kind);
  const versions = policies.map((policy, index) => [index + 1, policy] as const);
  const found = run && { clock: run.clock, trace: traceOf(run), policies: new Map(versions) };
  const stages = { stages: [], label: "Support", pipelineId: "0", archived: false };
  const view = { now, portal, pipelines: [stages], found: found ?? null };
  return ClockTrace.parse(presentClockTrace(view, language, createCardFormats()));
}

/** Dashes between times stand among spaces of various widths. */
const brief = ({ rows }: ClockTrace) =>
  rows.map(({ isAhead, when, what, length, total }) =>
    [`${isAhead ? "> " : ""}${when}`, what, length, total].join(" | ").replaceAll(/\s/g, " "),
  );
const high: Fact = ["06-09 09:30", { kind: "priority", priority: "HIGH" }];

describe("the trace of a clock", () => {
  it("says how much is used, until when, and in whose time", () => {
    expect(explain({ facts: [high] })).toMatchObject({
      state: "shown",
      headline: "Resolution",
      facts: ["1 h 30 min of 8 h counted", "Due Wed 10 Jun, 10:30 (Berlin)", "Times of Berlin"],
    });
  });

  it("accounts for every part up to the due time, and marks what lies ahead", () => {
    expect(brief(explain({ facts: [high] }))).toEqual([
      "Tue 9 Jun, 09:30–11:00 | Counted | 1 h 30 min | 1 h 30 min",
      "> Tue 9 Jun, 11:00–12:00 | Counted | 1 h | 2 h 30 min",
      "> Tue 9 Jun, 12:00–13:00 | Outside business hours | 1 h | 2 h 30 min",
      "> Tue 9 Jun, 13:00–17:00 | Counted | 4 h | 6 h 30 min",
      "> Tue 9 Jun, 17:00 – Wed 10 Jun, 09:00 | Outside business hours | 16 h | 6 h 30 min",
      "> Wed 10 Jun, 09:00–10:30 | Counted | 1 h 30 min | 8 h",
    ]);
  });

  it("names pauses with reason and author, and what the stage paused without", () => {
    const facts = [high, paused("06-09 10:00", "waiting_parts")];
    expect(brief(explain({ facts }))).toContain(
      "Tue 9 Jun, 10:00–11:00 | Paused by Anna: waiting for spare parts | 1 h | 30 min",
    );
    expect(brief(explain({ facts: [high, stage("06-09 10:00", "2")] }))).toContain(
      "Tue 9 Jun, 10:00–11:00 | Paused: waiting for the customer | 1 h | 30 min",
    );
  });

  it("names holidays, and parts the time after the due instant", () => {
    const facts: readonly Fact[] = [["06-09 09:30", { kind: "priority", priority: "" }]];
    const day = officePolicy().calendars.map((calendar) => ({
      ...calendar,
      holidays: [{ date: "2026-06-10", name: "Founders" }],
    }));
    const policies = [officePolicy({ calendars: day })];
    const trace = explain({ facts, kind: "first_response", now: "06-11 09:15", policies });
    expect(brief(trace)).toContain(
      "Wed 10 Jun, 00:00 – Thu 11 Jun, 00:00 | Holiday: Founders | 24 h | 6 h 30 min",
    );
    expect(brief(trace)).toContain(
      "Tue 9 Jun, 14:30–17:00 | Counted, past the due time | 2 h 30 min | 6 h 30 min",
    );
    expect(trace.rows.find(({ what }) => what.startsWith("Holiday"))?.variant).toBe("info");
  });

  it("shows seconds where there are any, so that lengths add up", () => {
    const facts: readonly Fact[] = [
      [berlin("06-09 10:00") + 13_000, { kind: "priority", priority: "HIGH" }],
      paused(berlin("06-09 10:00") + 13_000, "agreed_date"),
    ];
    expect(brief(explain({ facts })).slice(0, 2)).toEqual([
      "Tue 9 Jun, 09:30:00 – 10:00:13 | Counted | 30 min 13 s | 30 min 13 s",
      "Tue 9 Jun, 10:00:13 – 11:00:00 | Paused by Anna: waiting for the agreed date | 59 min 47 s | 30 min 13 s",
    ]);
  });

  it("adds up in seconds, whatever the milliseconds between them", () => {
    const facts: readonly Fact[] = [
      paused(berlin("06-09 10:00") + 13_600, "agreed_date"),
      [berlin("06-09 10:20") + 600, { kind: "resumed", by: { id: "7", name: "Anna" } }],
    ];
    expect(brief(explain({ facts })).slice(0, 3)).toEqual([
      "Tue 9 Jun, 09:30:00 – 10:00:13 | Counted | 30 min 13 s | 30 min 13 s",
      "Tue 9 Jun, 10:00:13 – 10:20:00 | Paused by Anna: waiting for the agreed date | 19 min 47 s | 30 min 13 s",
      "Tue 9 Jun, 10:20:00 – 11:00:00 | Counted | 40 min | 1 h 10 min 13 s",
    ]);
  });
});

describe("the promise of a trace", () => {
  const promises = (story: Story) => explain(story).promises;

  it("is the target in words, with the reasons against those before it", () => {
    expect(promises({ kind: "first_response", facts: [high] })).toEqual([
      {
        since: "Since Tue 9 Jun, 09:30 (Berlin), service policy version 1",
        text: "Priority High → 1 h, calendar office (Berlin)",
        passedOver: ["Tier Key → 30 min: tier is Standard"],
      },
    ]);
  });

  it("says of what holds for all that it holds for every ticket, and what is not known", () => {
    expect(promises({})).toMatchObject([
      {
        text: "Every ticket → 20 h, calendar office (Berlin)",
        passedOver: ["Priority High → 8 h: priority is not known"],
      },
    ]);
  });

  it("is told again when it changes, and only then", () => {
    const facts: readonly Fact[] = [
      ["06-09 10:00", { kind: "subject", subject: "Leak!" }],
      ["06-09 10:15", { kind: "priority", priority: "HIGH" }],
      ["06-09 10:30", { kind: "field", property: "x", value: "y" }],
      ["06-09 10:45", { kind: "policy_applied", version: 2 }],
    ];
    const policies = [officePolicy(), officePolicy()];
    expect(promises({ facts, policies }).map(({ since, text }) => [since, text])).toEqual([
      [
        "Since Tue 9 Jun, 09:30 (Berlin), service policy version 1",
        "Every ticket → 20 h, calendar office (Berlin)",
      ],
      [
        "Since Tue 9 Jun, 10:15 (Berlin), service policy version 1",
        "Priority High → 8 h, calendar office (Berlin)",
      ],
      [
        "Since Tue 9 Jun, 10:45 (Berlin), service policy version 2",
        "Priority High → 8 h, calendar office (Berlin)",
      ],
    ]);
  });

  it("tells few reasons one by one and how many more there are", () => {
    const narrow = Array.from({ length: 9 }, (_, index) => ({
      clock: "resolution",
      region: `R${index}`,
      durationMinutes: 60,
      calendarId: "office",
    }));
    const targets = [...narrow, ...officePolicy().targets];
    const [promise] = promises({ policies: [officePolicy({ targets })] });
    expect(promise?.passedOver).toHaveLength(6);
    expect(promise?.passedOver.at(-1)).toBe("and 5 more");
  });

  it("joins conditions, and names what the portal and the policy have a name for", () => {
    const asked = { tier: "standard", priority: "HIGH", pipelineId: "0", customerKind: "company" };
    const target = { clock: "resolution", ...asked, durationMinutes: 60, calendarId: "office" };
    const targets = [target, ...officePolicy().targets];
    const [promise] = promises({ facts: [high], policies: [officePolicy({ targets })] });
    expect(promise?.passedOver).toEqual([
      "Tier Standard, priority High, pipeline Support and customer kind Company → 1 h: pipeline is not known",
    ]);
  });

  it("says who changed it for this ticket, and why", () => {
    const facts: readonly Fact[] = [
      [
        "06-09 09:30",
        {
          kind: "overridden",
          clock: "resolution",
          durationMinutes: 90,
          reason: "Trade fair",
          by: { id: "1", name: "Lin" },
          endsAt: null,
        },
      ],
    ];
    expect(promises({ facts })[0]?.text).toBe(
      "Every ticket → 1 h 30 min, calendar office (Berlin). Changed for this ticket by Lin: Trade fair",
    );
  });

  it("says so when every minute counts", () => {
    const target = {
      clock: "resolution",
      durationMinutes: 60,
      calendarId: "office",
      unit: "wall",
    };
    const policies = [officePolicy({ targets: [target] })];
    expect(promises({ policies })[0]?.text).toBe("Every ticket → 1 h, every minute counts");
  });

  it("says so when a ticket that was opened again has less time", () => {
    const clocks = { resolution: { reopen: { durationMinutes: 120 } } };
    const policies = [officePolicy({ clocks })];
    const facts = [stage("06-09 10:00", "4"), stage("06-09 10:30", "1")];
    const now = berlin("06-09 11:00");
    const ticket = ticketOf([["06-09 09:30", { kind: "created" }], ...facts]);
    const life = lifeOf(ticket, ruledBy(...policies)(now));
    const run = runsOf(life).findLast(({ clock }) => clock.kind === "resolution");
    if (run === undefined) throw new Error("the second cycle runs");
    const found = {
      clock: run.clock,
      trace: traceOf(run),
      policies: new Map(policies.map((policy) => [1, policy])),
    };
    const view = { now, portal, pipelines: [], found };
    const [promise] = presentClockTrace(view, "en", createCardFormats()).promises;
    expect(promise?.text).toBe(
      "Every ticket → 2 h, calendar office (Berlin). Instead of 20 h, because the ticket was opened again",
    );
  });
});

describe.each(["zh-TW", "zh-CN"] as const)("in %s", (language) => {
  it("everything has words", () => {
    const facts = [high, paused("06-09 10:00", "waiting_parts"), stage("06-09 10:30", "4")];
    const texts = JSON.stringify(explain({ facts, language }));
    expect(texts).not.toMatch(/trace\.|card\.|\{\{|[Cc]ounted|undefined/);
  });

  it("says that there is no such clock, and that nobody is connected", () => {
    const none = explain({ kind: "update", language });
    const away = ClockTrace.parse(presentNoTrace(0, language, createCardFormats()));
    expect([none.state, away.state]).toEqual(["not_found", "not_found"]);
    expect(none.headline).not.toBe(away.headline);
  });
});
