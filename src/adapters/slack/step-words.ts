import { caseReason } from "../../messages/case-reason.ts";
import type { MessageLanguage, Translate } from "../../messages/translate.ts";
import type { CaseNotice } from "../../ports/notifier.ts";
import { listOf } from "./lists.ts";
import { cut, oneLine } from "./text.ts";

type Step = CaseNotice["acts"][number];

const TEXT_LIMIT = 300;
const NAME_LIMIT = 200;

/** What happened in one step, with what the person wrote. */
export function stepLine(step: Step, t: Translate, language: MessageLanguage): string {
  const act = actOf(step, t, language);
  const text = cut(oneLine(step.text ?? ""), TEXT_LIMIT);
  return text === "" ? act : t("slack.withReason", { act, reason: text });
}

/** The same without it. */
export function actOf(step: Step, t: Translate, language: MessageLanguage): string {
  const by = nameOf(step.by);
  const department = nameOf(step.department);
  const isPersons = by !== "";
  switch (step.act) {
    case "opened":
      return openedLine(step, { by, department }, t);
    case "escalated":
    case "asked_back":
    case "answered":
    case "declined":
    case "snoozed":
    case "reopened":
      return t(`slack.case.step.${step.act}`, { by });
    case "snooze_ended":
    case "went_stale":
    case "exhausted":
      return t(`slack.case.step.${step.act}`);
    case "told": {
      const people = listOf(
        (step.people ?? []).map(({ name }) => nameOf(name)),
        language,
      );
      return t("slack.case.step.told", { level: step.level ?? 1, people });
    }
    case "handed_over":
      return isPersons
        ? t("slack.case.step.handed_over", { by, department })
        : t("slack.case.step.handedOverByItself", { department });
    case "acknowledged":
    case "resolved":
      if (isPersons) return t(`slack.act.${step.act}`, { by });
      return withReason(t(`slack.byItself.${step.act}`), step.reason, t);
    case "withdrawn":
      if (isPersons) return t("slack.case.step.deEscalated", { by });
      return withReason(t("slack.byItself.withdrawn"), step.reason, t);
  }
}

function openedLine(
  { reason }: Step,
  { by, department }: { readonly by: string; readonly department: string },
  t: Translate,
): string {
  if (department !== "") {
    const opened = t("slack.case.step.openedFrom", { department });
    return withReason(opened, reason === "handed_over" ? null : reason, t);
  }
  if (by !== "") return t("slack.case.step.openedBy", { by });
  return withReason(t("slack.act.opened"), reason, t);
}

function nameOf(name: string | null | undefined): string {
  return cut(oneLine(name ?? ""), NAME_LIMIT);
}

export function withReason(act: string, code: string | null, t: Translate): string {
  const reason = code === null ? null : reasonOf(code, t);
  return reason === null ? act : t("slack.withReason", { act, reason });
}

/** Null for a reason that has no words: a code says nothing to a reader. */
export function reasonOf(code: string, t: Translate): string | null {
  return t(`slack.case.reason.${code}`, { defaultValue: "" }) || caseReason(code, t);
}
