import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { SlackConnections } from "../../ports/slack-connections.ts";
import type { SlackInstallLinks, SlackVisit } from "../../ports/slack-install-links.ts";
import type {
  SlackGrant,
  SlackInstallation,
  SlackInstallations,
} from "../../ports/slack-installations.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";

export type ConnectSlackDeps = {
  readonly store: Pick<Store, "portals" | "audit" | "transaction">;
  readonly installations: Pick<SlackInstallations, "save" | "saveGrant">;
  readonly connections: SlackConnections;
  readonly links: Pick<SlackInstallLinks, "finish">;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

export type SlackConnectOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason:
        | "portal_unknown"
        | "link_used"
        /** Another portal is connected with this workspace. */
        | "team_taken"
        /** This portal is connected with another workspace. */
        | "portal_taken";
    };

/**
 * Connects a portal with the workspace in which somebody installed the app. A workspace belongs to one
 * portal and a portal to one workspace: who wants another one removes the app from the first. The same
 * workspace again only brings a new token, and what waited for it goes out.
 */
export async function connectSlack(
  deps: ConnectSlackDeps,
  visit: SlackVisit,
  grant: SlackGrant,
): Promise<SlackConnectOutcome> {
  const { portalId } = visit;
  const { teamId } = grant;
  const outcome = await deps.store.transaction(async (): Promise<SlackConnectOutcome> => {
    await deps.connections.lock();
    const refusal = await refusalOf(deps, portalId, teamId);
    if (refusal !== null) return refusal;
    const now = deps.timeSource.now();
    if (!(await deps.links.finish(visit, now))) return { ok: false, reason: "link_used" };
    await deps.installations.saveGrant(portalId, grant);
    await deps.connections.takeTeam(portalId, teamId);
    await noteConnected(deps, visit, grant);
    return { ok: true };
  });
  if (outcome.ok) deps.logger.info({ portalId, teamId }, "a Slack workspace is connected");
  else {
    const { reason } = outcome;
    deps.logger.warn({ portalId, teamId, reason }, "a Slack workspace was not connected");
  }
  return outcome;
}

async function refusalOf(
  { store, connections }: ConnectSlackDeps,
  portalId: string,
  teamId: string,
): Promise<SlackConnectOutcome | null> {
  const portal = await store.portals.find(portalId);
  if (portal?.state !== "connected") return { ok: false, reason: "portal_unknown" };
  const ofTeam = await connections.ofTeam(teamId);
  if (ofTeam.some((one) => one.portalId !== portalId)) return { ok: false, reason: "team_taken" };
  const own = await connections.ofPortal(portalId);
  if (own !== null && own.teamId !== teamId) return { ok: false, reason: "portal_taken" };
  return null;
}

async function noteConnected(
  { store, timeSource }: ConnectSlackDeps,
  { portalId, askedBy }: SlackVisit,
  { teamId, teamName, enterpriseId, scopes, installedBy }: SlackGrant,
): Promise<void> {
  await store.audit.append(portalId, [
    {
      at: timeSource.now(),
      actor: installedBy,
      action: "slack_connected",
      from: "slack",
      subject: "slack",
      detail: { teamId, teamName, enterpriseId, scopes: scopes.join(","), askedBy },
    },
  ]);
}

/** The operator names a workspace and its token in the settings; one that a link gave to another portal stays there. */
export async function connectNamedSlack(
  deps: Pick<ConnectSlackDeps, "store" | "installations" | "connections">,
  portalId: string,
  installation: SlackInstallation,
): Promise<void> {
  const { teamId } = installation;
  await deps.store.transaction(async () => {
    await deps.connections.lock();
    const taken = (await deps.connections.ofTeam(teamId)).find(
      (one) => one.madeBy === "link" && one.portalId !== portalId,
    );
    if (taken !== undefined) {
      const found = `SLACK_TEAM_ID is ${teamId}, which is connected with account ${taken.portalId}`;
      throw new PluginError(
        "settings_invalid",
        `${found}: expected a workspace that no other account has; remove the app from it first`,
      );
    }
    await deps.installations.save(portalId, installation);
    await deps.store.portals.linkSlackTeam(portalId, teamId);
  });
}
