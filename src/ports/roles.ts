import type { Role } from "../domain/governance/permission.ts";

/** What somebody may do, by HubSpot user id. */
export type RoleGrant = {
  readonly userId: string;
  /** As told when it was given; may be empty. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Name of whoever gave it. */
  readonly givenBy: string;
  readonly givenAt: number;
};

export type Roles = {
  find(portalId: string, userId: string): Promise<RoleGrant | null>;
  /** Everybody who was given one, the highest role first, then by name. */
  list(portalId: string): Promise<readonly RoleGrant[]>;
  save(portalId: string, grant: RoleGrant): Promise<void>;
  remove(portalId: string, userId: string): Promise<void>;
  /** Until the transaction ends nobody else who locks them changes roles of this portal. */
  lock(portalId: string): Promise<void>;
};
