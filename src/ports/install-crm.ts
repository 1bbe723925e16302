import type { PortalTokens } from "./token-vault.ts";

/** What the CRM says when it is brought a code. */
export type Installation = {
  readonly portalId: string;
  /** Of whoever allowed it. */
  readonly userId: string;
  /** Empty when it is not told. */
  readonly email: string;
  readonly scopes: readonly string[];
  readonly tokens: PortalTokens;
};

/** `code_refused`: used, expired or forged. The others are for the operator to mend. */
export type CodeRefusal = "code_refused" | "wrong_redirect" | "wrong_client";

export type CodeAnswer =
  | { readonly ok: true; readonly installation: Installation }
  | { readonly ok: false; readonly reason: CodeRefusal };

export type AccountFacts = {
  /** IANA name. */
  readonly timeZone: string;
  readonly currency: string | null;
  /** Host of record links, e.g. `app.hubspot.com`. */
  readonly uiDomain: string;
};

/** The CRM's part of an installation. Both throw `crm_unavailable`, retryable, when it does not answer. */
export type InstallCrm = {
  exchange(code: string): Promise<CodeAnswer>;
  readAccount(accessToken: string): Promise<AccountFacts>;
};
