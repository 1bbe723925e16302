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
  /** Between two calls of one method in one workspace; by default as the method's tier allows. */
  readonly methodSpacingMs?: number;
};

export type SlackMethod =
  | "chat.delete"
  | "chat.getPermalink"
  | "chat.postMessage"
  | "chat.update"
  | "conversations.history"
  | "conversations.replies"
  | "users.info"
  | "users.lookupByEmail"
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

export const CHANNEL_SPACING_MS = 1_000;
/** Tier 3 is 50 calls a minute; what posting and links take of a whole workspace Slack does not say. */
const TIER_3_SPACING_MS = 1_200;
const POST_SPACING_MS = 250;
const HUNDREDS_A_MINUTE: ReadonlySet<SlackMethod> = new Set([
  "chat.getPermalink",
  "chat.postMessage",
]);
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

  function spacingOf(method: SlackMethod): number {
    if (FOR_A_WAITING_PERSON.has(method)) return 0;
    const ofTier = HUNDREDS_A_MINUTE.has(method) ? POST_SPACING_MS : TIER_3_SPACING_MS;
    return settings.methodSpacingMs ?? ofTier;
  }

  /** The channel first, so that calls that wait for a busy channel do not hold up the others. */
  async function admit(method: SlackMethod, place: Place): Promise<Failure | null> {
    const ofMethod = { name: `${place.teamId} ${method}`, spacingMs: spacingOf(method) };
    const passage =
      method === "chat.postMessage"
        ? await pacing.enterBoth(
            {
              name: `${place.teamId} ${place.channelId}`,
              spacingMs: settings.channelSpacingMs ?? CHANNEL_SPACING_MS,
            },
            ofMethod,
          )
        : await pacing.enter(ofMethod);
    return passage.ok ? null : { ...passage, happened: "no" };
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
