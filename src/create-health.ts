import { rereadEvent } from "../webhooks/events.ts";
import { HUBSPOT_LIMITS } from "./adapters/hubspot/limiter.ts";
import { CHANNEL_SPACING_MS } from "./adapters/slack/call-slack.ts";
import { type HealthUseCases, healthUseCases } from "./app/health/health-use-cases.ts";
import type { CallLimits, HealthDeps } from "./app/health/read-health.ts";
import type { PluginOptions } from "./plugin.ts";

const SECOND_MS = 1_000;

/** What the settings page shows of how well Aftercare runs, and its retries. */
export function createHealth(deps: Omit<HealthDeps, "origin">): HealthUseCases {
  return healthUseCases({ ...deps, origin: "settings", rereadEvent });
}

/** What this process keeps to. */
export function callLimits({
  hubspot,
  slack,
}: Pick<PluginOptions, "hubspot" | "slack">): CallLimits {
  const { requestsPerSecond, concurrency } = hubspot.limits ?? HUBSPOT_LIMITS;
  return {
    hubspotRequestsPerSecond: requestsPerSecond,
    hubspotAtOnce: concurrency,
    slackMessagesPerSecond: slack && SECOND_MS / (slack.channelSpacingMs ?? CHANNEL_SPACING_MS),
  };
}
