import { dateAt } from "../../domain/time/zone.ts";
import type { Erasures } from "../../ports/erasure-store.ts";
import type { Imports } from "../../ports/import-store.ts";
import type { Jobs } from "../../ports/jobs.ts";
import type { PortalPurges } from "../../ports/portal-purges.ts";
import type { Portals } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { digestSlots } from "../escalation/request-digests.ts";
import type { GapRules } from "../gaps/sweep-gaps.ts";
import { duePurges } from "../privacy/purge-portal.ts";
import { catchUpSlots } from "../setup/catch-up-slots.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { reminderDate } from "../visits/remind-visits.ts";

const HOUR_MS = 3_600_000;
/** The nightly work of a portal begins at two in the morning of its own zone. */
const NIGHT_STARTS_MS = 2 * HOUR_MS;
/** So often one looks for customers whose grade time alone changes. */
const REGRADE_DUE_EVERY_MS = 5 * 60_000;

/** Erasures of one portal whose jobs are sent in one turn. */
const ERASURES_AT_ONCE = 20;

/** So often an import that was interrupted goes on. */
const IMPORT_EVERY_MS = 60_000;
/** So often one looks whether the app was removed somewhere. */
const JOURNAL_EVERY_MS = 5 * 60_000;
/** So often one looks at the tasks of visits, for changes of which no event told. */
const SYNC_VISITS_EVERY_MS = 15 * 60_000;

/**
 * Sends the jobs whose turn has come. The slot names the turn, so that any number of processes and
 * ticks do it once, and so that a time moved by hand brings the nights that it passes.
 */
export async function sendDueJobs(deps: {
  readonly store: {
    readonly portals: Pick<Portals, "list">;
    readonly erasures: Pick<Erasures, "open">;
    readonly imports: Pick<Imports, "running">;
  };
  readonly purges: PortalPurges;
  readonly keepDisconnectedMs: number;
  readonly contexts: PortalContexts;
  readonly jobs: Pick<Jobs, "send">;
  readonly timeSource: TimeSource;
  readonly gapRules: Pick<GapRules, "everyMs">;
  /** Null: nobody follows it. */
  readonly journal: object | null;
}): Promise<void> {
  const now = deps.timeSource.now();
  const importing = new Set(await deps.store.imports.running());
  for (const portal of await deps.store.portals.list()) {
    const { portalId, state, timeZone } = portal;
    if (state !== "connected") continue;
    for (const slot of catchUpSlots(portal, now)) await deps.jobs.send("catch_up", slot);
    await sendErasures(deps, portalId, now);
    const night = slotOf(portalId, dateAt(timeZone, now - NIGHT_STARTS_MS));
    const context = await deps.contexts(portalId);
    // Other rules grade everybody anew, without waiting for the night.
    const rules = context === null ? [] : [slotOf(portalId, `policy-${context.current.version}`)];
    for (const slot of [...rules, night]) {
      await deps.jobs.send("read_deals", slot);
      await deps.jobs.send("regrade_customers", slot);
    }
    await deps.jobs.send("read_touches", night);
    // A low score asks for a visit, which is planned with the others.
    await deps.jobs.send("read_surveys", night);
    await deps.jobs.send("plan_visits", night);
    await deps.jobs.send("find_recurrences", night);
    await deps.jobs.send("prove_ledger", night);
    await deps.jobs.send("apply_retention", night);
    await sendIntakeJobs(deps, { portalId, now, isImporting: importing.has(portalId) });
    const look = slotOf(portalId, `look-${Math.floor(now / SYNC_VISITS_EVERY_MS)}`);
    await deps.jobs.send("sync_visits", look);
    const reminded = context === null ? null : reminderDate(context, now);
    if (reminded !== null) await deps.jobs.send("remind_visits", slotOf(portalId, reminded));
    await deps.jobs.send("turn_actions", slotOf(portalId, `hour-${Math.floor(now / HOUR_MS)}`));
    const slots = context === null ? [] : digestSlots(context, now);
    for (const slot of slots) await deps.jobs.send("request_digest", slot);
  }
  const hour = Math.floor(now / HOUR_MS);
  for (const { portalId } of await duePurges(deps)) {
    await deps.jobs.send("purge_portal", slotOf(portalId, `purge-${hour}`));
  }
  await deps.jobs.send("refresh_portals", `hour-${hour}`);
  await deps.jobs.send("maintain_store", dateAt("UTC", now));
  await deps.jobs.send("measure_storage", `hour-${hour}`);
  if (deps.journal !== null) {
    await deps.jobs.send("follow_journal", `journal-${Math.floor(now / JOURNAL_EVERY_MS)}`);
  }
  await deps.jobs.send("regrade_due", `due-${Math.floor(now / REGRADE_DUE_EVERY_MS)}`);
}

/** One that did not end is tried anew each hour, beyond what the engine tries by itself. */
async function sendErasures(
  { store, jobs }: Pick<Parameters<typeof sendDueJobs>[0], "store" | "jobs">,
  portalId: string,
  now: number,
): Promise<void> {
  for (const { erasureId } of await store.erasures.open(portalId, ERASURES_AT_ONCE)) {
    await jobs.send("erase_person", slotOf(portalId, `${erasureId}:${Math.floor(now / HOUR_MS)}`));
  }
}

/** An import that runs is asked to go on every minute: whoever did it may be gone. */
async function sendIntakeJobs(
  {
    jobs,
    gapRules,
  }: { readonly jobs: Pick<Jobs, "send">; readonly gapRules: Pick<GapRules, "everyMs"> },
  portal: { readonly portalId: string; readonly now: number; readonly isImporting: boolean },
): Promise<void> {
  const { portalId, now, isImporting } = portal;
  if (isImporting) {
    const turn = `import-${Math.floor(now / IMPORT_EVERY_MS)}`;
    await jobs.send("import_portal", slotOf(portalId, turn));
  }
  const turn = `gaps-${Math.floor(now / gapRules.everyMs)}`;
  await jobs.send("sweep_gaps", slotOf(portalId, turn));
}

function slotOf(portalId: string, turn: string): string {
  return `${portalId}:${turn}`;
}

/** The portal of a slot that has one. */
export function portalOfSlot(slot: string): string {
  return slot.slice(0, slot.indexOf(":"));
}
