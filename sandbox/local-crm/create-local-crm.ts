import { EventEmitter } from "node:events";
import type { Router } from "express";
import type { Logger } from "../../src/ports/logger.ts";
import type { TimeSource } from "../../src/ports/time-source.ts";
import { createApiRouter } from "./api-server.ts";
import { createAppJournal } from "./app-journal.ts";
import { type AnsweredCall, type CallCounter, createCallCounter } from "./call-counter.ts";
import type { ConsentOptions, ConsentParts } from "./consent.ts";
import { createEventOutlet } from "./event-outlet.ts";
import { createFaultSwitches, type FaultSwitches } from "./faults.ts";
import { createLocalPortal, type LocalPortal } from "./local-portal.ts";
import { createLoopbackServer } from "./loopback-server.ts";
import { type Account, type Change, createPortalState, type PortalState } from "./portal-state.ts";
import { createRateLimiter, HUBSPOT_RATE_LIMITS, type RateLimits } from "./rate-limit.ts";
import { manifestSubscriptions } from "./subscriptions.ts";
import { createTokenBook, type TokenBook } from "./tokens.ts";
import type { Subscription, WebhookEvent } from "./webhook-events.ts";
import {
  createWebhookSender,
  type WebhookSender,
  type WebhookSenderOptions,
  type WebhookSettings,
} from "./webhook-sender.ts";

/**
 * The local CRM: HubSpot's HTTP API for one or more portals held in memory, with signed webhook
 * deliveries, so that the production adapters run unchanged against it. It listens on the loopback
 * address only.
 */
export type LocalCrmOptions = {
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  /** The app's client secret: signs deliveries and is asked for by the token endpoint. */
  readonly secret: string;
  readonly appId: string;
  /** Checked by the token endpoint when given. */
  readonly clientId?: string;
  readonly scopes?: readonly string[];
  /** Asks a person on a page before the app is installed; else agrees at once. */
  readonly consent?: ConsentOptions;
  /** Where deliveries go, e.g. `http://127.0.0.1:PORT/webhooks/hubspot`. */
  webhookUrl(): string;
  /** The origin that is signed, e.g. `https://aftercare.example`. */
  readonly publicBaseUrl: string;
  readonly webhooks?: Partial<WebhookSettings>;
  readonly subscriptions?: readonly Subscription[];
  /** HubSpot's limits unless given; null switches them off. */
  readonly rateLimit?: RateLimits | null;
  /** Milliseconds of real time from any start; only the rate limit uses it. */
  readonly elapsedMs?: () => number;
  /** Hears of every call of the API, e.g. `POST /crm/v3/objects/tickets/batch/read`. */
  readonly onCall?: (answered: AnsweredCall) => void;
  /** Hears of every delivery. */
  readonly onDelivery?: WebhookSenderOptions["onDelivery"];
};

export type NewPortal = {
  readonly portalId: string;
  /** As the consent page lists it. */
  readonly name?: string;
  /** IANA name; UTC unless given. */
  readonly timeZone?: string;
  readonly currency?: string;
  readonly uiDomain?: string;
  readonly createdAt?: number;
};

export type LocalCrm = {
  /** HubSpot's API, to be mounted at the root of a server, before any body parser. */
  readonly router: Router;
  /** Port 0 takes a free one; resolves to the origin, e.g. `http://127.0.0.1:4010`. */
  listen(port: number): Promise<string>;
  stop(): Promise<void>;

  addPortal(portal: NewPortal): LocalPortal;
  portals(): readonly LocalPortal[];
  /** Throws when there is no such portal. */
  portal(portalId: string): LocalPortal;

  /** The app is removed from a portal: its tokens die, and the journal says so. */
  uninstall(portalId: string): void;
  readonly tokens: TokenBook;
  readonly faults: FaultSwitches;
  readonly calls: CallCounter;
  readonly webhooks: WebhookSender;
  subscriptions(): readonly Subscription[];
  subscribe(subscriptions: readonly Subscription[]): void;
  /** Runs changes without sending their events and returns those events, for a caller that sends them itself. */
  collectEvents(change: () => void): readonly WebhookEvent[];
  /** How long the search index takes to see a write, in sandbox time. */
  setSearchLag(lagMs: number): void;
  /** Every change of every portal; returns what takes the listener away. */
  on(event: "change", listener: (change: Change) => void): () => void;
};

