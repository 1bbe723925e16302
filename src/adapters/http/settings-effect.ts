import type { Move, MovedClock, PolicyEffect } from "../../app/governance/policy-effect.ts";
import type { JobResult } from "../../app/governance/settings-job.ts";
import type { JobView } from "../../app/governance/settings-use-cases.ts";
import { recordUrl } from "../../app/sla/record-url.ts";
import type { SettingsEffect } from "../../contract/settings-work.ts";
import { differenceOf } from "../../domain/governance/policy-difference.ts";
import { policyDifferenceWords } from "../../messages/policy-difference.ts";
import { policyProblemWords } from "../../messages/policy-problem.ts";
import { cut } from "./card-cut.ts";
import type { SettingsTexts } from "./settings-texts.ts";

const MOVE_VARIANTS = {
  at_once: "danger",
  earlier: "warning",
  later: "success",
  started: "info",
  dropped: "default",
} as const satisfies Readonly<Record<Move, SettingsEffect["moves"][number]["variant"]>>;

const MAX_AFFECTED = 50;
/** The worst first. */
const MOVES = ["at_once", "earlier", "later", "started", "dropped"] as const;

/** What would become of the open tickets. */
export function presentEffect(
  { effect, unreadProperties, hints }: Extract<JobResult, { kind: "effect" }>,
  policies: JobView["policies"],
  texts: SettingsTexts,
): SettingsEffect {
  const { t, number } = texts;
  return {
    headline:
      effect.tickets === 0
        ? t("settingsWork.effect.none")
        : t("settingsWork.effect.some", { count: effect.tickets }),
    moves: MOVES.filter((move) => effect.moves[move] > 0).map((move) => ({
      label: t(`settingsWork.effect.move.${move}`),
      count: number(effect.moves[move]),
      variant: MOVE_VARIANTS[move],
    })),
    affected: policies === null ? [] : affectedOf(effect, policies, texts),
    examples: effect.examples.map((moved) => presentMoved(moved, texts)),
    notes: [
      ...unreadProperties.map((property) => t("settingsWork.effect.unread", { property })),
      ...hints.map((hint) => {
        const { finding, proposal } = policyProblemWords(hint, t);
        return t("settingsWork.effect.hint", { path: hint.path, finding, proposal });
      }),
    ],
  };
}

/** Of targets it is known how many open tickets they govern. */
function affectedOf(
  { byTarget }: PolicyEffect,
  { present, proposed }: NonNullable<JobView["policies"]>,
  { language }: SettingsTexts,
): string[] {
  const reader = { language, policies: [proposed, present] };
  return differenceOf(present, proposed)
    .slice(0, MAX_AFFECTED)
    .map((one) => {
      const [entry] = one.subject;
      if (one.area !== "targets" || entry === undefined) return policyDifferenceWords(one, reader);
      return policyDifferenceWords(one, { ...reader, tickets: byTarget[entry.key] ?? 0 });
    });
}

function presentMoved(
  { ticketId, subject, kind, move, dueBefore, dueAfter }: MovedClock,
  texts: SettingsTexts,
): SettingsEffect["examples"][number] {
  const { t, at } = texts;
  const due = (instant: number | null) =>
    instant === null ? t("settingsWork.effect.noDue") : at(instant);
  return {
    ticket: presentTicket({ ticketId, subject }, texts),
    change: t("settingsWork.effect.change", {
      clock: t(`clock.${kind}`),
      before: due(dueBefore),
      after: due(dueAfter),
    }),
    status: { label: t(`settingsWork.effect.move.${move}`), variant: MOVE_VARIANTS[move] },
  };
}

/** Its subject leads to its record. */
export function presentTicket(
  { ticketId, subject }: { readonly ticketId: string; readonly subject: string },
  { portal }: SettingsTexts,
): { label: string; url: string } {
  return { label: cut(subject) || ticketId, url: recordUrl(portal, "ticket", ticketId) };
}
