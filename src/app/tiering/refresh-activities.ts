import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Crm } from "../../ports/crm.ts";
import type { CustomerActivities, StoredActivities } from "../../ports/customer-activities.ts";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";

const MINUTE_MS = 60_000;
const FRESH_MS = 10 * MINUTE_MS;
/** Whoever presses the button twice does not ask the CRM twice. */
const JUST_READ_MS = 10_000;

export type RefreshDeps = {
  readonly activities: CustomerActivities;
  readonly crm: Pick<Crm, "readActivities">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

export type RefreshQuestion = {
  readonly customer: CustomerRef;
  /** Somebody asked for it; otherwise only what is old is read again. */
  readonly isAsked: boolean;
};

/** `failed`: the CRM did not answer; what was read before stays. */
export type RefreshOutcome = "read" | "fresh" | "failed" | "not_connected";

/** Reads what the CRM has of a customer and keeps it. */
export async function refreshActivities(
  deps: RefreshDeps,
  portalId: string,
  { customer, isAsked }: RefreshQuestion,
): Promise<RefreshOutcome> {
  if ((await deps.contexts(portalId)) === null) return "not_connected";
  const known = await deps.activities.find(portalId, customer);
  const now = deps.timeSource.now();
  if (isFresh(known, now, isAsked ? JUST_READ_MS : FRESH_MS)) return "fresh";
  try {
    const reading = await deps.crm.readActivities(portalId, customer);
    await deps.activities.save(portalId, customer, { readAt: now, reading });
    return "read";
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    deps.logger.warn(
      { portalId, code: error.code, customer: `${customer.kind}:${customer.id}` },
      "what the CRM has of a customer could not be read",
    );
    return "failed";
  }
}

/** Read in a later time than `now`, as after the time was moved back, is not fresh either. */
export function isFresh(
  stored: StoredActivities | null,
  now: number,
  withinMs = FRESH_MS,
): boolean {
  return stored !== null && stored.readAt <= now && now - stored.readAt < withinMs;
}
