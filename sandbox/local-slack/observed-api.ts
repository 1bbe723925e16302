import type { Reply, WebApi } from "./web-api.ts";

export type ObservedCall = {
  readonly method: string;
  /** Where to, for methods that name a channel. */
  readonly channel: string | null;
  /** `ok`, an error of Slack's, a status, or `closed` and `silence` when nothing was answered. */
  readonly outcome: string;
  readonly tookMs: number;
};

/** The same API; every call is told when it has been answered. */
export function observedApi(
  webApi: WebApi,
  onCall: ((call: ObservedCall) => void) | undefined,
): WebApi {
  if (onCall === undefined) return webApi;
  return {
    ...webApi,
    handle: async (request) => {
      const from = performance.now();
      const reply = await webApi.handle(request);
      onCall({
        method: request.method,
        channel: request.args["channel"] ?? null,
        outcome: outcomeOf(reply),
        tookMs: Math.round(performance.now() - from),
      });
      return reply;
    },
  };
}

function outcomeOf(reply: Reply): string {
  if (reply.kind !== "answer") return reply.kind === "close" ? "closed" : "silence";
  if (reply.status !== 200) return String(reply.status);
  const [, error] = /"ok":false,"error":"([a-z_]+)"/.exec(reply.body) ?? [];
  return error ?? "ok";
}
