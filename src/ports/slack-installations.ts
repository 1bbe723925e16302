export type SlackInstallation = {
  readonly teamId: string;
  readonly botToken: string;
  /** Both empty when the settings name a workspace and its token only. */
  readonly botUserId: string;
  readonly appId: string;
};

/** What a workspace granted when somebody installed the app there by a link. */
export type SlackGrant = SlackInstallation & {
  readonly teamName: string | null;
  /** The organisation that the workspace belongs to; null when it stands alone. */
  readonly enterpriseId: string | null;
  readonly scopes: readonly string[];
  /** Slack's id of the person who installed it. */
  readonly installedBy: string;
};

/** Slack workspaces in which the app was installed, one for each portal; bot tokens are sealed at rest. */
export type SlackInstallations = {
  /** Named by the settings, where several portals may share a workspace. */
  save(portalId: string, installation: SlackInstallation): Promise<void>;
  /** Installed by a link. Fails when another portal has this workspace by a link. */
  saveGrant(portalId: string, grant: SlackGrant): Promise<void>;
  /** The newest installation in this workspace. */
  ofTeam(teamId: string): Promise<SlackInstallation | null>;
  ofPortal(portalId: string): Promise<SlackInstallation | null>;
  /** Removes what was installed in this workspace at `until` or before; says for which portals. */
  forget(teamId: string, until: number): Promise<readonly string[]>;
};
