import { createHmac } from "node:crypto";
import type { z } from "zod";
import { createPolicyText } from "../../../src/adapters/files/policy-text.ts";
import { createHttpApp } from "../../../src/adapters/http/create-http-app.ts";
import { createHealthRoutes } from "../../../src/adapters/http/health-routes.ts";
import { createSettingsRoutes } from "../../../src/adapters/http/settings-routes.ts";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { createHealthStore } from "../../../src/adapters/postgres/health-store.ts";
import { createObserved } from "../../../src/adapters/postgres/observed.ts";
import { createPortalPurges } from "../../../src/adapters/postgres/portal-purges.ts";
import { createPortalStorage } from "../../../src/adapters/postgres/portal-storage.ts";
import { createSlackConnections } from "../../../src/adapters/postgres/slack-connections.ts";
import { createTierCounts } from "../../../src/adapters/postgres/tier-counts.ts";
import { runPolicyJob } from "../../../src/app/governance/run-policy-job.ts";
import { sealAudit } from "../../../src/app/governance/seal-audit.ts";
import { SettingsActAnswer } from "../../../src/contract/settings-requests.ts";
import { createPolicyViews, createSettings, createSetUp } from "../../../src/create-governance.ts";
import { createHealth } from "../../../src/create-health.ts";
import type { Role } from "../../../src/domain/governance/permission.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import { createSignatureVerifier } from "../../../webhooks/signature.ts";
import { appUnderTest, PORTAL_ID } from "../../support/app-under-test.ts";
import { listen } from "../../support/listen.ts";
import { officePolicy } from "../../support/policies.ts";

const SECRET = "a secret of tests";
const PUBLIC_URL = "https://app.example.com";

/** The office of the other tests, with all that the linter asks for. */
export function soundPolicy(): Policy {
  const policy = officePolicy();
  const departments = policy.departments.map((one) => ({
    ...one,
    fallbackChannelId: "C0FALLBACK1",
  }));
  return { ...policy, departments };
}

const LIMITS = { hubspotRequestsPerSecond: 9, hubspotAtOnce: 8, slackMessagesPerSecond: 1 };

/** By first name; who the CRM does not know goes by e-mail. */
export const PEOPLE = {
  ada: { userId: "1", role: "admin" },
  max: { userId: "2", role: "manager" },
  mia: { userId: "3", role: "manager" },
  lea: { userId: "4", role: "lead" },
  rob: { userId: "5", role: "rep" },
  vic: { userId: "6", role: null },
} as const satisfies Readonly<Record<string, { userId: string; role: Role | null }>>;
export type Person = keyof typeof PEOPLE;

export type SettingsServer = Awaited<ReturnType<typeof startSettings>>;
export type AskOptions = {
  readonly language?: string;
  readonly body?: unknown;
  readonly portalId?: string;
  readonly signedPath?: string;
};

/** The settings routes over the real store, with everybody in their roles. */
const STORAGE_LIMIT_BYTES = 1024 * 1024;

export async function startSettings(db: Database) {
  const app = appUnderTest(db);
  await app.connect({ policy: soundPolicy() });
  const slots: string[] = [];
  const jobs = { send: async (_name: string, slot: string) => void slots.push(slot) };
  const { timeSource, logger, store } = app;
  for (const [name, { userId, role }] of Object.entries(PEOPLE)) {
    if (role === null) continue;
    const email = `${name}@example.com`;
    const given = { givenBy: "aftercare", givenAt: app.time.now };
    await store.roles.save(PORTAL_ID, { userId, email, name: email, role, ...given });
  }
  const useCases = createSettings({ ...app, jobs });
  const settings = createSettingsRoutes({
    verify: createSignatureVerifier({ secret: SECRET, publicBaseUrl: PUBLIC_URL, timeSource }),
    within: store.within,
    settings: useCases,
    setUp: createSetUp(
      { ...app, observed: createObserved(db), purges: createPortalPurges(db) },
      useCases,
    ),
    retention: { deliveryDays: 90, factDays: 1_825, disconnectedDays: 60 },
    views: createPolicyViews({ ...app, tierCounts: createTierCounts(db) }),
    health: createHealth({
      ...{ store, timeSource, ledger: app.ledger, limits: LIMITS },
      ...{ health: createHealthStore(db), connections: createSlackConnections(db) },
      ...{ storage: createPortalStorage(db), storageLimitBytes: STORAGE_LIMIT_BYTES },
    }),
    timeSource,
    logger,
  });
  const health = createHealthRoutes({
    notReadyBecause: () => null,
    pingStore: async () => undefined,
    metrics: { contentType: "text/plain", metrics: async () => "" },
  });
  const server = await listen(
    createHttpApp({ settings, health, newRequestId: () => "r1", logger }),
  );

  const ask = (person: Person, path: string, options: AskOptions = {}): Promise<Response> => {
    const { language = "en", body, portalId = PORTAL_ID } = options;
    const { userId } = PEOPLE[person];
    const who = `userId=${userId}&portalId=${portalId}&userEmail=${person}@example.com&appId=5`;
    const query = `${path.includes("?") ? "&" : "?"}language=${language}&${who}`;
    const uri = `/api/settings/${path}${query}`;
    const method = body === undefined ? "GET" : "POST";
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
    const signed = `${method}${PUBLIC_URL}${options.signedPath ?? uri}${text}${app.time.now}`;
    return fetch(server.url + uri, {
      method,
      ...(body === undefined ? {} : { body: text }),
      headers: {
        "x-hubspot-signature-v3": createHmac("sha256", SECRET).update(signed).digest("base64"),
        "x-hubspot-request-timestamp": String(app.time.now),
      },
    });
  };
  const read = async <T>(
    schema: z.ZodType<T>,
    asked: readonly [Person, string, AskOptions?],
  ): Promise<T> => schema.parse(await (await ask(...asked)).json());
  return {
    app,
    slots,
    ask,
    read,
    act: (person: Person, path: string, body: object) =>
      read(SettingsActAnswer, [person, path, { body }]),
    /** Does what a worker would with the jobs that were sent. */
    work: async () => {
      for (const slot of slots.splice(0)) await runPolicyJob(app, slot);
    },
    seal: () => sealAudit(app),
    textOf: (policy: Policy) => createPolicyText().write(policy),
    close: () => server.close(),
  };
}
