export type SlackInstallation = {
  readonly teamId: string;
  readonly botToken: string;
  /** Both empty when the settings name a workspace and its token only. */
  readonly botUserId: string;
  readonly appId: string;
};

/** Slack workspaces in which the app was installed, one for each portal; bot tokens are sealed at rest. */
export type SlackInstallations = {
  save(portalId: string, installation: SlackInstallation): Promise<void>;
  /** The newest installation in this workspace; several portals may share one. */
  ofTeam(teamId: string): Promise<SlackInstallation | null>;
  ofPortal(portalId: string): Promise<SlackInstallation | null>;
  /** Removes what was installed in this workspace at `until` or before; says for which portals. */
  forget(teamId: string, until: number): Promise<readonly string[]>;
};
