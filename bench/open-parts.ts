import { openDatabase } from "../src/adapters/postgres/database.ts";
import { createEventLedger } from "../src/adapters/postgres/event-ledger.ts";
import { createStore } from "../src/adapters/postgres/store.ts";
import { connectPortal } from "../src/app/portals/connect-portal.ts";
import { createPortalContexts } from "../src/app/sla/portal-contexts.ts";
import { loadPreset } from "../src/config/presets.ts";
import type { TimeSource } from "../src/ports/time-source.ts";
import { readDelivery } from "../webhooks/events.ts";
import { benchLogger } from "./bench-logger.ts";
import type { StoreAddress } from "./store-places.ts";
import { createStoryCrm } from "./story-crm.ts";
import { PORTAL_IDS } from "./ticket-stories.ts";

const MAX_CONNECTIONS = 6;

export type Parts = Awaited<ReturnType<typeof openParts>>;

/** The production store and use cases with an invented CRM; nothing runs by itself. */
export async function openParts(address: StoreAddress, timeSource: TimeSource) {
  const logger = benchLogger;
  const db = await openDatabase({
    ...address,
    maxConnections: MAX_CONNECTIONS,
    logger,
    timeSource,
  });
  const store = createStore(db);
  return {
    db,
    store,
    ledger: createEventLedger(db),
    contexts: createPortalContexts(store),
    crm: createStoryCrm(),
    timeSource,
    logger,
    readDelivery,
    importRules: { history: "rebuild" as const, closedDays: 0 },
  };
}

/** All portals of the stories with the policy of a new installation. */
export async function connectPortals(parts: Parts): Promise<void> {
  const policy = loadPreset("after-sales");
  for (const portalId of PORTAL_IDS) {
    const portal = { portalId: String(portalId), timeZone: "Asia/Taipei", uiDomain: "crm.example" };
    await connectPortal(parts, { ...portal, mode: "live", language: "en" }, policy);
  }
}
