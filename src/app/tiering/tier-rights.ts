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
