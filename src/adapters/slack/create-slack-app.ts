import { App, type BlockButtonAction, ExpressReceiver } from "@slack/bolt";
import { Router } from "express";
import { z } from "zod";
import type { SlackRemoval } from "../../app/portals/forget-slack.ts";
import type { SlackInstallations } from "../../ports/slack-installations.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { RESOLVE_ACTION, TAKE_ACTION } from "./action-ids.ts";
import { clientOptions, type SlackClientSettings } from "./clients.ts";
import { createPressListener, type PressListenerDeps } from "./press-listener.ts";
import { requestGuard } from "./request-guard.ts";
import { slackLogger } from "./slack-logger.ts";

export type SlackAppDeps = PressListenerDeps & {
  readonly timeSource: TimeSource;
  readonly signingSecret: string;
  readonly installations: Pick<SlackInstallations, "ofTeam">;
  /** Slack has removed the app from a workspace, or its token. */
  readonly onRemoval: (removal: SlackRemoval) => Promise<void>;
};

export type SlackApp = {
  /** To be mounted before anything that reads bodies; takes `POST /slack/events`. */
  readonly router: Router;
  /** Resolves when every press under way has been noted and answered. */
  stop(): Promise<void>;
};

const SLACK_PATH = "/slack/events";
const RESPOND_TIMEOUT_MS = 5_000;
const CASE_ACTIONS = new RegExp(`^(?:${TAKE_ACTION}|${RESOLVE_ACTION})$`);
/** Links send a press too, and old messages keep their buttons for ever: both want an answer. */
const OTHER_ACTIONS = new RegExp(`^(?!(?:${TAKE_ACTION}|${RESOLVE_ACTION})$)`);

const EventEnvelope = z.looseObject({ team_id: z.string(), event_time: z.number() });
const Received = z.looseObject({ receivedMs: z.number() });

/** Slack's way in: the buttons of case messages, and the end of an installation. */
export function createSlackApp(deps: SlackAppDeps, settings: SlackClientSettings = {}): SlackApp {
  const router = Router();
  router.use(SLACK_PATH, ...requestGuard(deps));
  const listener = createPressListener(deps);
  const app = new App({
    receiver: createReceiver(deps, router),
    authorize: authorizeBy(deps.installations),
    clientOptions: { ...clientOptions(deps.logger, settings), fetch: fetchInTime },
    logger: slackLogger(deps.logger),
    convoStore: false,
  });
  app.action<BlockButtonAction>(CASE_ACTIONS, async ({ ack, body, respond, context }) => {
    const { receivedMs } = Received.parse(context);
    await listener.handle({ ack, body, respond, teamId: context.teamId, receivedMs });
  });
  app.action(OTHER_ACTIONS, async ({ ack }) => {
    await ack();
  });
  const removed = (reason: SlackRemoval["reason"]) => async (body: unknown) => {
    const { team_id: teamId, event_time: seconds } = EventEnvelope.parse(body);
    await deps.onRemoval({ teamId, at: seconds * 1_000, reason });
  };
  app.event("app_uninstalled", ({ body }) => removed("app_uninstalled")(body));
  app.event("tokens_revoked", async ({ event, body }) => {
    // Tokens of people are none of ours: only the bot's is used.
    if ((event.tokens.bot ?? []).length > 0) await removed("tokens_revoked")(body);
  });
  return { router, stop: listener.settled };
}

/** The guard has verified the request; Bolt only parses it. */
function createReceiver(deps: SlackAppDeps, router: Router): ExpressReceiver {
  return new ExpressReceiver({
    signingSecret: deps.signingSecret,
    signatureVerification: false,
    endpoints: SLACK_PATH,
    router,
    logger: slackLogger(deps.logger),
    customPropertiesExtractor: () => ({ receivedMs: performance.now() }),
  });
}

/** Bolt gets no token: nothing here calls the Web API, and what it does not have it cannot leak. */
function authorizeBy(installations: SlackAppDeps["installations"]) {
  return async ({ teamId }: { readonly teamId: string | undefined }) => {
    const installation = teamId === undefined ? null : await installations.ofTeam(teamId);
    if (installation === null) throw new Error(`Aftercare is not installed in workspace ${teamId}`);
    return { teamId: installation.teamId, botUserId: installation.botUserId };
  };
}

function fetchInTime(...[url, init]: Parameters<typeof fetch>): Promise<Response> {
  return fetch(url, { ...init, signal: AbortSignal.timeout(RESPOND_TIMEOUT_MS) });
}
