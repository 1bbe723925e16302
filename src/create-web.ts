import type { Express, RequestHandler } from "express";
import { createReceiver } from "../webhooks/receiver.ts";
import { createSignatureVerifier, type VerifySignature } from "../webhooks/signature.ts";
import { createCardRoutes } from "./adapters/http/card-routes.ts";
import { createHttpApp } from "./adapters/http/create-http-app.ts";
import { createHealthRoutes } from "./adapters/http/health-routes.ts";
import { createPortalLoad } from "./adapters/http/portal-load.ts";
import { createRatingRoutes } from "./adapters/http/rating-routes.ts";
import { connectCodes } from "./adapters/system/connect-codes.ts";
import { newId } from "./adapters/system/ids.ts";
import { rememberOfPortal } from "./app/portals/remember-of-portal.ts";
import { cardUseCases } from "./app/sla/card-use-cases.ts";
import { answerRating, openRating } from "./app/surveys/rating.ts";
import { createCustomerCards } from "./create-customer-cards.ts";
import { createHome } from "./create-home.ts";
import { createInstall } from "./create-install.ts";
import { createSettingsPage } from "./create-settings-page.ts";
import { createRatingLink } from "./feedback-deps.ts";
import type { Parts, PluginOptions } from "./plugin.ts";
import { createSlackWeb, type SlackWeb } from "./slack-web.ts";

/** How old the portal may be that a card shows. */
const CARD_PORTAL_LIFETIME_MS = 1_000;

/** The ways in from outside, in one application: webhooks, cards, pages and Slack. */
export function createWeb(
  options: PluginOptions,
  parts: Parts,
  hooks: { readonly notReadyBecause: () => string | null; readonly onStored: () => void },
): { readonly app: Express; readonly slack: SlackWeb } {
  const { logger, timeSource } = options;
  const ratingLink = createRatingLink(options, parts);
  const deps = { ...parts, logger, timeSource, ratingLink };
  const remember = rememberOfPortal({
    lifetimeMs: CARD_PORTAL_LIFETIME_MS,
    elapsedMs: () => performance.now(),
  });
  const recentContexts = remember(parts.contexts);
  const verify = createSignatureVerifier({
    secret: options.hubspot.clientSecret,
    publicBaseUrl: options.publicBaseUrl,
    timeSource,
  });
  const { requestsAtOnce } = options.portalLimits;
  const load = createPortalLoad(requestsAtOnce, parts.webShare.processes);
  const { within } = parts.store;
  const gate = { verify, timeSource, logger, load, within };
  const slack = createSlackWeb(options, parts);
  const health = createHealthRoutes({
    notReadyBecause: hooks.notReadyBecause,
    pingStore: () => parts.store.ping(),
    metrics: parts.metrics,
  });
  if (options.role === "worker") {
    return { app: createHttpApp({ health, newRequestId: newId, logger }), slack };
  }
  const app = createHttpApp({
    ...(slack.app && { slack: slack.app.router }),
    slackInstall: slack.install,
    install: createInstall(options, parts),
    webhooks: createWebhooks(options, parts, { verify, onStored: hooks.onStored }),
    cards: createCardRoutes({
      ...gate,
      ...cardUseCases({ ...deps, codes: connectCodes }, recentContexts),
    }),
    customerCards: createCustomerCards({ ...deps, ...gate }, remember),
    settings: createSettingsPage(gate, deps, options),
    ratings: createRatingRoutes({
      timeSource,
      openRating: (token) => openRating(deps, token),
      answerRating: (token, said) => answerRating(deps, token, said),
    }),
    home: createHome({ ...deps, ...gate, contexts: recentContexts }, remember),
    health,
    newRequestId: newId,
    logger,
  });
  return { app, slack };
}

function createWebhooks(
  { timeSource, logger, webhookBodyLimitBytes }: PluginOptions,
  { ledger, store, metrics }: Parts,
  { verify, onStored }: { readonly verify: VerifySignature; readonly onStored: () => void },
): RequestHandler {
  return createReceiver({
    verify,
    ledger: {
      store: async (deliveries) => {
        await ledger.store(deliveries);
        onStored();
      },
    },
    portals: store.portals,
    timeSource,
    logger,
    newDeliveryId: newId,
    observer: metrics.deliveries,
    limits: { bodyBytes: webhookBodyLimitBytes },
  });
}
