import { setTimeout as sleep } from "node:timers/promises";
import type { webApi } from "@slack/bolt";
import type { Logger } from "../../ports/logger.ts";
import type { SlackInstallation, SlackInstallations } from "../../ports/slack-installations.ts";
import { createSlackClients, type SlackClientSettings } from "./clients.ts";
import { type Failure, failureOf } from "./failure.ts";
import { createPacing } from "./pacing.ts";

export type SlackCallDeps = {
  readonly installations: Pick<SlackInstallations, "ofTeam">;
  readonly logger: Logger;
  /** Real time by default, because Slack's limits run by its own clock and not by ours. */
  readonly wait?: (ms: number) => Promise<void>;
  readonly elapsedMs?: () => number;
  /** Told of every call that went out; `outcome` is `ok` or the reason of the failure. */
  readonly onCall?: (call: { readonly method: SlackMethod; readonly outcome: string }) => void;
};

export type SlackCallSettings = SlackClientSettings & {
  /** Between two posts in one channel. */
  readonly channelSpacingMs?: number;
  /** Between two calls of one method in one workspace. */
  readonly methodSpacingMs?: number;
};

export type SlackMethod =
  | "chat.postMessage"
  | "chat.update"
  | "conversations.history"
  | "users.info"
  | "views.open"
  | "views.publish"
  | "views.update";
/** Null where the call is about a person and no channel. */
type Place = { readonly teamId: string; readonly channelId: string | null };
export type Called<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false } & Failure);

/** Calls one method for one workspace, paced, and says what came of it. */
export type CallSlack = <T>(
  method: SlackMethod,
  place: Place,
  run: (client: webApi.WebClient, installation: SlackInstallation) => Promise<T>,
) => Promise<Called<T>>;

const DEFAULT_SPACING_MS = 1000;
/** Somebody has pressed something and waits, for three seconds at most. Only a limit of Slack's holds these up. */
const FOR_A_WAITING_PERSON: ReadonlySet<SlackMethod> = new Set([
  "users.info",
  "views.open",
  "views.publish",
  "views.update",
]);

export function createCallSlack(deps: SlackCallDeps, settings: SlackCallSettings): CallSlack {
  const clients = createSlackClients(deps.logger, settings);
  const pacing = createPacing({
    wait: deps.wait ?? ((ms) => sleep(ms, undefined, { ref: false })),
    elapsedMs: deps.elapsedMs ?? (() => performance.now()),
  });

  /** The channel first, so that calls that wait for a busy channel do not hold up the others. */
  async function admit(method: SlackMethod, place: Place): Promise<Failure | null> {
    const spacingMs = FOR_A_WAITING_PERSON.has(method) ? 0 : settings.methodSpacingMs;
    const lanes: [string, number | undefined][] = [[`${place.teamId} ${method}`, spacingMs]];
    if (method === "chat.postMessage") {
      lanes.unshift([`${place.teamId} ${place.channelId}`, settings.channelSpacingMs]);
    }
    for (const [lane, spacingMs] of lanes) {
      const passage = await pacing.enter(lane, spacingMs ?? DEFAULT_SPACING_MS);
      if (!passage.ok) return { ...passage, happened: "no" };
    }
    return null;
  }

  return async (method, place, run) => {
    const installation = await deps.installations.ofTeam(place.teamId);
    if (installation === null) return refused(NOT_INSTALLED);
    const notAdmitted = await admit(method, place);
    if (notAdmitted !== null) return refused(notAdmitted);
    try {
      const client = clients.of(place.teamId, installation.botToken);
      const value = await run(client, installation);
      deps.onCall?.({ method, outcome: "ok" });
      return { ok: true, value };
    } catch (error) {
      const failure = failureOf(error);
      deps.onCall?.({ method, outcome: failure.reason });
      if (failure.happened === "no" && failure.retryAfterMs !== null) {
        pacing.close(`${place.teamId} ${method}`, failure.retryAfterMs);
      }
      deps.logger.warn({ method, teamId: place.teamId, ...failure }, "Slack did not do it");
      return refused(failure);
    }
  };
}

const NOT_INSTALLED: Failure = {
  happened: "no",
  reason: "slack_not_installed",
  retryAfterMs: null,
};

function refused(failure: Failure): { readonly ok: false } & Failure {
  return { ok: false, ...failure };
}
