import type { LiveLogBook } from "./live-log.ts";
import { timed } from "./live-log.ts";
import type { LocalCrmOptions } from "./local-crm/create-local-crm.ts";
import type { LocalSlackOptions } from "./local-slack/create-local-slack.ts";
import type { SandboxDeps } from "./sandbox-deps.ts";

/** Who writes into the live log, and in which words. */

const FIRST_FAILURE_STATUS = 400;
const NAMED_TYPES_LIMIT = 3;

export function notedCrm(
  log: LiveLogBook,
): Required<Pick<LocalCrmOptions, "onCall" | "onDelivery">> {
  return {
    onCall: ({ call, status, tookMs }) =>
      log.note({
        kind: "crm",
        what: call,
        outcome: String(status),
        isFailure: status === "closed" || status >= FIRST_FAILURE_STATUS,
        tookMs,
      }),
    onDelivery: ({ events, attempt, problem, tookMs }) => {
      const types = [...new Set(events.map(({ subscriptionType }) => subscriptionType))];
      const named = types.slice(0, NAMED_TYPES_LIMIT).join(", ");
      const more = types.length > NAMED_TYPES_LIMIT ? " …" : "";
      const again = attempt === 0 ? "" : ` (retry ${attempt})`;
      log.note({
        kind: "webhook",
        what: `${events.length} × ${named}${more}${again}`,
        outcome: problem ?? "204",
        isFailure: problem !== null,
        tookMs,
      });
    },
  };
}

export function notedSlack(log: LiveLogBook): Required<Pick<LocalSlackOptions, "onCall">> {
  return {
    onCall: ({ method, channel, outcome, tookMs }) =>
      log.note({
        kind: "slack",
        what: channel === null ? method : `${method} → ${channel}`,
        outcome,
        isFailure: outcome !== "ok",
        tookMs,
      }),
  };
}

/** The same proxy; every fetch of a card is noted, without what stands in it. */
export function notedProxy(
  log: LiveLogBook,
  proxyCard: SandboxDeps["proxyCard"],
): SandboxDeps["proxyCard"] {
  return async (request) => {
    const { value, tookMs } = await timed(() => proxyCard(request));
    log.note({
      kind: "card",
      what: `${request.method} ${pathOf(request.requestUri)}`,
      outcome: String(value.status),
      isFailure: value.status >= FIRST_FAILURE_STATUS,
      tookMs,
    });
    return value;
  };
}

function pathOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).pathname : uri;
}
