import type { Policy } from "../../domain/governance/policy.ts";
import {
  type Channels,
  guessStageRole,
  type StageRole,
  withChannels,
  withLanguage,
  withStages,
} from "../../domain/governance/set-up.ts";
import type { Language } from "../../domain/words.ts";
import { askRight } from "../governance/ask-right.ts";
import type { Asked } from "../governance/policy-deps.ts";
import type { StepAnswer } from "../governance/take-step.ts";
import type { InvalidDocument } from "../governance/write-draft.ts";
import { openSetUp, setUpsOf } from "./read-set-up.ts";
import { SET_UP_PREFIX, type SetUpDeps } from "./set-up-deps.ts";

/** The revision that its author has seen. */
type Seen = { readonly draftId: string; readonly revision: number };

export type SetUpAnswer = StepAnswer<
  | InvalidDocument
  | { readonly ok: false; readonly reason: "no_such_preset" }
  | { readonly ok: false; readonly reason: "unknown_stage" }
>;

/**
 * Begins with a preset, fitted to the portal's stages as far as their names tell; or begins anew with
 * another one. Nothing is in force before somebody approves it.
 */
export async function choosePreset(
  deps: SetUpDeps,
  asked: Asked & {
    readonly preset: string;
    readonly language: Language;
    readonly note: string;
    /** Null before the first step. */
    readonly seen: Seen | null;
  },
): Promise<SetUpAnswer> {
  const { portalId, by, preset, language, note, seen } = asked;
  const written = deps.presets.text(preset);
  if (written === null) return { ok: false, reason: "no_such_preset" };
  const reading = deps.readDocument(written);
  if (!reading.ok) return { ok: false, reason: "invalid", problems: reading.problems };
  const pipelines = await deps.store.portals.pipelines(portalId);
  const stages = pipelines.flatMap((pipeline) => pipeline.stages);
  const roles = new Map(
    stages
      .filter(({ isClosed }) => !isClosed)
      .map(({ stageId, label }) => [stageId, guessStageRole(label)]),
  );
  const fitted = withLanguage(withStages(reading.policy, roles), language);
  const text = deps.policyText.rewrite(written, { before: reading.policy, after: fitted });
  if (seen !== null) return deps.drafts.editDraft({ portalId, by, ...seen, text, note });
  return begin(deps, { portalId, by, text, note });
}

/** One at a time: whoever comes second is told of the first. */
async function begin(
  deps: SetUpDeps,
  asked: Asked & { readonly text: string; readonly note: string },
): Promise<SetUpAnswer> {
  const { portalId, by, text } = asked;
  const right = await askRight(deps, asked, "edit_draft");
  if (!right.ok) return right;
  const open = await openSetUp(deps, portalId);
  if (open === null) {
    const count = (await setUpsOf(deps, portalId)).length;
    const made = { ...asked, draftId: `${SET_UP_PREFIX}${count + 1}` };
    const answer = await deps.drafts.createDraft(made);
    if (!answer.ok) return answer;
  }
  // Of two at the same instant only one was kept.
  const kept = await openSetUp(deps, portalId);
  const draft = kept && (await deps.store.policyDrafts.find(portalId, kept.draftId));
  if (draft === null) return { ok: false, reason: "not_found" };
  if (draft.text === text && draft.changedBy.userId === by.userId) return { ok: true, draft };
  const { changedBy, changedAt, revision } = draft;
  return { ok: false, reason: "changed_meanwhile", by: changedBy, at: changedAt, revision };
}

/** Says in which stages somebody else has to act; a stage that the portal has not is refused. */
export async function mapStages(
  deps: SetUpDeps,
  asked: Asked & Seen & { readonly roles: ReadonlyMap<string, StageRole> },
): Promise<SetUpAnswer> {
  const pipelines = await deps.store.portals.pipelines(asked.portalId);
  const stages = pipelines.flatMap((pipeline) => pipeline.stages);
  const known = new Set(stages.map(({ stageId }) => stageId));
  if ([...asked.roles.keys()].some((stageId) => !known.has(stageId))) {
    return { ok: false, reason: "unknown_stage" };
  }
  return change(deps, asked, (policy) => withStages(policy, asked.roles));
}

/** Says in which channels departments and service managers are told. */
export function setChannels(
  deps: SetUpDeps,
  asked: Asked & Seen & { readonly channels: Channels },
): Promise<SetUpAnswer> {
  return change(deps, asked, (policy) => withChannels(policy, asked.channels));
}

/** Comments and all that stays as it is are left alone. */
async function change(
  deps: SetUpDeps,
  { portalId, by, draftId, revision }: Asked & Seen,
  rewritten: (policy: Policy) => Policy,
): Promise<SetUpAnswer> {
  const draft = await deps.store.policyDrafts.find(portalId, draftId);
  if (draft === null || !draftId.startsWith(SET_UP_PREFIX)) {
    return { ok: false, reason: "not_found" };
  }
  const { policy: before, note } = draft;
  const text = deps.policyText.rewrite(draft.text, { before, after: rewritten(before) });
  return deps.drafts.editDraft({ portalId, by, draftId, revision, text, note });
}
