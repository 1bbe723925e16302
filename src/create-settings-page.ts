import type { Router } from "express";
import type { Gate } from "./adapters/http/card-answering.ts";
import { createSettingsRoutes } from "./adapters/http/settings-routes.ts";
import { TICKET_EVENT_RETENTION_DAYS } from "./adapters/postgres/maintain.ts";
import { createPolicyViews, createSettings, createSetUp } from "./create-governance.ts";
import { callLimits, createHealth } from "./create-health.ts";
import type { Parts, PluginOptions } from "./plugin.ts";

/** All that the settings page asks, wired. */
export function createSettingsPage(
  gate: Gate,
  deps: Parts & Pick<PluginOptions, "timeSource">,
  options: Pick<
    PluginOptions,
    "hubspot" | "slack" | "retentionDays" | "keepDisconnectedDays" | "portalLimits"
  >,
): Router {
  const settings = createSettings(deps);
  return createSettingsRoutes({
    ...gate,
    settings,
    setUp: createSetUp(deps, settings),
    retention: {
      deliveryDays: options.retentionDays,
      factDays: TICKET_EVENT_RETENTION_DAYS,
      disconnectedDays: options.keepDisconnectedDays,
    },
    views: createPolicyViews(deps),
    health: createHealth({
      ...deps,
      limits: callLimits(options),
      storageLimitBytes: options.portalLimits.storageBytes,
    }),
  });
}
