import { mayOverride } from "../../domain/governance/override.ts";
import { mayDo } from "../../domain/governance/permission.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { Store } from "../../ports/store.ts";
import { roleAmong } from "../governance/ask-right.ts";
import type { CrmUser } from "../portals/name-of-user.ts";

/** Whether somebody may give customers a tier by hand: by role, or because the policy names the address. */
export async function mayOverrideTier(
  { roles }: Pick<Store, "roles">,
  policy: Pick<Policy, "overriddenBy">,
  { portalId, by }: { readonly portalId: string; readonly by: CrmUser },
): Promise<boolean> {
  if (mayOverride(policy, by)) return true;
  return mayDo(roleAmong(await roles.list(portalId), by, "card"), "override_tier");
}

/** People whom a card names; of more it names the roles alone. */
const NAMED_LIMIT = 5;

/** What whoever looks at a customer may do about its tier, and who may where they may not. */
export type TierRights = {
  readonly override: boolean;
  /** Names, or e-mail addresses of those whom only the policy names; none where only roles can be told. */
  readonly people: readonly string[];
};

export async function tierRights(
  { roles }: Pick<Store, "roles">,
  policy: Pick<Policy, "overriddenBy">,
  { portalId, by }: { readonly portalId: string; readonly by: CrmUser },
): Promise<TierRights> {
  const grants = await roles.list(portalId);
  const isAllowed =
    mayOverride(policy, by) || mayDo(roleAmong(grants, by, "card"), "override_tier");
  if (isAllowed) return { override: true, people: [] };
  const byRole = grants.filter(({ role }) => mayDo(role, "override_tier"));
  const named = byRole.map(({ name, email }) => name || email);
  const byPolicy = policy.overriddenBy.filter(
    (email) => !byRole.some((grant) => grant.email.toLowerCase() === email.toLowerCase()),
  );
  const people = [...named, ...byPolicy];
  return { override: false, people: people.length > NAMED_LIMIT ? [] : people };
}
