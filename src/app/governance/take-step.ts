import type { Draft, DraftPerson, StepBy, StepRefusal } from "../../domain/governance/draft.ts";
import type { Action } from "../../domain/governance/permission.ts";
import type { AuditEntry, AuditValues } from "../../ports/audit.ts";
import { askRight, type NotAllowed } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";

/** A step on a draft, from the revision that its author has seen. */
export type DraftAsked = Asked & { readonly draftId: string; readonly revision: number };

export type NotConnected = { readonly ok: false; readonly reason: "not_connected" };
export type DraftRefusal =
  | NotAllowed
  | NotConnected
  | { readonly ok: false; readonly reason: "not_found" }
  /** Somebody else took a step in the meantime. */
  | {
      readonly ok: false;
      readonly reason: "changed_meanwhile";
      readonly by: DraftPerson;
      readonly at: number;
      readonly revision: number;
    }
  | ({ readonly ok: false } & StepRefusal);
export type StepAnswer<R = never> = { readonly ok: true; readonly draft: Draft } | DraftRefusal | R;

/** What a step goes by: within its transaction nothing of it changes. */
export type StepFacts = StepBy & { readonly inForce: number };

export type StepPlan<R> = {
  readonly action: Action;
  /** For the audit log, e.g. `policy_submitted`. */
  readonly auditAs: string;
  readonly detail?: AuditValues;
  step(
    draft: Draft,
    facts: StepFacts,
  ): Promise<
    { readonly ok: true; readonly draft: Draft } | ({ readonly ok: false } & StepRefusal) | R
  >;
  /** What has to come with it, in the same transaction; gives the draft as it is then. */
  alongside?(draft: Draft): Promise<Draft>;
};

/** Takes one step of one draft, if the person may and has seen its newest revision; audited. */
export async function takeStep<R extends { readonly ok: false } = never>(
  deps: PolicyDeps,
  asked: DraftAsked,
  plan: StepPlan<R>,
): Promise<StepAnswer<R>> {
  const { store, timeSource } = deps;
  const { portalId, draftId, revision, by } = asked;
  const right = await askRight(deps, asked, plan.action);
  if (!right.ok) return right;
  return store.transaction(async (): Promise<StepAnswer<R>> => {
    await store.policyDrafts.lock(portalId);
    const context = await deps.contexts(portalId);
    if (context === null) return { ok: false, reason: "not_connected" };
    const draft = await store.policyDrafts.find(portalId, draftId);
    if (draft === null) return { ok: false, reason: "not_found" };
    if (draft.revision !== revision) return changedMeanwhile(draft);
    const facts = { by, at: timeSource.now(), inForce: context.current.version };
    const result = await plan.step(draft, facts);
    if (!result.ok) return result;
    await keepStep(deps, portalId, {
      ...{ before: draft, after: result.draft },
      ...{ action: plan.auditAs, detail: plan.detail ?? {} },
    });
    return plan.alongside === undefined
      ? result
      : { ok: true, draft: await plan.alongside(result.draft) };
  });
}

export type KeptStep = {
  /** Null for a draft that is new. */
  readonly before: Draft | null;
  readonly after: Draft;
  readonly action: string;
  readonly detail: AuditValues;
};

/** Stores a step and notes it. Only with the drafts locked, so that no revision is there already. */
export async function keepStep(
  { store, origin }: Pick<PolicyDeps, "store" | "origin">,
  portalId: string,
  step: KeptStep,
): Promise<void> {
  await store.policyDrafts.append(portalId, step.after);
  await store.audit.append(portalId, [entryOf(step, origin)]);
}

function entryOf({ before, after, action, detail }: KeptStep, from: AuditEntry["from"]) {
  const { draftId, revision, changedBy, changedAt } = after;
  return {
    at: changedAt,
    actor: changedBy.userId,
    action,
    subject: "policy",
    detail: { ...detail, draftId, revision, name: changedBy.name },
    from,
    ...(before === null ? {} : { before: standingOf(before) }),
    after: standingOf(after),
  };
}

function standingOf({ standing, baseVersion }: Draft): AuditValues {
  const version = standing.state === "effective" ? { version: standing.version } : {};
  return { state: standing.state, baseVersion, ...version };
}

function changedMeanwhile({ changedBy, changedAt, revision }: Draft): DraftRefusal {
  return { ok: false, reason: "changed_meanwhile", by: changedBy, at: changedAt, revision };
}
