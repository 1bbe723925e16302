import type { Policy } from "../../domain/governance/policy.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import { invariant } from "../../domain/invariant.ts";
import { foldTicket } from "../../domain/sla/fold-ticket.ts";
import type { Ticket } from "../../domain/sla/ticket.ts";
import { createCalendars } from "../../domain/time/business-time.ts";
import { createWeekHours } from "../../domain/time/week-hour.ts";
import type { Store, TicketHistory } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import type { LeftOut, PolicyReplay, ReplayOutcome } from "./policy-replay.ts";
import { createReplayTally, type ReplayTally } from "./replay-tally.ts";
import { type ReplayRules, replayTicket } from "./replay-ticket.ts";

/** Tickets that are in memory at once with all their facts; twice as many while the next are read. */
const PAGE = 250;
const DAY_MS = 86_400_000;

export type ReplayDeps = {
  readonly store: { readonly tickets: Pick<Store["tickets"], "histories" | "hasEventsBefore"> };
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

export type ReplayRequest = {
  readonly portalId: string;
  /** A document without problems; what the linter refuses may break the replay. */
  readonly policy: Policy;
  /** Tickets are replayed that were opened within so many days. */
  readonly sinceDays: number;
  /** Told after every page: tickets looked at so far. */
  readonly onProgress?: (progress: { readonly tickets: number }) => void;
  /** Heard between pages. */
  readonly signal?: AbortSignal;
};

/**
 * What a policy would have made of the tickets of the last days, beside what is recorded of them. Each
 * is taken as if the policy had been in force from its beginning, and looked at as of the last instant
 * at which its record still holds. So the policy under which all was recorded gives exactly the record.
 * Writes nothing.
 */
export async function replayPolicy(
  deps: ReplayDeps,
  { portalId, policy, sinceDays, onProgress, signal }: ReplayRequest,
): Promise<ReplayOutcome> {
  const context = await deps.contexts(portalId);
  if (context === null) return { ok: false, reason: "not_connected" };
  const now = deps.timeSource.now();
  const sinceAt = now - sinceDays * DAY_MS;
  const run = await createRun(context, { policy, sinceAt, now });
  let looked = 0;
  for await (const page of pagesOf(deps, portalId, sinceAt)) {
    if (signal?.aborted) return { ok: false, reason: "cancelled" };
    await run.add(page);
    looked += page.length;
    onProgress?.({ tickets: looked });
  }
  const isOlder = await deps.store.tickets.hasEventsBefore(portalId, sinceAt);
  const eventsSinceAt = isOlder ? sinceAt : run.firstEventAt();
  const coverage = { sinceAt, untilAt: now, eventsSinceAt };
  return { ok: true, replay: { ...run.result(), coverage } };
}

/** The next page is read while one is derived. */
async function* pagesOf(
  { store }: ReplayDeps,
  portalId: string,
  changedSince: number,
): AsyncGenerator<readonly TicketHistory[]> {
  const read = (afterTicketId: string | null) =>
    store.tickets.histories(portalId, { changedSince, afterTicketId, limit: PAGE });
  let coming = read(null);
  for (;;) {
    const page = await coming;
    const last = page.at(-1);
    if (last === undefined) return;
    coming = read(last.ticketId);
    // A failure is told where it is waited for, if anybody still waits.
    coming.catch(() => undefined);
    yield page;
  }
}

type Run = {
  add(page: readonly TicketHistory[]): Promise<void>;
  /** Null before any. */
  firstEventAt(): number | null;
  result(): Omit<PolicyReplay, "coverage">;
};

async function createRun(
  context: PortalContext,
  {
    policy,
    sinceAt,
    now,
  }: { readonly policy: Policy; readonly sinceAt: number; readonly now: number },
): Promise<Run> {
  const version = context.current.version + 1;
  const draft: Rules = { version, policy, calendars: createCalendars(policy.calendars) };
  const { closedStages } = await context.circumstances(
    foldTicket("", []),
    context.current.version,
    now,
  );
  const recorded = new Map<number, Rules>();
  const rules: ReplayRules = {
    draft,
    closedStages,
    now,
    weekHourOf: createWeekHours(),
    rulesOf: (asked) => {
      const found = recorded.get(asked);
      invariant(found !== undefined, `the rules of version ${asked} were read for this ticket`);
      return found;
    },
  };
  const tally: ReplayTally = createReplayTally();
  const leftOut: Record<LeftOut, number> = {
    opened_before: 0,
    without_facts: 0,
    without_creation: 0,
  };
  let firstEventAt = Number.POSITIVE_INFINITY;

  return {
    add: async (page) => {
      for (const history of page) {
        const ticket = foldTicket(history.ticketId, history.events);
        firstEventAt = history.events.reduce(earlier, firstEventAt);
        const reason = reasonToLeaveOut(history, ticket, sinceAt);
        if (reason !== null) {
          leftOut[reason] += 1;
          continue;
        }
        await knowVersions([history.policyVersion, ...ticket.policies.map((one) => one.version)]);
        tally.add(replayTicket(ticket, history, rules));
      }
    },
    firstEventAt: () => (Number.isFinite(firstEventAt) ? firstEventAt : null),
    result: () => ({
      currentVersion: context.current.version,
      leftOut,
      ...tally.tables({ present: context.current.policy, draft: policy }),
    }),
  };

  async function knowVersions(versions: readonly number[]): Promise<void> {
    for (const asked of versions) {
      if (!recorded.has(asked)) recorded.set(asked, await context.rulesOf(asked));
    }
  }
}

function earlier(first: number, { occurredAt }: { readonly occurredAt: number }): number {
  return Math.min(first, occurredAt);
}

function reasonToLeaveOut(
  { events }: TicketHistory,
  { createdAt }: Ticket,
  sinceAt: number,
): LeftOut | null {
  if (events.length === 0) return "without_facts";
  if (createdAt === null) return "without_creation";
  return createdAt < sinceAt ? "opened_before" : null;
}
