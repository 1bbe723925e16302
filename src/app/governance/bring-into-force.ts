import {
  type Draft,
  madeEffective,
  type Step,
  type StepBy,
  superseded,
} from "../../domain/governance/draft.ts";
import { invariant } from "../../domain/invariant.ts";
import type { PolicyDeps } from "./policy-deps.ts";
import { requestNotice } from "./request-notice.ts";
import { keepStep } from "./take-step.ts";

type ForceDeps = Pick<PolicyDeps, "store" | "origin">;

/**
 * Makes an approved draft the policy of tickets that come, and says how it stands then. Where another
 * version has come into force since, it never is. Only with the drafts locked.
 */
export async function bringIntoForce(
  deps: ForceDeps,
  portalId: string,
  { draft, step }: { readonly draft: Draft; readonly step: StepBy },
): Promise<Draft> {
  const { store } = deps;
  const { by, at } = step;
  const present = await store.portals.currentPolicy(portalId);
  if (present?.version !== draft.baseVersion) {
    const late = taken(superseded(draft, { by, at }, present?.version ?? draft.baseVersion));
    await keep(draft, late, "policy_superseded");
    return late;
  }
  const { version } = await store.portals.savePolicy(portalId, draft.policy, at);
  await endOneBefore(present.version, version);
  const effective = taken(madeEffective(draft, { by, at }, version));
  await keep(draft, effective, "policy_effective");
  await requestNotice(deps, portalId, { draft: effective, occasion: "effective" });
  return effective;

  async function endOneBefore(versionBefore: number, byVersion: number): Promise<void> {
    const before = await store.policyDrafts.ofVersion(portalId, versionBefore);
    if (before === null) return;
    const ended = superseded(before, { by, at }, byVersion);
    if (ended.ok) await keep(before, ended.draft, "policy_superseded");
  }

  function keep(before: Draft, after: Draft, action: string): Promise<void> {
    return keepStep(deps, portalId, { before, after, action, detail: {} });
  }
}

function taken(step: Step): Draft {
  invariant(step.ok, "a draft that was approved can come into force");
  return step.draft;
}
