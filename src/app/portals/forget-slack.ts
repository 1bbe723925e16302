import type { Logger } from "../../ports/logger.ts";
import type { SlackInstallations } from "../../ports/slack-installations.ts";
import type { Store } from "../../ports/store.ts";

export type ForgetSlackDeps = {
  readonly store: Pick<Store, "audit">;
  readonly installations: Pick<SlackInstallations, "forget">;
  readonly logger: Logger;
};

/** Slack says that the app was removed from a workspace, or that its token is no longer good. */
export type SlackRemoval = {
  readonly teamId: string;
  /** When it happened, by Slack's clock: an installation that was made since stays. */
  readonly at: number;
  readonly reason: "app_uninstalled" | "tokens_revoked";
};

/**
 * Forgets the workspace's token for every portal. What has to be sent there waits until somebody
 * installs the app again. Told twice, or in the other order, it changes nothing more.
 */
export async function forgetSlack(
  { store, installations, logger }: ForgetSlackDeps,
  { teamId, at, reason }: SlackRemoval,
): Promise<void> {
  for (const portalId of await installations.forget(teamId, at)) {
    logger.error({ portalId, teamId, reason }, "the Slack workspace is disconnected");
    await store.audit.append(portalId, [
      {
        at,
        actor: "slack",
        action: "slack_disconnected",
        from: "slack",
        subject: "slack",
        detail: { teamId, reason },
      },
    ]);
  }
}
