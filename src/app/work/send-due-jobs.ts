import { dateAt } from "../../domain/time/zone.ts";
import type { Jobs } from "../../ports/jobs.ts";
import type { Portals } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { digestSlots } from "../escalation/request-digests.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";

const HOUR_MS = 3_600_000;
/** The nightly work of a portal begins at two in the morning of its own zone. */
const NIGHT_STARTS_MS = 2 * HOUR_MS;
/** So often one looks for customers whose grade time alone changes. */
const REGRADE_DUE_EVERY_MS = 5 * 60_000;

/**
 * Sends the jobs whose turn has come. The slot names the turn, so that any number of processes and
 * ticks do it once, and so that a time moved by hand brings the nights that it passes.
 */
export async function sendDueJobs(deps: {
  readonly store: { readonly portals: Pick<Portals, "list"> };
  readonly contexts: PortalContexts;
  readonly jobs: Pick<Jobs, "send">;
  readonly timeSource: TimeSource;
}): Promise<void> {
  const now = deps.timeSource.now();
  for (const { portalId, state, timeZone } of await deps.store.portals.list()) {
    if (state !== "connected") continue;
    const night = slotOf(portalId, dateAt(timeZone, now - NIGHT_STARTS_MS));
    const context = await deps.contexts(portalId);
    // Other rules grade everybody anew, without waiting for the night.
    const rules = context === null ? [] : [slotOf(portalId, `policy-${context.current.version}`)];
    for (const slot of [...rules, night]) {
      await deps.jobs.send("read_deals", slot);
      await deps.jobs.send("regrade_customers", slot);
    }
    await deps.jobs.send("plan_visits", night);
    const slots = context === null ? [] : digestSlots(context, now);
    for (const slot of slots) await deps.jobs.send("request_digest", slot);
  }
  await deps.jobs.send("refresh_portals", `hour-${Math.floor(now / HOUR_MS)}`);
  await deps.jobs.send("maintain_store", dateAt("UTC", now));
  await deps.jobs.send("regrade_due", `due-${Math.floor(now / REGRADE_DUE_EVERY_MS)}`);
}

function slotOf(portalId: string, turn: string): string {
  return `${portalId}:${turn}`;
}

/** The portal of a slot that has one. */
export function portalOfSlot(slot: string): string {
  return slot.slice(0, slot.indexOf(":"));
}
