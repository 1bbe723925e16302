import type { Draft } from "../../domain/governance/draft.ts";
import type { PolicyDeps } from "./policy-deps.ts";

export type NoticeOccasion = "approved" | "effective";

/** Has the service managers' channel told of a policy; a portal that only observes posts nothing. */
export async function requestNotice(
  { store }: Pick<PolicyDeps, "store">,
  portalId: string,
  { draft, occasion }: { readonly draft: Draft; readonly occasion: NoticeOccasion },
): Promise<void> {
  const portal = await store.portals.find(portalId);
  if (portal?.mode !== "live") return;
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
