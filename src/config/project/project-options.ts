/** How the developer project is to be, beside what the manifest says. */
export type ProjectOptions = {
  /** Where Aftercare answers, without a final slash; HubSpot sends webhooks there and cards ask there. */
  readonly baseUrl: string;
  /** `marketplace`: for any account, and to be listed; `private`: for accounts that are named in HubSpot. */
  readonly distribution: "marketplace" | "private";
  /** `static`: one account, one fixed token, no consent page; only where the distribution is private. */
  readonly auth: "oauth" | "static";
  /** For a trial on one machine: HubSpot itself reaches no such address. */
  readonly mayBeLocal: boolean;
};

/** Where HubSpot sends people back to after consent. */
export const OAUTH_CALLBACK_PATH = "/oauth/callback";
/** Where HubSpot sends webhooks. */
export const HUBSPOT_WEBHOOK_PATH = "/webhooks/hubspot";

/** An address of the manifest: a path is below the base address. */
export function absoluteAddress(address: string, { baseUrl }: ProjectOptions): string {
  return address.startsWith("/") ? `${baseUrl}${address}` : address;
}
