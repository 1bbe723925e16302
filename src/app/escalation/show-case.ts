import type { CaseDeps } from "./act-on-case.ts";
import { type CasePress, isOfTeam } from "./press-case.ts";

/** `already`: it has a message of its own. */
export type ShowAnswer = { readonly outcome: "done" | "already" | "not_found" };

/** Gives a case of a group a message of its own, in the group's thread. */
export async function showCase(
  { store, timeSource }: Pick<CaseDeps, "store" | "timeSource">,
  press: Pick<CasePress, "teamId" | "portalId" | "caseId">,
): Promise<ShowAnswer> {
  const { portalId, caseId } = press;
  if (!(await isOfTeam(store, press))) return { outcome: "not_found" };
  return store.transaction(async (): Promise<ShowAnswer> => {
    const escalation = await store.escalations.find(portalId, caseId);
    if (escalation === null) return { outcome: "not_found" };
    if (escalation.groupId === null || escalation.isShown) return { outcome: "already" };
    await store.caseGroups.show(portalId, caseId);
    const target = { kind: "case_message", subjectId: caseId } as const;
    await store.outbox.request(portalId, [target], timeSource.now());
    return { outcome: "done" };
  });
}
