import { staticToken } from "../../src/adapters/hubspot/access-tokens.ts";
import { createHubspotCrm } from "../../src/adapters/hubspot/create-hubspot-crm.ts";
import { createLogger } from "../../src/adapters/system/logger.ts";
import { createLocalCrm } from "../local-crm/create-local-crm.ts";
import { loadPurchases } from "./load-portal.ts";
import type { Purchase } from "./purchase.ts";

const PORTAL_ID = "4242003";
const ROLLED_UP = ["total_revenue", "num_associated_deals"];

export type CrmImport = {
  readonly contacts: number;
  readonly deals: number;
  readonly importSeconds: number;
  readonly readSeconds: number;
  /** Customers that the production adapter reads otherwise than the file has them. */
  readonly differences: readonly string[];
};

/** Fills a local CRM and reads the customers back in the way of production, over HTTP. */
export async function importIntoCrm(purchases: readonly Purchase[]): Promise<CrmImport> {
  const logger = createLogger({ level: "silent" });
  const lastAt = purchases.reduce((latest, { at }) => Math.max(latest, at), 0);
  const timeSource = { now: () => lastAt };
  const crm = createLocalCrm({
    timeSource,
    logger,
    secret: "sandbox-client-secret",
    appId: "9001",
    webhookUrl: () => "http://127.0.0.1:1",
    publicBaseUrl: "https://aftercare.example",
    rateLimit: null,
    subscriptions: [],
  });
  const baseUrl = await crm.listen(0);
  try {
    const startedAt = performance.now();
    const contacts = loadPurchases(crm.addPortal({ portalId: PORTAL_ID }), purchases);
    const loadedAt = performance.now();
    const gateway = createHubspotCrm({
      tokens: staticToken(crm.tokens.issueAccessToken(PORTAL_ID)),
      timeSource,
      logger,
      settings: { baseUrl, timeoutMs: 60_000 },
      wait: async () => undefined,
    });
    const ids = [...contacts.values()];
    const read = await gateway.readCustomers(PORTAL_ID, "contact", ids, ROLLED_UP);
    const readAt = performance.now();
    return {
      contacts: contacts.size,
      deals: purchases.length,
      importSeconds: (loadedAt - startedAt) / 1000,
      readSeconds: (readAt - loadedAt) / 1000,
      differences: differencesOf(purchases, contacts, new Map(read.map((one) => [one.id, one]))),
    };
  } finally {
    await crm.stop();
  }
}

function differencesOf(
  purchases: readonly Purchase[],
  contacts: ReadonlyMap<string, string>,
  read: ReadonlyMap<string, { readonly properties: Readonly<Record<string, string>> }>,
): readonly string[] {
  const groups = Map.groupBy(purchases, ({ customer }) => customer);
  return [...groups].flatMap(([customer, own]) => {
    const known = read.get(contacts.get(customer) ?? "")?.properties ?? {};
    const cents = own.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
    const isSame =
      Math.round(Number(known["total_revenue"]) * 100) === cents &&
      Number(known["num_associated_deals"]) === own.length;
    return isSame ? [] : [customer];
  });
}
