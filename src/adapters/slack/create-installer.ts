import { ExpressReceiver, type Installation } from "@slack/bolt";
import { Router } from "express";
import { z } from "zod";
import type { SlackConnectOutcome } from "../../app/portals/connect-slack.ts";
import { invariant } from "../../domain/invariant.ts";
import type { Logger } from "../../ports/logger.ts";
import type {
  LinkRefusal,
  SlackInstallLinks,
  SlackVisit,
} from "../../ports/slack-install-links.ts";
import type { SlackGrant } from "../../ports/slack-installations.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { clientOptions, type SlackClientSettings } from "./clients.ts";
import { slackLogger } from "./slack-logger.ts";

/** What the app is known by at Slack, and where a browser is sent to install it. */
export type SlackOauthSettings = SlackClientSettings & {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizeUrl: string;
  /** As the app's manifest lists it. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
};

export type InstallerDeps = {
  readonly links: Pick<SlackInstallLinks, "redeem">;
  readonly connect: (visit: SlackVisit, grant: SlackGrant) => Promise<SlackConnectOutcome>;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

type Installer = NonNullable<ExpressReceiver["installer"]>;

export type InstallRefusalReason =
  | LinkRefusal["reason"]
  | Extract<SlackConnectOutcome, { ok: false }>["reason"]
  | "whole_organisation"
  | "no_bot";

/** Bolt's installer hears of a refusal by an error only. */
export class InstallRefusal extends Error {
  readonly reason: InstallRefusalReason;
  readonly portalId: string | null;
  readonly teamName: string | null;

  constructor(
    reason: InstallRefusalReason,
    about: { readonly portalId: string | null; readonly teamName?: string | null },
  ) {
    super(`the installation was refused: ${reason}`);
    this.name = "InstallRefusal";
    this.reason = reason;
    this.portalId = about.portalId;
    this.teamName = about.teamName ?? null;
  }
}

export const VISIT_LIFETIME_MS = 10 * 60_000;

/**
 * Bolt's installer: it binds the state to the browser by a cookie, exchanges the code and asks who the
 * bot is. The state itself is ours: made when the link was opened, good once. Bolt gives an installer
 * to receivers only, so there is one for its sake, which is mounted nowhere.
 */
export function createInstaller(deps: InstallerDeps, settings: SlackOauthSettings): Installer {
  const { installer } = new ExpressReceiver({
    signingSecret: "",
    signatureVerification: false,
    router: Router(),
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    logger: installerLogger(deps.logger),
    installationStore: {
      storeInstallation: (installation) => store(deps, installation),
      fetchInstallation: () =>
        Promise.reject(new Error("requests from Slack are authorised apart")),
    },
    installerOptions: {
      authorizationUrl: settings.authorizeUrl,
      clientOptions: clientOptions(deps.logger, settings),
      directInstall: true,
      stateCookieExpirationSeconds: VISIT_LIFETIME_MS / 1_000,
      stateStore: {
        // The visit has begun already; its state comes along.
        generateStateParam: async ({ metadata }) => metadata ?? "",
        verifyStateParam: async (_now, state) => {
          const redeemed = await deps.links.redeem(state, deps.timeSource.now());
          if (!redeemed.ok) throw new InstallRefusal(redeemed.reason, redeemed);
          return arrival(settings, redeemed.visit);
        },
      },
    },
  });
  invariant(
    installer !== undefined,
    "a receiver with a client id and a state store has an installer",
  );
  return installer;
}

/** What Bolt is told when a browser is sent to Slack; the state is the visit's. */
export function departure(
  settings: SlackOauthSettings,
  { state, teamId }: { readonly state: string; readonly teamId: string | null },
) {
  return {
    scopes: [...settings.scopes],
    redirectUri: settings.redirectUri,
    metadata: state,
    // Slack shows the workspace that is connected already as the first choice.
    ...(teamId === null ? {} : { teamId }),
  };
}

function arrival(settings: SlackOauthSettings, visit: SlackVisit) {
  const { redirectUri, scopes } = settings;
  return { scopes: [...scopes], redirectUri, metadata: JSON.stringify(visit) };
}

/** Bolt hands it through as text; it never left this process. */
const Visit = z.object({ portalId: z.string(), linkId: z.string(), askedBy: z.string() });

export function visitOf(metadata: string | undefined): SlackVisit {
  return Visit.parse(JSON.parse(metadata ?? ""));
}

async function store(
  deps: InstallerDeps,
  installation: Pick<
    Installation,
    "team" | "enterprise" | "user" | "bot" | "appId" | "isEnterpriseInstall" | "metadata"
  >,
): Promise<void> {
  const visit = visitOf(installation.metadata);
  const { team, bot, enterprise, user, appId = "", isEnterpriseInstall } = installation;
  if (isEnterpriseInstall === true || team === undefined) {
    throw new InstallRefusal("whole_organisation", visit);
  }
  if (bot === undefined) throw new InstallRefusal("no_bot", visit);
  const outcome = await deps.connect(visit, {
    teamId: team.id,
    botToken: bot.token,
    botUserId: bot.userId,
    appId,
    teamName: team.name ?? null,
    enterpriseId: enterprise?.id ?? null,
    scopes: bot.scopes,
    installedBy: user.id,
  });
  if (outcome.ok) return;
  const teamName = team.name ?? team.id;
  throw new InstallRefusal(outcome.reason, { portalId: visit.portalId, teamName });
}

/** Everything that goes wrong here is somebody's visit, shown to them; the operator has nothing to mend. */
function installerLogger(logger: Logger) {
  return slackLogger({ ...logger, error: logger.warn });
}
