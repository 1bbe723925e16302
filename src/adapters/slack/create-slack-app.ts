import { App, ExpressReceiver } from "@slack/bolt";
import { Router } from "express";
import type { ChatUseCases } from "../../app/escalation/chat-use-cases.ts";
import type { SlackRemoval } from "../../app/portals/forget-slack.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { SlackCallDeps, SlackCallSettings } from "./call-slack.ts";
import { clientOptions } from "./clients.ts";
import { createCommandListener } from "./command-listener.ts";
import { createDisplayNames, withDisplayNames } from "./display-names.ts";
import { createFormOpener } from "./form-opener.ts";
import { createHomeTab } from "./home-tab.ts";
import { addListeners, type Listeners } from "./listeners.ts";
import { createNoteListener } from "./note-shortcut.ts";
import { createPressListener } from "./press-listener.ts";
import { requestGuard } from "./request-guard.ts";
import { slackLogger } from "./slack-logger.ts";
import { createSlackViews } from "./slack-views.ts";
import { createSubmissionListener } from "./submission-listener.ts";
import { createUnderWay } from "./under-way.ts";

export type SlackAppDeps = SlackCallDeps & {
  readonly useCases: ChatUseCases;
  readonly timeSource: TimeSource;
  readonly signingSecret: string;
  /** Slack has removed the app from a workspace, or its token. */
  readonly onRemoval: (removal: SlackRemoval) => Promise<void>;
  /** After this time since a request came the person is told to wait. */
  readonly slowAfterMs?: number;
};

export type SlackApp = {
  /** To be mounted before anything that reads bodies; takes `POST /slack/events`. */
  readonly router: Router;
  /** Resolves when everything that people asked for has been done and answered. */
  stop(): Promise<void>;
};

const SLACK_PATH = "/slack/events";
const RESPOND_TIMEOUT_MS = 5_000;

/** Slack's way in: buttons, forms, commands, the Home tab, and the end of an installation. */
export function createSlackApp(deps: SlackAppDeps, settings: SlackCallSettings = {}): SlackApp {
  const router = Router();
  router.use(SLACK_PATH, ...requestGuard(deps));
  const app = new App({
    receiver: createReceiver(deps, router),
    authorize: authorizeBy(deps.installations),
    clientOptions: { ...clientOptions(deps.logger, settings), fetch: fetchInTime },
    logger: slackLogger(deps.logger),
    convoStore: false,
  });
  const underWay = createUnderWay(deps.slowAfterMs);
  const views = createSlackViews(deps, settings);
  const useCases = withDisplayNames(deps.useCases, createDisplayNames(views));
  const parts = { ...deps, useCases, underWay, views };
  const showHome = createHomeTab(parts);
  const listeners: Listeners = {
    pressed: createPressListener({ ...parts, showHome, openForm: createFormOpener(parts) }),
    submitted: createSubmissionListener({ ...parts, showHome }),
    commanded: createCommandListener(parts),
    noted: createNoteListener(parts),
    homeOpened: (user) => underWay.run(() => showHome(user)),
    removed: deps.onRemoval,
  };
  addListeners(app, listeners);
  return { router, stop: underWay.settled };
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

/** Bolt gets no token: what calls the Web API here reads its own, and what Bolt does not have it cannot leak. */
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
