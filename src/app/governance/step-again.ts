import type { Draft } from "../../domain/governance/draft.ts";
import type { Asked } from "./policy-deps.ts";
import type { DraftAnswer } from "./read-policies.ts";
import type { DraftAsked, StepAnswer } from "./take-step.ts";

type Read = (asked: Asked & { readonly draftId: string }) => Promise<DraftAnswer>;

/**
 * A step that is told once more, since its answer was lost, finds a draft that has gone on. Where it has
 * gone on by this very step, the answer is what it would have been.
 */
export async function unlessDone<R>(
  answer: StepAnswer<R>,
  { asked, read }: { readonly asked: DraftAsked; readonly read: Read },
  isDone: (draft: Draft) => boolean,
): Promise<StepAnswer<R>> {
  if (!isStale(answer)) return answer;
  const present = await read(asked);
  return present.ok && isDone(present.draft) ? { ok: true, draft: present.draft } : answer;
}

function isStale(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null || !("reason" in answer)) return false;
  return answer.reason === "changed_meanwhile";
}
