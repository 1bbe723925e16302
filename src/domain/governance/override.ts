import type { Policy } from "./policy.ts";

/** Whether somebody may promise something else on one ticket; e-mail addresses know no capitals. */
export function mayOverride(
  { overriddenBy }: Pick<Policy, "overriddenBy">,
  { email }: { readonly email: string },
): boolean {
  const asked = email.toLowerCase();
  return overriddenBy.some((allowed) => allowed.toLowerCase() === asked);
}
