import type { Origin } from "../../ports/audit.ts";
import type { SlackInstallLinks } from "../../ports/slack-install-links.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";

export type InstallLinkDeps = {
  readonly store: Pick<Store, "portals" | "audit" | "transaction">;
  readonly links: Pick<SlackInstallLinks, "make">;
  readonly timeSource: TimeSource;
  /** What browsers call, without a final slash. */
  readonly publicBaseUrl: string;
};

export type InstallLink =
  | { readonly ok: true; readonly url: string; readonly expiresAt: number }
  | { readonly ok: false; readonly reason: "portal_unknown" };

/** Where the link leads; the routes that take it are made from these too. */
export const SLACK_INSTALL_PATH = "/slack/install";
export const SLACK_REDIRECT_PATH = "/slack/oauth_redirect";

/** Long enough to hand the link to whoever may install apps in the workspace. */
const LINK_LIFETIME_MS = 30 * 60_000;

/** A link that connects this portal, and no other, with the Slack workspace in which it is opened. */
export async function makeSlackInstallLink(
  { store, links, timeSource, publicBaseUrl }: InstallLinkDeps,
  {
    portalId,
    by,
    from = "cli",
  }: { readonly portalId: string; readonly by: string; readonly from?: Origin },
): Promise<InstallLink> {
  const now = timeSource.now();
  const expiresAt = now + LINK_LIFETIME_MS;
  return store.transaction(async (): Promise<InstallLink> => {
    const portal = await store.portals.find(portalId);
    if (portal?.state !== "connected") return { ok: false, reason: "portal_unknown" };
    const secret = await links.make(portalId, { askedBy: by, now, expiresAt });
    await store.audit.append(portalId, [
      {
        ...{ at: now, actor: by, action: "slack_link_made", subject: "slack" },
        ...{ detail: {}, from },
      },
    ]);
    const url = `${publicBaseUrl}${SLACK_INSTALL_PATH}?link=${encodeURIComponent(secret)}`;
    return { ok: true, url, expiresAt };
  });
}
