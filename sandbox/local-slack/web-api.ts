import { setTimeout as sleep } from "node:timers/promises";
import { directMessageId } from "./channels.ts";
import { CHAT_METHODS } from "./chat-methods.ts";
import type { Fault } from "./faults.ts";
import type { Installs } from "./installs.ts";
import { type Answer, type Args, type Call, failed, type Method } from "./method.ts";
import type { RateLimits } from "./rate-limits.ts";
import { READ_METHODS } from "./read-methods.ts";
import { USER_METHODS } from "./user-methods.ts";
import { VIEW_METHODS } from "./view-methods.ts";
import type { LocalTeam } from "./workspace.ts";

/** What goes back over the wire; `close` cuts the connection, `silence` leaves the caller waiting. */
export type Reply =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: "close" | "silence" };

/** A call of the Web API as it came. */
export type ReceivedCall = {
  readonly method: string;
  readonly teamId: string | null;
  readonly args: Args;
};

export type WebApi = {
  handle(request: {
    readonly method: string;
    readonly authorization: string;
    readonly args: Args;
  }): Promise<Reply>;
  calls(): readonly ReceivedCall[];
};

const CALLS_LIMIT = 1000;
/** The only method that a caller without a token may use: it is how tokens are got. */
const EXCHANGE = "oauth.v2.access";

const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...CHAT_METHODS, ...READ_METHODS, ...USER_METHODS, ...VIEW_METHODS }),
);

type Deps = Omit<Call, "team" | "args"> & {
  readonly faults: { take(method: string): Fault | null };
  readonly limits: RateLimits;
  readonly installs: Installs;
  readonly dropsMetadata: boolean;
};

/** Slack's Web API: faults, rights, limits, then the method itself. https://docs.slack.dev/reference/methods */
export function createWebApi(deps: Deps): WebApi {
  const calls: ReceivedCall[] = [];

  return {
    calls: () => [...calls],
    async handle({ method, authorization, args }) {
      const token = authorization.replace(/^Bearer /, "");
      const team = deps.workspaces.teamOfToken(token);
      calls.push({ method, teamId: team?.teamId ?? null, args });
      if (calls.length > CALLS_LIMIT) calls.shift();
      const fault = deps.faults.take(method);
      const waitSeconds = team === null ? null : deps.limits.take(countedAs(team, method, args));
      if (waitSeconds !== null) return rateLimited(waitSeconds);
      const run = () => answerTo(deps, { method, token, args });
      if (fault !== null) return broken(fault, run);
      const reply = json(run());
      return team === null ? reply : withScopes(reply, team);
    },
  };
}

/** A person's id and the conversation with that person are one channel. */
function countedAs({ teamId }: LocalTeam, method: string, { channel = "" }: Args) {
  const channelId = /^[UW]/.test(channel) ? directMessageId(channel) : channel;
  return { teamId, method, channelId };
}

function answerTo(
  deps: Deps,
  { method, token, args }: { readonly method: string; readonly token: string; readonly args: Args },
): Answer {
  if (method === EXCHANGE) return deps.installs.exchange(args);
  const team = deps.workspaces.teamOfToken(token);
  if (team === null) return failed(deps.workspaces.refusalOf(token));
  const { metadata, ...others } = args;
  const kept = deps.dropsMetadata || metadata === undefined ? others : args;
  return runMethod(method, { ...deps, team, args: kept });
}

function runMethod(name: string, call: Call): Answer {
  const method = METHODS.get(name);
  if (method === undefined) return failed("unknown_method");
  const needed = method.scopes(call);
  if (needed.length > 0 && !needed.some((scope) => call.team.scopes.includes(scope))) {
    const provided = call.team.scopes.join(",");
    return { ok: false, error: "missing_scope", needed: needed[0], provided };
  }
  return method.run(call);
}

async function broken(fault: Fault, run: () => Answer): Promise<Reply> {
  switch (fault.kind) {
    case "rate_limited":
      return rateLimited(fault.retryAfterSeconds);
    case "error":
      return json(failed(fault.error));
    case "html_page":
      return {
        ...json(failed("")),
        headers: { "content-type": "text/html" },
        body: "<html></html>",
      };
    case "delay":
      await sleep(fault.delayMs, undefined, { ref: false });
      return json(run());
    case "connection_closed":
    case "no_answer":
    case "server_error":
    case "internal_error":
      if (fault.when === "after") run();
      return lost(fault.kind);
  }
}

function lost(kind: "connection_closed" | "no_answer" | "server_error" | "internal_error"): Reply {
  switch (kind) {
    case "connection_closed":
      return { kind: "close" };
    case "no_answer":
      return { kind: "silence" };
    case "server_error":
      return { kind: "answer", status: 503, headers: {}, body: "upstream connect error" };
    case "internal_error":
      return json(failed("internal_error"));
  }
}

function json(answer: Answer): Reply & { readonly kind: "answer" } {
  return {
    kind: "answer",
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(answer),
  };
}

function withScopes(reply: Reply & { readonly kind: "answer" }, team: LocalTeam): Reply {
  return { ...reply, headers: { ...reply.headers, "x-oauth-scopes": team.scopes.join(",") } };
}

function rateLimited(seconds: number | null): Reply {
  const reply = json(failed("ratelimited"));
  const headers = seconds === null ? {} : { "retry-after": String(seconds) };
  return { ...reply, status: 429, headers: { ...reply.headers, ...headers } };
}
