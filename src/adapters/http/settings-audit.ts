import type { NotAllowed } from "../../app/governance/ask-right.ts";
import type { NewestAudit } from "../../app/governance/read-newest-audit.ts";
import type { SettingsAudit } from "../../contract/settings-page.ts";
import type { AuditValues } from "../../ports/audit.ts";
import type { SealedEntry } from "../../ports/audit-chain.ts";
import { cut } from "./card-cut.ts";
import { refusalText, type SettingsTexts } from "./settings-texts.ts";

const NOBODY = "aftercare";
/** Of the person, which has a column of its own. */
const TOLD_ELSEWHERE = ["name", "email", "actKey"];

export function presentAudit(
  answer: NewestAudit | NotAllowed,
  texts: SettingsTexts,
): SettingsAudit {
  const { t } = texts;
  if (!answer.ok) {
    const headline = refusalText(answer.action, answer.people, texts);
    return { state: "refused", headline, entries: [], olderThan: null };
  }
  const { sealed, waiting, entries, olderThan } = answer;
  const parts = [
    t("settings.audit.sealed", { count: sealed }),
    ...(waiting === 0 ? [] : [t("settings.audit.waiting", { count: waiting })]),
  ];
  return {
    state: "shown",
    headline: parts.join(" "),
    entries: entries.map((entry) => presentEntry(entry, texts)),
    olderThan: olderThan === null ? null : String(olderThan),
  };
}

function presentEntry(
  { entry, position, isErased }: SealedEntry,
  texts: SettingsTexts,
): SettingsAudit["entries"][number] {
  const { t, at } = texts;
  const { actor, action, from, subject, detail } = entry;
  const name = typeof detail["name"] === "string" ? detail["name"] : actor;
  return {
    id: String(position),
    when: at(entry.at),
    who: isErased ? t("settings.audit.erased") : name === NOBODY ? "Aftercare" : name,
    what: t(`settings.audit.action.${action}`, { defaultValue: action }),
    where: from === undefined ? "–" : t(`settings.audit.origin.${from}`),
    detail: [
      [t("settings.audit.place", { position }), subject].join(" · "),
      changesOf(entry.before ?? {}, entry.after ?? {}, texts).join(" · "),
      valuesOf(detail, texts).join(" · "),
    ].filter((line) => line !== ""),
  };
}

function changesOf(before: AuditValues, after: AuditValues, texts: SettingsTexts): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [was, is] = [before[key] ?? null, after[key] ?? null];
    if (was === is) return [];
    const sides = { before: valueText(was, texts), after: valueText(is, texts) };
    return [texts.t("settings.audit.change", { key, ...sides })];
  });
}

function valuesOf(detail: AuditValues, texts: SettingsTexts): string[] {
  return Object.entries(detail)
    .filter(([key, value]) => !TOLD_ELSEWHERE.includes(key) && value !== null)
    .map(([key, value]) =>
      texts.t("settings.audit.value", { key, value: valueText(value, texts) }),
    );
}

function valueText(value: AuditValues[string] | undefined, { t, at }: SettingsTexts): string {
  if (value === null || value === undefined) return t("settings.audit.nothing");
  // Instants are the only numbers that are so large.
  if (typeof value === "number" && value > 1e12) return at(value);
  return cut(String(value));
}
