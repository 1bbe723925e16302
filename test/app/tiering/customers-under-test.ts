import type { Database } from "../../../src/adapters/postgres/database.ts";
import { createStore } from "../../../src/adapters/postgres/store.ts";
import { createPortalContexts } from "../../../src/app/sla/portal-contexts.ts";
import { gradeCustomers } from "../../../src/app/tiering/grade-customers.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import type { CustomerRef } from "../../../src/domain/tiering/customer.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import { policyDocument } from "../../support/small-policy.ts";

export const PORTAL_ID = "1001";
export const START = Date.UTC(2026, 2, 27, 8);
export const DAY = 86_400_000;
export const BOSS = { userId: "31", email: "boss@example.com" };
const words = (name: string) => ({ en: name, "zh-TW": name, "zh-CN": name });

/** The small policy with a grace period, a person who may override, and a benefit of key customers. */
export const tierPolicy: Policy = Policy.parse({
  ...policyDocument,
  tiering: { graceDays: 30, hysteresisPoints: 5 },
  overriddenBy: [BOSS.email],
  benefits: {
    key: [{ id: "checkup", name: words("Check-up"), text: words("Free"), quota: 2, validDays: 90 }],
    developing: [],
    standard: [],
  },
});

/** Customers in the real store, graded under a policy, with a time that the test moves. */
export async function customersUnderTest(db: Database, policy: Policy = tierPolicy) {
  const store = createStore(db);
  const contexts = createPortalContexts(store);
  const time = { now: START };
  const logger = createRecordingLogger();
  await store.portals.save({
    portalId: PORTAL_ID,
    state: "connected",
    mode: "live",
    installedAt: START,
    timeZone: "Asia/Taipei",
    language: "en",
    uiDomain: "crm.example",
  });
  await store.portals.savePolicy(PORTAL_ID, policy, START);
  const context = async () => {
    const found = await contexts(PORTAL_ID);
    invariant(found !== null, "the portal is connected");
    return found;
  };
  const find = async (ref: CustomerRef) => (await store.customers.find(PORTAL_ID, [ref]))[0];
  return {
    store,
    contexts,
    logger,
    time,
    timeSource: { now: () => time.now },
    find,
    tierOf: async (ref: CustomerRef) => (await find(ref))?.grade.tier,
    grade: async (ref: CustomerRef, properties: Readonly<Record<string, string>>) =>
      gradeCustomers(store, await context(), {
        snapshots: [{ ...ref, properties }],
        now: time.now,
      }),
  };
}
