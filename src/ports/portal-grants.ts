/** What an account granted when the app was installed. */
export type PortalGrant = {
  /** The CRM's names of rights, e.g. `crm.objects.deals.read`. */
  readonly scopes: readonly string[];
  /** ISO code of the account's currency, or null. */
  readonly currency: string | null;
  /** User id of whoever installed it last. */
  readonly grantedBy: string;
  readonly grantedAt: number;
};

/** An account that the settings name has granted what its token may do, which nobody knows: it has none here. */
export type PortalGrants = {
  find(portalId: string): Promise<PortalGrant | null>;
  save(portalId: string, grant: PortalGrant): Promise<void>;
  remove(portalId: string): Promise<void>;
};
