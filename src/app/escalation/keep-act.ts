import type { CaseAct } from "../../domain/escalation/case-act.ts";
import type { Origin } from "../../ports/audit.ts";
import type { Store } from "../../ports/store.ts";

/** Stores what somebody did to a case, and that it was done; an act that was told before changes nothing. */
export async function keepAct(
  { escalations, audit }: Pick<Store, "escalations" | "audit">,
  portalId: string,
  { act, from }: { readonly act: CaseAct; readonly from: Origin },
): Promise<void> {
  const isNew = await escalations.appendAct(portalId, act);
  if (!isNew) return;
  const { act: kind, caseId, ticketId, actKey: _key, by, at, ...words } = act;
  await audit.append(portalId, [
    {
      at,
      actor: by.id,
      action: `case_${kind}`,
      from,
      subject: `case:${caseId}`,
      detail: { ticketId, name: by.name, ...words },
    },
  ]);
}
