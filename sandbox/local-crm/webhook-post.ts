import type { TimeSource } from "../../src/ports/time-source.ts";
import { signV1, signV3 } from "./request-signature.ts";
import type { WebhookEvent } from "./webhook-events.ts";

export type WebhookTarget = {
  readonly timeSource: TimeSource;
  /** The app's client secret. */
  readonly secret: string;
  /** Where deliveries go. */
  readonly webhookUrl: () => string;
  /** The origin that is signed in place of the one of `webhookUrl`. */
  readonly publicBaseUrl: string;
};

/** Posts one batch; returns what went wrong, or null for a 2xx in time. */
export async function postEvents(
  options: WebhookTarget,
  deadlineMs: number,
  batch: { readonly events: readonly WebhookEvent[]; readonly attempt: number },
): Promise<string | null> {
  const body = JSON.stringify(
    batch.events.map((event) => ({ ...event, attemptNumber: batch.attempt })),
  );
  try {
    const target = new URL(options.webhookUrl());
    const response = await fetch(target, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(deadlineMs),
      headers: { "content-type": "application/json", ...signatures(options, target, body) },
      body,
    });
    await response.body?.cancel();
    return response.ok ? null : `status ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : "no answer";
  }
}

function signatures(options: WebhookTarget, target: URL, body: string): Record<string, string> {
  const { secret, publicBaseUrl } = options;
  const timestamp = options.timeSource.now();
  const url = new URL(`${target.pathname}${target.search}`, publicBaseUrl).href;
  return {
    "x-hubspot-request-timestamp": String(timestamp),
    "x-hubspot-signature": signV1(secret, body),
    "x-hubspot-signature-version": "v1",
    "x-hubspot-signature-v3": signV3({ secret, method: "POST", url, body, timestamp }),
  };
}
