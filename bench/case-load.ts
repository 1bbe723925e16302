import { z } from "zod";
import { connectPortal } from "../src/app/portals/connect-portal.ts";
import { commitTickets } from "../src/app/sla/commit-tickets.ts";
import { loadPreset } from "../src/config/presets.ts";
import type { Department } from "../src/domain/governance/department.ts";
import type { Policy } from "../src/domain/governance/policy.ts";
import { invariant } from "../src/domain/invariant.ts";
import type { TicketEvent } from "../src/domain/sla/ticket-event.ts";
import type { Parts } from "./open-parts.ts";
import type { Sizes } from "./sizes.ts";

/** A portal whose tickets are all overdue, each in the channel of its department. */

const PORTAL_ID = "4200001";
const DAY_MS = 86_400_000;
const TICKETS_PER_COMMIT = 100;

export const TEAM = {
  teamId: "T0BENCH001",
  name: "Bench",
  domain: "bench",
  appId: "A0BENCH001",
  botId: "B0BENCH001",
  botUserId: "U0BENCH001",
  botToken: "xoxb-bench",
  scopes: ["chat:write", "channels:history"],
};

export type CaseLoad = {
  readonly channels: readonly {
    readonly channelId: string;
    readonly teamId: string;
    readonly name: string;
    readonly isPrivate: false;
    readonly isArchived: false;
    readonly hasBot: true;
  }[];
  /** Messages that are not up to date. */
  waiting(parts: Parts): Promise<number>;
};

export async function openCases(parts: Parts, sizes: Sizes["deliver"]): Promise<CaseLoad> {
  const numbers = Array.from({ length: sizes.channels }, (_, index) => index);
  const portal = { portalId: PORTAL_ID, timeZone: "Asia/Taipei", uiDomain: "crm.example" };
  const policy = policyOf(numbers);
  await connectPortal(parts, { ...portal, mode: "live", language: "en" }, policy);
  await parts.store.portals.linkSlackTeam(PORTAL_ID, TEAM.teamId);
  const now = parts.timeSource.now();
  await commit(parts, sizes.cases, (number) => factsOf(number, now, sizes.channels));
  return {
    channels: numbers.map((number) => ({
      channelId: channelOf(number),
      teamId: TEAM.teamId,
      name: `department-${number}`,
      isPrivate: false,
      isArchived: false,
      hasBot: true,
    })),
    waiting: async ({ db }) => (await db.rows(Waiting, WAITING))[0]?.waiting ?? 0,
  };
}

const Waiting = z.object({ waiting: z.int() });
const WAITING = `
  select count(*)::int as waiting from outbox where kind = 'case_message' and state = 'waiting'`;

/** Round after round, so that each message waits for its turn while its case changes on. */
export async function changeSubjects(
  parts: Parts,
  _load: CaseLoad,
  { changed, changes }: Sizes["deliver"],
): Promise<void> {
  for (let version = 1; version <= changes; version += 1) {
    const now = parts.timeSource.now();
    await commit(parts, changed, (number) => [subjectFact(number, version, now)]);
  }
}

export function subjectOf(number: number, version: number): string {
  return `Case ${number} for the ${version}th time`;
}

/** A department for each channel, told apart by region; no storm takes cases out of their channels. */
function policyOf(numbers: readonly number[]): Policy {
  const policy = loadPreset("after-sales");
  const [first] = policy.departments;
  invariant(first !== undefined, "the preset has a department");
  const { quietHours: _quiet, calendarId: _hours, onCall: _rota, ...loud } = first;
  const departments = numbers.map(
    (number): Department => ({ ...loud, id: idOf(number), channelId: channelOf(number) }),
  );
  return {
    ...policy,
    fields: { ...policy.fields, region: "region" },
    departments,
    routes: [
      ...numbers.slice(1).map((number) => ({ region: idOf(number), department: idOf(number) })),
      { department: idOf(0) },
    ],
    targets: policy.targets.filter(({ department }) => department === undefined),
    ladders: [],
    storm: { moreThan: 1_000, withinMinutes: 1 },
  };
}

function idOf(number: number): string {
  return `department_${number}`;
}

function channelOf(number: number): string {
  return `C0BENCH${String(number).padStart(3, "0")}`;
}

function ticketIdOf(number: number): string {
  return String(50_000_000 + number);
}

function factsOf(number: number, now: number, channels: number): readonly TicketEvent[] {
  const occurredAt = now - 14 * DAY_MS;
  const ticketId = ticketIdOf(number);
  return [
    { ticketId, occurredAt, detail: { kind: "created" } },
    { ticketId, occurredAt, detail: { kind: "stage", stageId: "1" } },
    {
      ticketId,
      occurredAt,
      detail: { kind: "field", property: "region", value: idOf(number % channels) },
    },
    subjectFact(number, 0, occurredAt),
  ];
}

function subjectFact(number: number, version: number, occurredAt: number): TicketEvent {
  const detail = { kind: "subject", subject: subjectOf(number, version) } as const;
  return { ticketId: ticketIdOf(number), occurredAt, detail };
}

async function commit(
  parts: Parts,
  count: number,
  factsFor: (number: number) => readonly TicketEvent[],
): Promise<void> {
  const context = await parts.contexts(PORTAL_ID);
  invariant(context !== null, "the portal of the bench is connected");
  for (let from = 0; from < count; from += TICKETS_PER_COMMIT) {
    const size = Math.min(TICKETS_PER_COMMIT, count - from);
    const numbers = Array.from({ length: size }, (_, index) => from + index);
    const now = parts.timeSource.now();
    await parts.store.transaction(() =>
      commitTickets(parts.store, context, {
        ticketIds: numbers.map(ticketIdOf),
        facts: numbers.flatMap((number) => factsFor(number)),
        grades: [],
        now,
      }),
    );
  }
}
