import type { Store } from "../../ports/store.ts";
import { actOnCase, type CaseAnswer, type CaseCommand, type CaseDeps } from "./act-on-case.ts";

/** What somebody did in Slack: a button, or a form that a button opened. */
export type CasePress = Omit<CaseCommand, "from"> & { readonly teamId: string };

/**
 * The portal that a button names must be one of the workspace in which it was pressed: anybody may copy
 * a button's value.
 */
export async function pressCase(deps: CaseDeps, press: CasePress): Promise<CaseAnswer> {
  const { teamId, ...command } = press;
  if (!(await isOfTeam(deps.store, press))) return { outcome: "not_found" };
  return actOnCase(deps, { ...command, from: "slack" });
}

export async function isOfTeam(
  { portals }: Pick<Store, "portals">,
  { portalId, teamId }: Pick<CasePress, "portalId" | "teamId">,
): Promise<boolean> {
  return (await portals.ofSlackTeam(teamId)).includes(portalId);
}
