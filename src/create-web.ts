import type { Express } from "express";
import { createReceiver } from "../webhooks/receiver.ts";
import { createSignatureVerifier } from "../webhooks/signature.ts";
import { createCardRoutes } from "./adapters/http/card-routes.ts";
import { createHttpApp } from "./adapters/http/create-http-app.ts";
import { createHealthRoutes } from "./adapters/http/health-routes.ts";
import { createSettingsRoutes } from "./adapters/http/settings-routes.ts";
import { connectCodes } from "./adapters/system/connect-codes.ts";
import { newId } from "./adapters/system/ids.ts";
import { cardUseCases } from "./app/sla/card-use-cases.ts";
import { rememberContexts } from "./app/sla/remember-contexts.ts";
import { createCustomerCards } from "./create-customer-cards.ts";
import { createSettings } from "./create-governance.ts";
import type { Parts, PluginOptions } from "./plugin.ts";
import { createSlackWeb, type SlackWeb } from "./slack-web.ts";

/** How old the portal may be that a card shows. */
const CARD_CONTEXT_LIFETIME_MS = 1_000;

/** The ways in from outside, in one application: webhooks, cards, pages and Slack. */
export function createWeb(
  options: PluginOptions,
  parts: Parts,
  hooks: { readonly notReadyBecause: () => string | null; readonly onStored: () => void },
): { readonly app: Express; readonly slack: SlackWeb } {
  const { logger, timeSource } = options;
  const deps = { ...parts, logger, timeSource };
  const recent = { lifetimeMs: CARD_CONTEXT_LIFETIME_MS, elapsedMs: () => performance.now() };
  const recentContexts = rememberContexts(parts.contexts, recent);
  const verify = createSignatureVerifier({
    secret: options.hubspot.clientSecret,
    publicBaseUrl: options.publicBaseUrl,
    timeSource,
  });
  const gate = { verify, timeSource, logger };
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
    webhooks: createReceiver({
      verify,
      ledger: {
        store: async (deliveries) => {
          await parts.ledger.store(deliveries);
          hooks.onStored();
        },
      },
      portals: parts.store.portals,
      timeSource,
      logger,
      newDeliveryId: newId,
      observer: parts.metrics.deliveries,
      limits: { bodyBytes: options.webhookBodyLimitBytes },
    }),
    cards: createCardRoutes({
      ...gate,
      ...cardUseCases({ ...deps, codes: connectCodes }, recentContexts),
    }),
    customerCards: createCustomerCards({ ...deps, verify }, recentContexts),
    settings: createSettingsRoutes({ ...gate, settings: createSettings(deps) }),
    health,
    newRequestId: newId,
    logger,
  });
  return { app, slack };
}
