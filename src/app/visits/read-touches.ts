import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { CrmTouches } from "../../ports/crm-touches.ts";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { noteTouches, type TouchStore } from "./note-touches.ts";

const CUSTOMERS_AT_ONCE = 100;
/** Looked at in one night: a hundred batches; the others have events, and their day comes nearer. */
const CUSTOMERS_A_NIGHT = 10_000;

export type ReadTouchesDeps = {
  readonly store: TouchStore & Pick<Store, "visitLists">;
  readonly crm: Pick<CrmTouches, "readTouchesOf">;
  readonly contexts: (portalId: string) => Promise<PortalContext | null>;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * Before a visit gets near, looks whether somebody has met the customer otherwise: the newest calls,
 * meetings, e-mails and messages of every customer that has a visit within the horizon. Says how many
 * were really met.
 */
export async function readTouches(deps: ReadTouchesDeps, portalId: string): Promise<number> {
  const context = await deps.contexts(portalId);
  if (context === null) return 0;
  const { policy, calendars } = context.current;
  const time = calendars(policy.visits.calendarId);
  const today = time.dateOf(deps.timeSource.now());
  const untilDate = time.addDays(today, policy.visits.horizonDays);
  let after: CustomerRef | null = null;
  let met = 0;
  for (let read = 0; read < CUSTOMERS_A_NIGHT; read += CUSTOMERS_AT_ONCE) {
    const page: readonly CustomerRef[] = await deps.store.visitLists.customersDue(portalId, {
      untilDate,
      after,
      limit: CUSTOMERS_AT_ONCE,
    });
    const told = await readPage(deps, context, page);
    if (told === "away") break;
    met += told;
    after = page.at(-1) ?? null;
    if (page.length < CUSTOMERS_AT_ONCE) break;
  }
  deps.logger.info({ portalId, met }, "the last contacts of customers are known");
  return met;
}

async function readPage(
  deps: ReadTouchesDeps,
  context: PortalContext,
  page: readonly CustomerRef[],
): Promise<number | "away"> {
  const { portalId } = context.portal;
  let met = 0;
  try {
    for (const kind of CustomerKind.options) {
      const ids = page.filter((ref) => ref.kind === kind).map(({ id }) => id);
      if (ids.length === 0) continue;
      const readings = await deps.crm.readTouchesOf(portalId, kind, ids);
      met += await noteTouches(deps.store, context, { readings, now: deps.timeSource.now() });
    }
    return met;
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    deps.logger.warn({ portalId, code: error.code }, "contacts with customers could not be read");
    return "away";
  }
}
