/** Which workspace a portal is connected with, and how; the token is not told. */
export type SlackConnection = {
  readonly portalId: string;
  readonly teamId: string;
  readonly madeBy: "settings" | "link";
  readonly installedAt: number;
  /** The rest is not known of a workspace that the settings name. */
  readonly teamName: string | null;
  readonly scopes: readonly string[] | null;
  readonly installedBy: string | null;
};

/** Who is connected with whom, while the app is installed. */
export type SlackConnections = {
  /** Within a transaction: until it ends nobody else connects anything. */
  lock(): Promise<void>;
  ofTeam(teamId: string): Promise<readonly SlackConnection[]>;
  ofPortal(portalId: string): Promise<SlackConnection | null>;
  /** Links a portal with a workspace for itself: portals that had it before lose their link. */
  takeTeam(portalId: string, teamId: string): Promise<void>;
};
