import type { Client } from "@hubspot/api-client";
import type { z } from "zod";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { withTimeout } from "./call-timeout.ts";
import type { Clients } from "./client.ts";
import { HttpFailure } from "./http-failure.ts";
import type { Limiter, RequestKind } from "./limiter.ts";
import { judge, type Verdict } from "./verdict.ts";

/** One request to HubSpot and how to read its answer. */
export type Call<Answer> = {
  /** Method and path template, e.g. `GET /crm/v3/objects/{type}/{id}`: never an id, never a value. */
  readonly path: string;
  readonly kind?: RequestKind;
  /** Whether doing it twice does no more than doing it once; otherwise a lost answer is thrown as `crm_outcome_unknown`. */
  readonly isRepeatable: boolean;
  readonly answer: z.ZodType<Answer>;
  send(client: Client): Promise<{ readonly httpStatusCode: number; readonly data: unknown }>;
};

/** Performs a call for a portal: token, limits, time limit, repetition; what is left is a `PluginError`. */
export type Caller = <Answer>(portalId: string, call: Call<Answer>) => Promise<Answer>;

/** One request that went out; `status` is null when no answer came. */
export type CallRecord = {
  readonly portalId: string;
  readonly path: string;
  readonly status: number | null;
  readonly ms: number;
};

type CallerDeps = {
  readonly tokens: AccessTokens;
  readonly limiter: Limiter;
  readonly clients: Clients;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly timeoutMs: number;
  wait(ms: number): Promise<void>;
  onCall(record: CallRecord): void;
};

export const MAX_ATTEMPTS = 4;
/** Longer waits are the job runner's. */
export const MAX_WAIT_MS = 25_000;
const FIRST_BACK_OFF_MS = 500;
/**
 * No attempt starts later than so many time limits after the call was asked for: whoever asked holds a
 * lease, and when that ends somebody else does the same work.
 */
const MAX_START_TIMEOUTS = 4;

type Attempt =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly token: string; readonly error: unknown };

export function createCaller(deps: CallerDeps): Caller {
  return async (portalId, call) => {
    const deadline = AbortSignal.timeout(MAX_START_TIMEOUTS * deps.timeoutMs);
    let waitedMs = 0;
    let isRefreshed = false;
    for (let attempts = 1; ; attempts += 1) {
      const attempt = await attemptCall(deps, portalId, { ...call, deadline });
      if (attempt.ok) return readAnswer(portalId, call, attempt.data);
      const verdict = judge(attempt.error, { ...call, portalId });
      if (verdict.next === "refresh" && !isRefreshed) {
        isRefreshed = true;
        await deps.tokens.refresh(portalId, attempt.token);
        continue;
      }
      const waitMs = verdict.waitMs ?? backOffMs(attempts);
      const isTired = attempts >= MAX_ATTEMPTS || waitedMs + waitMs > MAX_WAIT_MS;
      if (verdict.next !== "repeat" || isTired) throw verdict.error;
      if (verdict.isPortalLimit) deps.limiter.hold(portalId, call.kind ?? "general", waitMs);
      noteRepetition(deps.logger, { portalId, path: call.path, attempts, waitMs }, verdict);
      await deps.wait(waitMs);
      waitedMs += waitMs;
    }
  };
}

/** The token is taken when the turn has come: it may have changed in the queue. */
function attemptCall<Answer>(
  deps: CallerDeps,
  portalId: string,
  call: Call<Answer> & { readonly deadline: AbortSignal },
): Promise<Attempt> {
  return deps.limiter.schedule(portalId, call.kind ?? "general", async () => {
    const token = await deps.tokens.token(portalId);
    if (call.deadline.aborted) throw tooLate(portalId, call.path);
    const startedAt = deps.timeSource.now();
    const record = (status: number | null) =>
      deps.onCall({ portalId, path: call.path, status, ms: deps.timeSource.now() - startedAt });
    try {
      const sent = call.send(deps.clients(portalId, token));
      const { httpStatusCode, data } = await withTimeout(sent, deps.timeoutMs);
      record(httpStatusCode);
      return { ok: true, data };
    } catch (error) {
      const unexpected = readUnexpectedSuccess(error);
      record(unexpected?.status ?? (error instanceof HttpFailure ? error.status : null));
      return unexpected ? { ok: true, data: unexpected.body } : { ok: false, token, error };
    }
  });
}

/** The client throws on a 2xx that its description does not name, e.g. 200 for a creation, body and all. */
function readUnexpectedSuccess(error: unknown): { status: number; body: unknown } | null {
  if (!(error instanceof Error) || !("code" in error) || !("body" in error)) return null;
  if (typeof error.code !== "number" || error.code < 200 || error.code > 299) return null;
  return { status: error.code, body: error.body };
}

function readAnswer<Answer>(portalId: string, call: Call<Answer>, data: unknown): Answer {
  const parsed = call.answer.safeParse(data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.map(String).join(".");
  const what = `${call.path} of portal ${portalId} answered in another shape: ${where} ${issue?.message}`;
  if (call.isRepeatable) throw new PluginError("crm_unavailable", what, { retryable: true });
  throw new PluginError("crm_outcome_unknown", what);
}

function tooLate(portalId: string, path: string): PluginError {
  return new PluginError("crm_unavailable", `${path} of portal ${portalId} got its turn too late`, {
    retryable: true,
  });
}

/** Between half and all of 500 ms, 1 s, 2 s …: callers that failed together must not come back together. */
function backOffMs(attempts: number): number {
  return Math.round(FIRST_BACK_OFF_MS * 2 ** (attempts - 1) * (0.5 + Math.random() / 2));
}

function noteRepetition(logger: Logger, fields: Record<string, unknown>, verdict: Verdict): void {
  logger.warn({ ...fields, code: verdict.error.code }, "a call to HubSpot is repeated");
}
