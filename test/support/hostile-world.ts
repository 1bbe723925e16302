import { expect, vi } from "vitest";
import { CLIENT_SECRET, PUBLIC_BASE_URL } from "../../sandbox/world.ts";
import { redact } from "../../src/adapters/system/redact.ts";
import type { Store } from "../../src/ports/store.ts";
import { signV3 } from "../../webhooks/signature.ts";
import { type Route, routesOf } from "./all-routes.ts";
import { ACME, BOLD, runForTwo } from "./two-workspaces.ts";

/**
 * Two customers with an account and a workspace each, and somebody who may sign nothing, or signs as one
 * of them and asks for what is the other's.
 */

const START = Date.parse("2026-06-09T08:00:00Z");
const HOUR = 3_600_000;
export const SIGNING_SECRET = "sandbox-signing-secret";
/** The same in both accounts, and records that only BOLD has. */
export const SHARED_TICKET = "31000000777";
export const BOLD_TICKET = "31000000888";
export const BOLD_COMPANY = "41000000999";
const BOLD_WORDS = ["Bold pump drips", "Bold secret matter", "Bold & Sons"];
const FIRST_LOOKS_WITHIN_MS = 30_000;
const ADMIN = { userId: "61120013", email: "dana@example.com" };
/** What may stand in no log, whatever was asked. */
const SECRETS = [CLIENT_SECRET, SIGNING_SECRET, "xoxb-", ADMIN.email, "ada@example.com"];

export type Forged = {
  readonly method: string;
  readonly url: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};
type Answered = { readonly status: number; readonly text: string };

export type HostileWorld = Awaited<ReturnType<typeof createHostileWorld>>;

export async function createHostileWorld() {
  const running = await runForTwo(START);
  for (const customer of [ACME, BOLD]) await running.connectSlack(customer);
  const urgent = { hs_pipeline: "0", hs_pipeline_stage: "1", hs_ticket_priority: "HIGH" };
  const acme = running.world.crm.portal(ACME.portalId);
  const bold = running.world.crm.portal(BOLD.portalId);
  acme.createTicket({ subject: "Acme pump", ...urgent }, { id: SHARED_TICKET });
  bold.createTicket({ subject: "Bold pump drips", ...urgent }, { id: SHARED_TICKET });
  bold.createTicket({ subject: "Bold secret matter", ...urgent }, { id: BOLD_TICKET });
  bold.createCompany({ name: "Bold & Sons" }, { id: BOLD_COMPANY });
  running.time.advance(2 * HOUR);
  await running.settled();
  await firstLooksAreOver(running.plugin.store);
  let requests = 0;
  return {
    running,
    routes: routesOf(running.plugin.app),
    /** How many requests were sent. */
    sent: () => requests,
    send: (request: Forged) => {
      requests += 1;
      return send(running.url, request);
    },
    signed: (request: Forged, signing: Signing = {}) =>
      signed(request, { at: running.time.now(), ...signing }),
    stateOf: (portalId: string) => stateOf(running, portalId),
    /** Fails when the log holds a secret, an address of a person or a customer's words. */
    expectCleanLog: () => {
      const written = running.lines.map(({ fields, message }) => [redact({ ...fields }), message]);
      const text = JSON.stringify(written);
      expect(text.length).toBeGreaterThan(1_000);
      expect([...SECRETS, ...BOLD_WORDS].filter((secret) => text.includes(secret))).toEqual([]);
      expect(text).not.toMatch(/[\w.+-]+@[\w-]+\.[\w.]+/);
    },
  };
}

/** The first import and the first sweep change what is known of a portal; so they are waited for. */
async function firstLooksAreOver({ gapSweeps, imports }: Store): Promise<void> {
  const isOver = async () => {
    const looks = [ACME, BOLD].map(({ portalId }) => gapSweeps.find(portalId, "open_ticket"));
    return (await imports.running()).length === 0 && !(await Promise.all(looks)).includes(null);
  };
  await vi.waitUntil(isOver, { timeout: FIRST_LOOKS_WITHIN_MS, interval: 100 });
}

/** Sends it, and expects what every answer must have. */
async function send(
  origin: string,
  { method, url, body, headers = {} }: Forged,
): Promise<Answered> {
  const response = await fetch(`${origin}${url}`, {
    ...{ method, headers: { ...headers }, redirect: "manual" as const },
    ...(method === "GET" || body === undefined ? {} : { body }),
  });
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toBeTruthy();
  expect(response.headers.get("strict-transport-security")).toBeTruthy();
  expect(response.headers.get("x-powered-by")).toBeNull();
  const cookie = response.headers.get("set-cookie");
  if (cookie !== null) expect([url, cookie]).toEqual([url, expect.stringMatching(STATE_COOKIE)]);
  return { status: response.status, text: await response.text() };
}

/** The one cookie: the state of an installation, here only ever taken back. */
const STATE_COOKIE = /^slack-app-oauth-state=deleted; Secure; HttpOnly/;

export type Signing = {
  readonly secret?: string;
  readonly at?: number;
  readonly as?: Partial<Forged>;
};

/** A request as HubSpot signs it, or nearly so. */
function signed(request: Forged, { secret = CLIENT_SECRET, at, as = {} }: Signing): Forged {
  const said = { ...request, ...as };
  const timestamp = String(at);
  const rawBody = Buffer.from(said.method === "GET" ? "" : (said.body ?? ""));
  const uri = PUBLIC_BASE_URL + said.url;
  const signature = signV3(secret, { method: said.method, uri, rawBody, timestamp });
  return {
    ...request,
    headers: {
      ...request.headers,
      "x-hubspot-signature-v3": signature,
      "x-hubspot-request-timestamp": timestamp,
    },
  };
}

export function asked(route: Route, query: Readonly<Record<string, string>>, body = "{}"): Forged {
  return { method: route.method, url: `${route.path}?${new URLSearchParams(query)}`, body };
}

/** What HubSpot adds to the address of a card's request. */
export function identity(portalId: string, objectId = SHARED_TICKET) {
  const { userId, email } = ADMIN;
  return { portalId, userId, userEmail: email, objectId, kind: "company" };
}

export function boldWordsIn({ text }: Answered): readonly string[] {
  return BOLD_WORDS.filter((word) => text.includes(word));
}

/** All that the store tells of an account, as far as anybody could have changed it; not what time brings. */
async function stateOf(
  { plugin: { store, ledger } }: Awaited<ReturnType<typeof runForTwo>>,
  portalId: string,
): Promise<string> {
  const tickets = [SHARED_TICKET, BOLD_TICKET];
  return JSON.stringify([
    await store.portals.find(portalId),
    await store.portals.policyVersions(portalId, 9),
    await store.tickets.findAll(portalId, tickets),
    await store.escalations.ofTickets(portalId, tickets),
    await store.escalations.acts(portalId, tickets),
    ...(await Promise.all(
      [`portal:${portalId}`, "policy", ...tickets.map((id) => `ticket:${id}`)].map((subject) =>
        store.audit.of(portalId, subject, 9),
      ),
    )),
    await ledger.equation(portalId),
    await store.roles.list(portalId),
  ]);
}
