import { Client } from "@hubspot/api-client";
import { onTestFinished } from "vitest";
import {
  createLocalCrm,
  type LocalCrm,
  type LocalCrmOptions,
} from "../../../sandbox/local-crm/create-local-crm.ts";
import type { LocalPortal } from "../../../sandbox/local-crm/local-portal.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

export const PORTAL_ID = "4242001";
export const APP_ID = "90000005";
export const SECRET = "a-client-secret-for-tests";
export const PUBLIC_BASE_URL = "https://aftercare.example";
export const NOW = Date.parse("2026-03-12T07:30:00.500Z");

/** A time source that a test moves. */
export type MovableTime = { now(): number; advance(ms: number): void };

export function createMovableTime(start = NOW): MovableTime {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

export function createTestCrm(options: Partial<LocalCrmOptions> = {}): {
  crm: LocalCrm;
  portal: LocalPortal;
  time: MovableTime;
} {
  const time = createMovableTime();
  const crm = createLocalCrm({
    timeSource: time,
    logger: createRecordingLogger(),
    secret: SECRET,
    appId: APP_ID,
    webhookUrl: () => "http://127.0.0.1:9/webhooks/hubspot",
    publicBaseUrl: PUBLIC_BASE_URL,
    rateLimit: null,
    subscriptions: [],
    ...options,
  });
  const portal = crm.addPortal({ portalId: PORTAL_ID, timeZone: "Asia/Taipei" });
  portal.addPipeline({
    id: "0",
    label: "Support",
    stages: [
      { id: "1", label: "New", isClosed: false },
      { id: "2", label: "Waiting on contact", isClosed: false },
      { id: "3", label: "Waiting on us", isClosed: false },
      { id: "4", label: "Closed", isClosed: true },
    ],
  });
  portal.addOwner({
    id: "501",
    userId: 7001,
    email: "rep@example.com",
    firstName: "Robin",
    lastName: "Reed",
    teams: [{ id: "11", name: "Support", primary: true }],
    createdAt: NOW,
  });
  onTestFinished(() => crm.stop());
  return { crm, portal, time };
}

/** A listening CRM with HubSpot's own client in front of it. */
export async function startTestCrm(options: Partial<LocalCrmOptions> = {}) {
  const { crm, portal, time } = createTestCrm(options);
  const origin = await crm.listen(0);
  const token = crm.tokens.issueAccessToken(PORTAL_ID);
  const client = new Client({ basePath: origin, accessToken: token });
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${origin}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
  return { crm, portal, time, origin, client, call };
}
