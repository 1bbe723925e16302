import type { Draft } from "../../domain/governance/draft.ts";
import { isOn } from "../../domain/governance/mode.ts";
import type { PolicyDeps } from "./policy-deps.ts";

export type NoticeOccasion = "approved" | "effective";

/** Has the service managers' channel told of a policy; where escalation is not switched on nothing is posted. */
export async function requestNotice(
  { store }: Pick<PolicyDeps, "store">,
  portalId: string,
  { draft, occasion }: { readonly draft: Draft; readonly occasion: NoticeOccasion },
): Promise<void> {
  const portal = await store.portals.find(portalId);
  if (portal === null || !isOn(portal.mode, "escalation")) return;
  const target = { kind: "policy_notice", subjectId: `${draft.draftId} ${occasion}` } as const;
  await store.outbox.request(portalId, [target], draft.changedAt);
}

export function partsOfNotice(subjectId: string): {
  readonly draftId: string;
  readonly occasion: NoticeOccasion;
} {
  const [draftId = "", occasion] = subjectId.split(" ");
  return { draftId, occasion: occasion === "approved" ? "approved" : "effective" };
}
