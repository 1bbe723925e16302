import { z } from "zod";
import { Policy } from "./policy.ts";

/**
 * A policy document on its way to be in force:
 *
 *     draft ⇄ submitted → approved → effective → superseded
 *
 *     draft, submitted, approved → withdrawn     by its authors
 *     submitted → refused                        by whoever might have approved it
 *     approved → superseded                      another version came into force before it
 *
 * An edit makes a draft of what was submitted. Each step is a revision of its own and none is ever
 * changed, so that whoever writes on a revision that is not the newest is found out.
 */

/** Somebody as the CRM signs them in; who acts at the command line is known by e-mail. */
export const DraftPerson = z.strictObject({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
});
export type DraftPerson = z.infer<typeof DraftPerson>;

/** For tickets that come, or for those that are open as well. */
export const AppliesTo = z.enum(["new", "open"]);
export type AppliesTo = z.infer<typeof AppliesTo>;

const Submission = z.strictObject({
  by: DraftPerson,
  at: z.number(),
  appliesTo: AppliesTo,
  /** When it is wanted in force; null is as soon as it is approved. */
  effectiveAt: z.number().nullable(),
  /** User id of whom it was put before; null is whoever may. */
  approverId: z.string().nullable(),
});
export type Submission = z.infer<typeof Submission>;

const Approval = z.strictObject({
  by: DraftPerson,
  at: z.number(),
  appliesTo: AppliesTo,
  effectiveAt: z.number(),
});
export type Approval = z.infer<typeof Approval>;

const InForce = {
  submission: Submission,
  approval: Approval,
  version: z.int(),
  at: z.number(),
};

/** Where a draft stands, with what brought it there. */
export const Standing = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("draft") }),
  z.strictObject({ state: z.literal("submitted"), submission: Submission }),
  z.strictObject({
    state: z.literal("approved"),
    submission: Submission,
    approval: Approval,
  }),
  z.strictObject({
    state: z.literal("effective"),
    ...InForce,
    /** Open tickets that it was put on; null while that is not done or not wanted. */
    applied: z.strictObject({ at: z.number(), tickets: z.int() }).nullable(),
  }),
  z.strictObject({ state: z.literal("refused"), submission: Submission, reason: z.string() }),
  z.strictObject({ state: z.literal("withdrawn"), reason: z.string() }),
  z.strictObject({
    state: z.literal("superseded"),
    /** The version that it was; null when another one came into force before it. */
    version: z.int().nullable(),
    /** The version that came after it. */
    byVersion: z.int(),
  }),
]);
export type Standing = z.infer<typeof Standing>;
export type DraftState = Standing["state"];

export const Draft = z.strictObject({
  draftId: z.string(),
  /** From 1; every step makes the next one. */
  revision: z.int().positive(),
  /** As it was written, with its comments. */
  text: z.string(),
  policy: Policy,
  /** The version that it was compared with. */
  baseVersion: z.int(),
  /** Everybody who has written in it, the first one first. */
  authors: z.tuple([DraftPerson], DraftPerson),
  note: z.string(),
  restoredFrom: z.int().nullable(),
  /** Who took the last step, and when. */
  changedBy: DraftPerson,
  changedAt: z.number(),
  standing: Standing,
});
export type Draft = z.infer<typeof Draft>;

export type StepBy = { readonly by: DraftPerson; readonly at: number };
type Written = Pick<Draft, "text" | "policy" | "note">;

export type StepRefusal =
  | { readonly reason: "wrong_state"; readonly state: DraftState }
  /** Another version is in force than the one that it was compared with. */
  | { readonly reason: "stale_base"; readonly baseVersion: number; readonly inForce: number };
export type Step =
  | { readonly ok: true; readonly draft: Draft }
  | ({ readonly ok: false } & StepRefusal);

export function newDraft(
  { by, at }: StepBy,
  written: Written & Pick<Draft, "draftId" | "baseVersion" | "restoredFrom">,
): Draft {
  return {
    ...written,
    revision: 1,
    authors: [by],
    changedBy: by,
    changedAt: at,
    standing: { state: "draft" },
  };
}