const DEFAULT_SCOPES = [
  "oauth",
  "crm.objects.contacts.read",
  "crm.objects.contacts.write",
  "crm.objects.companies.read",
  "crm.objects.companies.write",
  "crm.objects.deals.read",
  "crm.objects.owners.read",
  "tickets",
];

export function createLocalCrm(options: LocalCrmOptions): LocalCrm {
  const book = createPortalBook(options);
  const { tokens, webhooks, outlet } = book;
  const faults = createFaultSwitches();
  const calls = createCallCounter(options.onCall);
  const journal = createAppJournal(() => options.timeSource.now());
  const uninstall = (portalId: string): void => {
    tokens.revoke(portalId);
    journal.note("APP_UNINSTALL", portalId);
  };
  const router = createApiRouter({
    appId: options.appId,
    oauthApp: {
      clientId: options.clientId,
      clientSecret: options.secret,
      scopes: options.scopes ?? DEFAULT_SCOPES,
    },
    tokens,
    journal,
    uninstall,
    faults,
    limiter: createRateLimiter(
      options.rateLimit === undefined ? HUBSPOT_RATE_LIMITS : options.rateLimit,
      options.elapsedMs ?? (() => performance.now()),
    ),
    counter: calls,
    portalState: (portalId) => book.states.get(portalId),
    firstPortalId: () => book.states.keys().next().value,
    consent: consentOf(options, book),
  });
  const server = createLoopbackServer(router);
  const stop = async (): Promise<void> => {
    await webhooks.stop();
    await server.close();
  };
  return {
    router,
    listen: server.listen,
    stop,
    ...book.methods,
    uninstall,
    tokens,
    faults,
    calls,
    webhooks,
    subscriptions: outlet.subscriptions,
    subscribe: outlet.subscribe,
    collectEvents: outlet.collect,
  };
}

function consentOf(
  { consent, clientId }: LocalCrmOptions,
  { states, tokens }: ReturnType<typeof createPortalBook>,
): ConsentParts | null {
  if (consent === undefined) return null;
  return {
    ...{ ...consent, clientId, tokens },
    accounts: () =>
      [...states.values()]
        .map(({ account: { portalId, name } }) => ({
          ...{ portalId, name },
          isInstalled: tokens.grantOf(portalId) !== undefined || consent.isInstalled(portalId),
        }))
        .sort((a, b) => Number(a.isInstalled) - Number(b.isInstalled)),
  };
}

/** The portals and what every change of them goes through. */
function createPortalBook(options: LocalCrmOptions) {
  const states = new Map<string, PortalState>();
  const portals = new Map<string, LocalPortal>();
  const changes = new EventEmitter<{ change: [Change] }>();
  const now = (): number => options.timeSource.now();
  const hasPortal = (portalId: string): boolean => states.has(portalId);
  const tokens = createTokenBook({ secret: options.secret, now, hasPortal });
  const webhooks = createWebhookSender({ ...options, settings: options.webhooks ?? {} });
  const outlet = createEventOutlet({
    appId: options.appId,
    subscriptions: options.subscriptions ?? manifestSubscriptions("object"),
    states,
    webhooks,
  });
  const emit = (change: Change): void => {
    outlet.take(change);
    changes.emit("change", change);
  };
  const methods: Pick<LocalCrm, "addPortal" | "portals" | "portal" | "setSearchLag" | "on"> = {
    addPortal: (portal) => {
      const state = createPortalState(accountOf(portal, now()), { now, emit });
      const added = createLocalPortal(state);
      states.set(portal.portalId, state);
      portals.set(portal.portalId, added);
      return added;
    },
    portals: () => [...portals.values()],
    portal: (portalId) => {
      const portal = portals.get(portalId);
      if (portal === undefined) throw new Error(`there is no portal ${portalId}`);
      return portal;
    },
    setSearchLag: (lagMs) => {
      for (const state of states.values()) state.searchLagMs = lagMs;
    },
    on: (event, heard) => {
      changes.on(event, heard);
      return () => void changes.off(event, heard);
    },
  };
  return { states, tokens, webhooks, outlet, methods };
}

function accountOf(portal: NewPortal, now: number): Account {
  return {
    portalId: portal.portalId,
    name: portal.name ?? portal.portalId,
    timeZone: portal.timeZone ?? "UTC",
    currency: portal.currency ?? "USD",
    uiDomain: portal.uiDomain ?? "app.hubspot.com",
    createdAt: portal.createdAt ?? now,
  };
}
