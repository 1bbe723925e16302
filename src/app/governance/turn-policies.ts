import { appliedToOpen, type DraftPerson, isToBeApplied } from "../../domain/governance/draft.ts";
import { dateAt } from "../../domain/time/zone.ts";
import type { Jobs } from "../../ports/jobs.ts";
import type { Logger } from "../../ports/logger.ts";
import { type ApplyDeps, applyToOpen, type OnTickets } from "./apply-policy.ts";
import { bringIntoForce } from "./bring-into-force.ts";
import type { GovernanceDeps } from "./submit-policy.ts";
import { keepStep } from "./take-step.ts";

/** Who acts when the time does. */
const NOBODY: DraftPerson = { userId: "aftercare", email: "", name: "Aftercare" };

type TurnDeps = GovernanceDeps & {
  readonly jobs: Pick<Jobs, "send">;
  readonly logger: Logger;
};

/**
 * Brings approved policies into force whose instant has come, and has those put on the open tickets that
 * were approved for them. Any number of processes may call it: each step is taken once.
 */
export async function turnPolicies(deps: TurnDeps): Promise<void> {
  const now = deps.timeSource.now();
  for (const { portalId, draftId } of await deps.store.policyDrafts.due(now)) {
    try {
      if (await bringDue(deps, portalId, draftId)) {
        // A job that failed for good gets another chance the next day.
        const slot = `${portalId}:${draftId}:${dateAt("UTC", now)}`;
        await deps.jobs.send("apply_policy", slot);
      }
    } catch (error) {
      deps.logger.error({ portalId, draftId, error }, "a policy could not be brought into force");
    }
  }
}

/** Says whether it is now to be put on open tickets. */
async function bringDue(deps: GovernanceDeps, portalId: string, draftId: string): Promise<boolean> {
  const { store, timeSource } = deps;
  if ((await deps.contexts(portalId)) === null) return false;
  return store.transaction(async () => {
    await store.policyDrafts.lock(portalId);
    const draft = await store.policyDrafts.find(portalId, draftId);
    const at = timeSource.now();
    if (draft?.standing.state !== "approved") return draft !== null && isToBeApplied(draft);
    if (draft.standing.approval.effectiveAt > at) return false;
    const step = { by: NOBODY, at };
    const origin = "aftercare" as const;
    return isToBeApplied(await bringIntoForce({ store, origin }, portalId, { draft, step }));
  });
}

/** The job of one slot: puts a version on the open tickets, and goes on where it was broken off. */
export async function applyPolicyJob(deps: GovernanceDeps, slot: string): Promise<void> {
  const [portalId = "", draftId = ""] = slot.split(":");
  await applyDraft(deps, { portalId, draftId, onTickets: () => undefined });
}

/** Puts a version on the open tickets if it was approved for them; says on how many, null if not. */
export async function applyDraft(
  deps: ApplyDeps & Pick<GovernanceDeps, "contexts">,
  asked: { readonly portalId: string; readonly draftId: string; readonly onTickets: OnTickets },
): Promise<number | null> {
  const { store, timeSource } = deps;
  const { portalId, draftId, onTickets } = asked;
  const context = await deps.contexts(portalId);
  const draft = await store.policyDrafts.find(portalId, draftId);
  if (context === null || draft === null || !isToBeApplied(draft)) return null;
  const { version } = context.current;
  const tickets = await applyToOpen(deps, context, { version, onTickets });
  await store.transaction(async () => {
    await store.policyDrafts.lock(portalId);
    const present = await store.policyDrafts.find(portalId, draftId);
    if (present === null || !isToBeApplied(present)) return;
    const step = appliedToOpen(present, { by: NOBODY, at: timeSource.now() }, tickets);
    if (!step.ok) return;
    await keepStep({ store, origin: "aftercare" }, portalId, {
      ...{ before: present, after: step.draft },
      ...{ action: "policy_applied", detail: { version, tickets } },
    });
  });
  return tickets;
}