export function edited(draft: Draft, step: StepBy, written: Written): Step {
  const { state } = draft.standing;
  if (state !== "draft" && state !== "submitted") return wrongState(draft);
  const [first, ...others] = draft.authors;
  const isKnown = draft.authors.some(({ userId }) => userId === step.by.userId);
  const authors: Draft["authors"] = isKnown ? draft.authors : [first, ...others, step.by];
  return next({ ...draft, ...written, authors }, step, { state: "draft" });
}

/** Submitted again it stands on the version that it was compared with now. */
export function submitted(
  draft: Draft,
  step: StepBy,
  wish: Pick<Submission, "appliesTo" | "effectiveAt" | "approverId"> & {
    readonly comparedWith: number;
    readonly inForce: number;
  },
): Step {
  const { state } = draft.standing;
  if (state !== "draft" && state !== "submitted") return wrongState(draft);
  const { comparedWith, inForce, ...wanted } = wish;
  if (comparedWith !== inForce) return staleBase(comparedWith, inForce);
  const submission = { ...wanted, ...step };
  const onBase = { ...draft, baseVersion: inForce };
  return next(onBase, step, { state: "submitted", submission });
}

/** Whether this person may is asked of `approvalHindrance`. */
export function approved(
  draft: Draft,
  step: StepBy,
  decision: {
    readonly appliesTo: AppliesTo;
    readonly effectiveAt: number | null;
    readonly inForce: number;
  },
): Step {
  const { standing, baseVersion } = draft;
  if (standing.state !== "submitted") return wrongState(draft);
  const { appliesTo, inForce } = decision;
  if (baseVersion !== inForce) return staleBase(baseVersion, inForce);
  const effectiveAt = Math.max(decision.effectiveAt ?? step.at, step.at);
  const approval = { ...step, appliesTo, effectiveAt };
  return next(draft, step, { state: "approved", submission: standing.submission, approval });
}

export function refused(draft: Draft, step: StepBy, reason: string): Step {
  const { standing } = draft;
  if (standing.state !== "submitted") return wrongState(draft);
  return next(draft, step, { state: "refused", submission: standing.submission, reason });
}

export function withdrawn(draft: Draft, step: StepBy, reason: string): Step {
  switch (draft.standing.state) {
    case "draft":
    case "submitted":
    case "approved":
      return next(draft, step, { state: "withdrawn", reason });
    case "effective":
    case "refused":
    case "withdrawn":
    case "superseded":
      return wrongState(draft);
  }
}

/** Its day has come: it is `version` from now on. */
export function madeEffective(draft: Draft, step: StepBy, version: number): Step {
  const { standing } = draft;
  if (standing.state !== "approved") return wrongState(draft);
  const { submission, approval } = standing;
  const inForce = { submission, approval, version, at: step.at, applied: null };
  return next(draft, step, { state: "effective", ...inForce });
}

export function appliedToOpen(draft: Draft, step: StepBy, tickets: number): Step {
  const { standing } = draft;
  if (standing.state !== "effective") return wrongState(draft);
  return next(draft, step, { ...standing, applied: { at: step.at, tickets } });
}

/** Another version is in force: after it, or before it ever was. */
export function superseded(draft: Draft, step: StepBy, byVersion: number): Step {
  const { standing } = draft;
  if (standing.state !== "effective" && standing.state !== "approved") return wrongState(draft);
  const version = standing.state === "effective" ? standing.version : null;
  return next(draft, step, { state: "superseded", version, byVersion });
}

/** Whether it still has to be put on the open tickets. */
export function isToBeApplied({ standing }: Draft): boolean {
  if (standing.state !== "effective") return false;
  return standing.approval.appliesTo === "open" && standing.applied === null;
}

function next(draft: Draft, { by, at }: StepBy, standing: Standing): Step {
  const revision = draft.revision + 1;
  return { ok: true, draft: { ...draft, revision, changedBy: by, changedAt: at, standing } };
}

function wrongState({ standing: { state } }: Draft): Step {
  return { ok: false, reason: "wrong_state", state };
}

function staleBase(baseVersion: number, inForce: number): Step {
  return { ok: false, reason: "stale_base", baseVersion, inForce };
}
