import type { Store } from "../../ports/store.ts";

/** Somebody at work in the CRM, as its proxy names them. */
export type CrmUser = { readonly userId: string; readonly email: string };

/** As the CRM's owners call themselves; else what the CRM says of who asks. */
export async function nameOfUser(
  { portals }: Pick<Store, "portals">,
  portalId: string,
  { userId, email }: CrmUser,
): Promise<string> {
  const owners = await portals.owners(portalId);
  const owner = owners.find(
    (one) => one.userId === userId || (one.email !== null && one.email === email),
  );
  return owner?.name || email || userId;
}
