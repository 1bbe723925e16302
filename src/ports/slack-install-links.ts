/** A visit to Slack that began at a link and came back. */
export type SlackVisit = {
  readonly portalId: string;
  /** Names the link; no secret. */
  readonly linkId: string;
  /** Who asked for the link. */
  readonly askedBy: string;
};

export type LinkRefusal = {
  readonly ok: false;
  readonly reason: "not_known" | "expired" | "used";
  /** Null when the link is none of ours. */
  readonly portalId: string | null;
};

/**
 * Links by which a person connects one portal with a Slack workspace. A link may be opened several
 * times, as mail programs do before the reader does; each opening is a visit to Slack with a state of
 * its own. A state comes back once, and the first visit that ends well uses up the link. Secrets are
 * told once and stored as hashes.
 */
export type SlackInstallLinks = {
  /** A new link; returns its secret. */
  make(
    portalId: string,
    link: { readonly askedBy: string; readonly now: number; readonly expiresAt: number },
  ): Promise<string>;
  /** Opens a link; `state` is the secret of the visit. */
  begin(
    link: string,
    visit: { readonly now: number; readonly expiresAt: number },
  ): Promise<
    { readonly ok: true; readonly portalId: string; readonly state: string } | LinkRefusal
  >;
  /** Takes a state back, once. */
  redeem(
    state: string,
    now: number,
  ): Promise<{ readonly ok: true; readonly visit: SlackVisit } | LinkRefusal>;
  /** Uses up the link; false when it was used before. */
  finish(visit: SlackVisit, now: number): Promise<boolean>;
};
